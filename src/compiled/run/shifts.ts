import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';
import { eachValue } from './each-value.ts';

/** Shifts and rotations of words of one width. Amounts count modulo the width. */
export class Shifts<W extends 32 | 64> {
  readonly #domain: Domain;
  readonly #width: W;
  readonly #highest: bigint;

  constructor(domain: Domain, width: W) {
    this.#domain = domain;
    this.#width = width;
    this.#highest = 1n << BigInt(width - 1);
  }

  shl(a: Word<W>, amount: Word<W>): Word<W> {
    return this.#byAmount(amount, (bits) => this.#left(a, bits));
  }

  shrU(a: Word<W>, amount: Word<W>): Word<W> {
    return this.#byAmount(amount, (bits) => this.#right(a, bits));
  }

  /** ⌊x / 2^k⌋ of the signed number x: that of x + 2^(w−1), less 2^(w−1−k). */
  shrS(a: Word<W>, amount: Word<W>): Word<W> {
    const lifted = a.add(this.#highest);
    return this.#byAmount(amount, (bits) => this.#right(lifted, bits).sub(this.#highest >> BigInt(bits)));
  }

  rotl(a: Word<W>, amount: Word<W>): Word<W> {
    return this.#byAmount(amount, (bits) => this.#rotated(a, bits));
  }

  rotr(a: Word<W>, amount: Word<W>): Word<W> {
    return this.#byAmount(amount, (bits) => this.#rotated(a, (this.#width - bits) % this.#width));
  }

  #left(a: Word<W>, bits: number): Word<W> {
    return bits === 0 ? a : a.mul(1n << BigInt(bits));
  }

  #right(a: Word<W>, bits: number): Word<W> {
    return bits === 0 ? a : a.shr(bits);
  }

  #rotated(a: Word<W>, bits: number): Word<W> {
    return bits === 0 ? a : this.#left(a, bits).or(this.#right(a, this.#width - bits));
  }

  #byAmount(amount: Word<W>, work: (bits: number) => Word<W>): Word<W> {
    const known = constantOf(amount);
    if (known !== undefined) return work(Number(known % BigInt(this.#width)));
    const low = amount.and(this.#width - 1);
    const shifted = eachValue(this.#domain, low, (bits) => work(Number(bits)));
    // There are no more values than the width, of which none has more than 64 bits.
    if (shifted === undefined) throw new RangeError('a shift has more amounts than bits');
    return shifted;
  }
}
