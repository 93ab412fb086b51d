import type { ConcatWidth, Narrower, Wider, Width } from './width.ts';

/** A truth value of the domain: known in a concrete run, a formula in a symbolic one. */
export interface Bool {
  and(...others: readonly BoolOperand[]): Bool;
  or(...others: readonly BoolOperand[]): Bool;
  not(): Bool;
  implies(conclusion: BoolOperand): Bool;
  /** Both true or both false. */
  iff(other: BoolOperand): Bool;
}

/** The methods that make a Boolean. */
export type BoolOperator = 'and' | 'or' | 'not' | 'implies' | 'iff' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** A Boolean of the domain or a JavaScript one. */
export type BoolOperand = Bool | boolean;

/** A word of the same width, or a constant, which must lie in 0 … 2^W − 1. */
export type Operand<W extends Width> = Word<W> | bigint | number;

/**
 * An unsigned machine word of W bits. Arithmetic wraps modulo 2^W, like Rust's `Wrapping`; the `checked`
 * methods return `undefined` where the exact result does not fit, and decide there (see `Domain.decide`); the `OrTrap`
 * methods trap there with 'overflow' (see `Domain.trapIf`), like arithmetic of a language that checks it.
 * Mixing widths is a type error; a constant that does not fit the width throws a `RangeError`.
 */
export interface Word<W extends Width> {
  readonly width: W;

  add(other: Operand<W>): Word<W>;
  sub(other: Operand<W>): Word<W>;
  /** Product with a constant, modulo 2^W. */
  mul(factor: bigint | number): Word<W>;
  /**
   * Quotient. By zero an operation of a model traps with 'division by zero'; anywhere else, as in a property, it is all
   * bits one, as in SMT-LIB.
   */
  div(divisor: Operand<W>): Word<W>;
  /** Remainder. By zero an operation of a model traps, as in `div`; anywhere else it is the dividend, as in SMT-LIB. */
  rem(divisor: Operand<W>): Word<W>;

  and(other: Operand<W>): Word<W>;
  or(other: Operand<W>): Word<W>;
  xor(other: Operand<W>): Word<W>;
  not(): Word<W>;
  /** Shift towards the high end; by W or more: zero. */
  shl(amount: Operand<W>): Word<W>;
  /** Shift towards the low end; by W or more: zero. */
  shr(amount: Operand<W>): Word<W>;
  /** The lowest set bit alone, x & −x; of zero: zero. */
  lowestSetBit(): Word<W>;

  /** This word as the high half, `low` as the low half. */
  concat<L extends Width>(low: Word<L>): Word<ConcatWidth<W, L>>;
  /** The `width` bits from bit `lowBit` upwards. Throws a `RangeError` where they leave the word. */
  extract<V extends Narrower<W>>(lowBit: number, width: V): Word<V>;
  /** Byte number `index`, the lowest first. Throws a `RangeError` where the word has no such byte. */
  byte(index: number): Word<8>;
  zeroExtend<V extends Wider<W>>(width: V): Word<V>;
  truncate<V extends Narrower<W>>(width: V): Word<V>;

  eq(other: Operand<W>): Bool;
  ne(other: Operand<W>): Bool;
  lt(other: Operand<W>): Bool;
  le(other: Operand<W>): Bool;
  gt(other: Operand<W>): Bool;
  ge(other: Operand<W>): Bool;

  checkedAdd(other: Operand<W>): Word<W> | undefined;
  checkedSub(other: Operand<W>): Word<W> | undefined;
  checkedMul(factor: bigint | number): Word<W> | undefined;

  /** The exact sum; traps with 'overflow' where it does not fit. */
  addOrTrap(other: Operand<W>): Word<W>;
  /** The exact difference; traps with 'overflow' where it is below 0. */
  subOrTrap(other: Operand<W>): Word<W>;
  /** The exact product with a constant; traps with 'overflow' where it does not fit. */
  mulOrTrap(factor: bigint | number): Word<W>;
}

export type U8 = Word<8>;
export type U16 = Word<16>;
export type U32 = Word<32>;
export type U64 = Word<64>;
