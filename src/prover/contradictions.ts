import type { BoolTerm } from '../term/term.ts';

/** Conditions that were shown not to hold together: no more of them have to be asked where some others come on top. */
export class Contradictions {
  /** By the condition that came last: a path that others contradict has ended. */
  readonly #known = new Map<BoolTerm, (readonly BoolTerm[])[]>();

  add(conditions: readonly BoolTerm[]): void {
    const last = conditions.at(-1);
    if (last === undefined) return;
    this.#known.set(last, [...(this.#known.get(last) ?? []), conditions]);
  }

  /** Whether some that are known not to hold together are all among these, the last one with them. */
  isIn(conditions: readonly BoolTerm[]): boolean {
    const last = conditions.at(-1);
    const known = last === undefined ? undefined : this.#known.get(last);
    if (known === undefined) return false;
    const given = new Set(conditions);
    return known.some((contradiction) => contradiction.every((condition) => given.has(condition)));
  }
}
