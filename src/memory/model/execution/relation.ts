/** A relation over the numbers below `size`, as a matrix of bits: what axioms over one execution are written in. */
export class Relation {
  readonly size: number;
  readonly #rows: readonly Uint8Array[];

  constructor(size: number, holds: (a: number, b: number) => boolean) {
    this.size = size;
    this.#rows = Array.from({ length: size }, (_, a) =>
      Uint8Array.from({ length: size }, (_, b) => (holds(a, b) ? 1 : 0)),
    );
  }

  has(a: number, b: number): boolean {
    return this.#rows[a]?.[b] === 1;
  }

  or(...others: readonly Relation[]): Relation {
    return new Relation(this.size, (a, b) => this.has(a, b) || others.some((other) => other.has(a, b)));
  }

  /** The pairs that also satisfy a condition. */
  where(condition: (a: number, b: number) => boolean): Relation {
    return new Relation(this.size, (a, b) => this.has(a, b) && condition(a, b));
  }

  /** One step of this relation, and then one of the next. */
  then(next: Relation): Relation {
    const all = this.#numbers();
    return new Relation(this.size, (a, b) => all.some((x) => this.has(a, x) && next.has(x, b)));
  }

  /** Zero steps or one. */
  optional(): Relation {
    return new Relation(this.size, (a, b) => a === b || this.has(a, b));
  }

  inverse(): Relation {
    return new Relation(this.size, (a, b) => this.has(b, a));
  }

  /** One step or more. */
  closure(): Relation {
    const rows = this.#rows.map((row) => Uint8Array.from(row));
    for (const [via, through] of rows.entries()) {
      for (const row of rows) {
        if (row[via] !== 1) continue;
        for (const [b, bit] of through.entries()) if (bit === 1) row[b] = 1;
      }
    }
    return new Relation(this.size, (a, b) => rows[a]?.[b] === 1);
  }

  /** A shortest cycle, as the numbers on it; `null` where there is none. */
  cycle(): readonly number[] | null {
    let shortest: readonly number[] | null = null;
    for (const start of this.#numbers()) {
      const found = this.#cycleFrom(start);
      if (found !== null && (shortest === null || found.length < shortest.length)) shortest = found;
    }
    return shortest;
  }

  #cycleFrom(start: number): readonly number[] | null {
    const seen = new Set<number>();
    let paths: readonly (readonly number[])[] = [[start]];
    while (paths.length > 0) {
      const next: (readonly number[])[] = [];
      for (const path of paths) {
        const end = path.at(-1) ?? start;
        if (this.has(end, start)) return path;
        for (const to of this.#numbers()) {
          if (!this.has(end, to) || seen.has(to)) continue;
          seen.add(to);
          next.push([...path, to]);
        }
      }
      paths = next;
    }
    return null;
  }

  #numbers(): readonly number[] {
    return [...this.#rows.keys()];
  }
}
