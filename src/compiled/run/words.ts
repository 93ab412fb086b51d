import type { Domain } from '../../domain/domain.ts';
import { constantOf, valuesOf } from '../../domain/word-facts.ts';
import type { Bool, Word } from '../../domain/word.ts';

type Size = 32 | 64;

/** The most values of one operand that an operation is done for one by one. */
const MOST_VALUES = 64;

/** Operations of WebAssembly on words of one width, over the operations of the domain. */
export class Words<W extends Size> {
  readonly #domain: Domain;
  readonly #width: W;
  readonly #highest: bigint;

  constructor(domain: Domain, width: W) {
    this.#domain = domain;
    this.#width = width;
    this.#highest = 1n << BigInt(width - 1);
  }

  constant(value: bigint): Word<W> {
    return this.#domain.word(this.#width, BigInt.asUintN(this.#width, value));
  }

  /** `undefined` where neither is known and both may be of many values. */
  mul(a: Word<W>, b: Word<W>): Word<W> | undefined {
    return this.#each(b, (factor) => a.mul(factor)) ?? this.#each(a, (factor) => b.mul(factor));
  }

  divU(a: Word<W>, b: Word<W>): Word<W> {
    this.#trapAtZero(b);
    return a.div(constantOf(b) ?? b);
  }

  remU(a: Word<W>, b: Word<W>): Word<W> {
    this.#trapAtZero(b);
    return a.rem(constantOf(b) ?? b);
  }

  divS(a: Word<W>, b: Word<W>): Word<W> {
    this.#trapAtZero(b);
    this.#domain.trapIf('overflow', a.eq(this.#highest).and(b.eq(this.constant(-1n))));
    const [m, n] = [this.#magnitude(a), this.#magnitude(b)];
    const quotient = m.div(constantOf(n) ?? n);
    const isNegative = this.isNegative(a).iff(this.isNegative(b)).not();
    return this.#domain.select(isNegative, this.#negated(quotient), quotient);
  }

  /** The remainder has the sign of the dividend. */
  remS(a: Word<W>, b: Word<W>): Word<W> {
    this.#trapAtZero(b);
    const [m, n] = [this.#magnitude(a), this.#magnitude(b)];
    const remainder = m.rem(constantOf(n) ?? n);
    return this.#domain.select(this.isNegative(a), this.#negated(remainder), remainder);
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
    if (this.#domain.decide(a.eq(0))) return this.constant(0n);
    if (this.#domain.decide(less.eq(0))) return this.constant(1n);
    const least = less.and(less.sub(1));
    const bits = Array.from({ length: this.#width }, (_, i) => this.#right(least, i).and(1));
    return bits.reduce((sum, bit) => sum.add(bit)).add(2);
  }

  /** The low `bits` bits as a signed number. */
  extend(a: Word<W>, bits: number): Word<W> {
    const half = 1n << BigInt(bits - 1);
    return a
      .add(half)
      .and(2n * half - 1n)
      .sub(half);
  }

  isNegative(a: Word<W>): Bool {
    return a.ge(this.#highest);
  }

  ltS(a: Word<W>, b: Word<W>): Bool {
    return a.add(this.#highest).lt(b.add(this.#highest));
  }

  leS(a: Word<W>, b: Word<W>): Bool {
    return a.add(this.#highest).le(b.add(this.#highest));
  }

  #trapAtZero(divisor: Word<W>): void {
    if ((constantOf(divisor) ?? 0n) === 0n) this.#domain.trapIf('division by zero', divisor.eq(0));
  }

  #negated(a: Word<W>): Word<W> {
    return this.constant(0n).sub(a);
  }

  #magnitude(a: Word<W>): Word<W> {
    return this.#domain.select(this.isNegative(a), this.#negated(a), a);
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

  /** Amounts count modulo the width. */
  #byAmount(amount: Word<W>, work: (bits: number) => Word<W>): Word<W> {
    const known = constantOf(amount);
    if (known !== undefined) return work(Number(known % BigInt(this.#width)));
    const low = amount.and(this.#width - 1);
    // There are no more values than the width, of which none has more than 64 bits.
    return this.#each(low, (bits) => work(Number(bits))) ?? work(0);
  }

  /** An operation with each value that an operand may have, chosen by it; `undefined` where these are too many. */
  #each(operand: Word<W>, work: (value: bigint) => Word<W>): Word<W> | undefined {
    const values = valuesOf(operand, MOST_VALUES);
    if (values === null) return undefined;
    return values
      .map((value) => [value, work(value)] as const)
      .reduceRight<Word<W> | undefined>(
        (rest, [value, result]) =>
          rest === undefined ? result : this.#domain.select(operand.eq(value), result, rest),
        undefined,
      );
  }

  /** The index of the first condition that holds; their number where none does. */
  #firstOf(conditions: readonly Bool[]): Word<W> {
    return conditions.reduceRight(
      (rest, condition, i) => this.#domain.select(condition, this.constant(BigInt(i)), rest),
      this.constant(BigInt(conditions.length)),
    );
  }
}
