import { isBounded } from './range.ts';
import type { BoolTerm, IntTerm, MemoryTerm, MemoryVar } from './term.ts';
import type { Terms } from './terms.ts';

/** What is known of parts of the terms that are rebuilt. */
export interface KnownParts {
  /** What a condition is replaced by. */
  readonly bool: (condition: BoolTerm) => BoolTerm | undefined;
  /** An integer modulo 2^bits, where that is known to be linear in it. */
  readonly residue: (integer: IntTerm, bits: number) => IntTerm | undefined;
}

/** Rebuilds terms from their parts, by the store's constructors, with what is known used. */
export class Rebuilder {
  readonly #terms: Terms;
  readonly #known: KnownParts;
  readonly #ints = new Map<IntTerm, IntTerm>();
  readonly #bools = new Map<BoolTerm, BoolTerm>();
  readonly #memories = new Map<MemoryTerm, MemoryTerm>();

  constructor(terms: Terms, known: KnownParts) {
    this.#terms = terms;
    this.#known = known;
  }

  bool(term: BoolTerm): BoolTerm {
    const known = this.#bools.get(term);
    if (known !== undefined) return known;
    const rebuilt = this.#known.bool(term) ?? this.#bool(term);
    const result = rebuilt === term ? term : (this.#known.bool(rebuilt) ?? rebuilt);
    this.#bools.set(term, result);
    return result;
  }

  int(term: IntTerm): IntTerm {
    const known = this.#ints.get(term);
    if (known !== undefined) return known;
    const result = this.#int(term);
    this.#ints.set(term, result);
    return result;
  }

  memory(term: MemoryTerm): MemoryTerm {
    if (term.kind === 'memory') return term;
    const known = this.#memories.get(term);
    if (known !== undefined) return known;
    const result = this.#memory(term);
    this.#memories.set(term, result);
    return result;
  }

  /** For what takes natural numbers below some end only: as it was where it is not seen any longer that it is one. */
  #natural(term: IntTerm): IntTerm {
    const rebuilt = this.int(term);
    return isBounded(rebuilt.range) && rebuilt.range.lo >= 0n ? rebuilt : term;
  }

  #memory(term: Exclude<MemoryTerm, MemoryVar>): MemoryTerm {
    const t = this.#terms;
    if (term.kind === 'filled') return t.filled(this.#natural(term.byte));
    const below = this.memory(term.memory);
    if (term.kind === 'store')
      return t.store(below, this.#natural(term.address), this.#natural(term.value), term.bytes);
    const [first, length] = [this.#natural(term.first), this.#natural(term.length)];
    return t.overlay(below, first, length, this.memory(term.other), this.#natural(term.source));
  }

  #bool(term: BoolTerm): BoolTerm {
    const t = this.#terms;
    switch (term.kind) {
      case 'truth':
      case 'boolvar':
        return term;
      case 'le':
        return t.atMostZero(this.int(term.arg));
      case 'eq':
        return t.isZero(this.int(term.arg));
      case 'not':
        return t.not(this.bool(term.arg));
      case 'and':
        return t.and(...term.args.map((arg) => this.bool(arg)));
      case 'or':
        return t.or(...term.args.map((arg) => this.bool(arg)));
      case 'iff':
        return t.iff(this.bool(term.left), this.bool(term.right));
      case 'mapped':
        return t.mapped(term.layout, this.#natural(term.address));
    }
  }

  #int(term: IntTerm): IntTerm {
    const t = this.#terms;
    switch (term.kind) {
      case 'const':
      case 'var':
        return term;
      case 'sum':
        return t.sum(
          term.constant,
          term.terms.map(([c, part]) => [c, this.int(part)] as const),
        );
      case 'wrap': {
        const arg = this.int(term.arg);
        return this.#known.residue(arg, term.bits) ?? t.wrap(term.bits, arg);
      }
      case 'field':
        return t.field(this.#natural(term.arg), term.low, term.bits);
      case 'rem':
        return t.rem(this.#natural(term.arg), this.#natural(term.by));
      case 'div':
        return t.div(this.#natural(term.arg), this.#natural(term.by));
      case 'bitand':
        return t.bitand(this.#natural(term.left), this.#natural(term.right));
      case 'lowbit':
        return t.lowbit(this.#natural(term.arg));
      case 'ite':
        return t.ite(this.bool(term.condition), this.int(term.whenTrue), this.int(term.whenFalse));
      case 'select':
        return t.select(this.memory(term.memory), this.#natural(term.address));
      case 'layout':
        return t.layout(term.fact, term.layout, this.#natural(term.address));
    }
  }
}
