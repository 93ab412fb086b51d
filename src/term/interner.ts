import type { BoolTerm, Const, IntTerm, Sum, Term, Truth } from './term.ts';
import type { Parts } from './terms.ts';

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

/** The key of a term in its store: the kind, then the parts, terms by their identity, so that no two terms have one key. */
export function keyOf(parts: Parts<Exclude<IntTerm | BoolTerm, Const | Sum | Truth>>): string {
  switch (parts.kind) {
    case 'var':
      return `var ${parts.powerOfTwo} ${parts.name.length}:${parts.name} `;
    case 'boolvar':
      return `boolvar ${parts.name}`;
    case 'and':
    case 'or': {
      let key: string = parts.kind;
      for (const { id } of parts.args) key += ` ${id}`;
      return key;
    }
    case 'le':
    case 'eq':
    case 'not':
    case 'lowbit':
      return `${parts.kind} ${parts.arg.id}`;
    case 'iff':
    case 'bitand':
      return `${parts.kind} ${parts.left.id} ${parts.right.id}`;
    case 'wrap':
      return `wrap ${parts.bits} ${parts.arg.id}`;
    case 'field':
      return `field ${parts.low} ${parts.bits} ${parts.arg.id}`;
    case 'rem':
    case 'div':
      return `${parts.kind} ${parts.arg.id} ${parts.by.id}`;
    case 'ite':
      return `ite ${parts.condition.id} ${parts.whenTrue.id} ${parts.whenFalse.id}`;
    case 'select':
      return `select ${parts.memory.id} ${parts.address.id}`;
    case 'layout':
      return `layout ${parts.fact} ${parts.address.id} ${parts.layout}`;
    case 'mapped':
      return `mapped ${parts.address.id} ${parts.layout}`;
  }
}
