import type { Width } from './width.ts';
import type { Bool, Word } from './word.ts';

/** An integer, a word for the number that it holds, or a constant. */
export type IntegerOperand = Integer | Word<Width> | bigint | number;

/**
 * An unbounded integer, negative ones included, for proofs to count with where an implementation only has words: no
 * model has one. What a counter's word holds is its value modulo 2^width, however often it has wrapped.
 */
export interface Integer {
  plus(other: IntegerOperand): Integer;
  minus(other: IntegerOperand): Integer;
  /** Product with a constant. */
  times(factor: bigint | number): Integer;
  /** The value modulo 2^width, also of a negative number. */
  word<W extends Width>(width: W): Word<W>;

  eq(other: IntegerOperand): Bool;
  ne(other: IntegerOperand): Bool;
  lt(other: IntegerOperand): Bool;
  le(other: IntegerOperand): Bool;
  gt(other: IntegerOperand): Bool;
  ge(other: IntegerOperand): Bool;
}
