import type { Domain } from '../../domain/domain.ts';
import type { Bool, Word } from '../../domain/word.ts';

/** Counts of the bits of words of one width. */
export class BitCounts<W extends 32 | 64> {
  readonly #domain: Domain;
  readonly #width: W;
  readonly #highest: bigint;

  constructor(domain: Domain, width: W) {
    this.#domain = domain;
    this.#width = width;
    this.#highest = 1n << BigInt(width - 1);
  }

  clz(a: Word<W>): Word<W> {
    return this.#firstOf(Array.from({ length: this.#width }, (_, i) => a.ge(this.#highest >> BigInt(i))));
  }

  ctz(a: Word<W>): Word<W> {
    return this.#firstOf(
      Array.from({ length: this.#width }, (_, i) => a.and((1n << BigInt(i + 1)) - 1n).ne(0)),
    );
  }

  /** Compilers ask with it whether there is one bit, or none. So these cases are decided, and of more there are at least two. */
  popcnt(a: Word<W>): Word<W> {
    const less = a.and(a.sub(1));
    if (this.#domain.decide(a.eq(0))) return this.#domain.word(this.#width, 0);
    if (this.#domain.decide(less.eq(0))) return this.#domain.word(this.#width, 1);
    const least = less.and(less.sub(1));
    const bits = Array.from({ length: this.#width }, (_, i) => (i === 0 ? least : least.shr(i)).and(1));
    return bits.reduce((sum, bit) => sum.add(bit)).add(2);
  }

  /** The index of the first condition that holds; their number where none does. */
  #firstOf(conditions: readonly Bool[]): Word<W> {
    return conditions.reduceRight(
      (rest, condition, i) => this.#domain.select(condition, this.#domain.word(this.#width, i), rest),
      this.#domain.word(this.#width, conditions.length),
    );
  }
}
