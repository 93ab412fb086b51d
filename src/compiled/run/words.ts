import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Bool, Word } from '../../domain/word.ts';
import { BitCounts } from './bit-counts.ts';
import { eachValue } from './each-value.ts';
import { Shifts } from './shifts.ts';

type Size = 32 | 64;

/** Operations of WebAssembly on words of one width, over the operations of the domain. */
export class Words<W extends Size> {
  readonly #domain: Domain;
  readonly #width: W;
  readonly #highest: bigint;
  readonly shifts: Shifts<W>;
  readonly counts: BitCounts<W>;

  constructor(domain: Domain, width: W) {
    this.#domain = domain;
    this.#width = width;
    this.#highest = 1n << BigInt(width - 1);
    this.shifts = new Shifts(domain, width);
    this.counts = new BitCounts(domain, width);
  }

  constant(value: bigint): Word<W> {
    return this.#domain.word(this.#width, BigInt.asUintN(this.#width, value));
  }

  /** `undefined` where neither is known and both may be of many values. */
  mul(a: Word<W>, b: Word<W>): Word<W> | undefined {
    return (
      eachValue(this.#domain, b, (factor) => a.mul(factor)) ??
      eachValue(this.#domain, a, (factor) => b.mul(factor))
    );
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
}
