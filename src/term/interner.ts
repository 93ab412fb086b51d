import type { Term } from './term.ts';

/** Keeps one term for each way to build one. */
export class Interner {
  readonly #nodes = new Map<string, Term>();

  get size(): number {
    return this.#nodes.size;
  }

  /** The term of a key, made where there is none yet. A key begins with its term's kind. */
  intern<T extends Term>(key: string, make: (id: number) => T): T {
    const known = this.#nodes.get(key);
    // The key begins with the kind, so what it leads to is of the same kind.
    if (known !== undefined) return known as T;
    const term = make(this.#nodes.size);
    this.#nodes.set(key, term);
    return term;
  }
}

/** The key of a term in its store: the kind, then the parts, terms by their identity. */
export function keyOf(parts: object): string {
  let key = '';
  for (const value of Object.values(parts)) {
    if (Array.isArray(value)) key += value.map((item: Term) => item.id).join(',') + ';';
    else if (typeof value === 'object') key += `#${(value as Term).id};`;
    else if (typeof value === 'string') key += `${value.length}:${value};`;
    else key += `${String(value)};`;
  }
  return key;
}
