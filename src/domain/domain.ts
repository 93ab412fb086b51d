import type { Width } from './width.ts';
import type { Bool, BoolOperand, U16, U32, U64, U8, Word } from './word.ts';

/**
 * Where words come from and how control flow meets them. Code written over it runs concretely, as an ordinary
 * program, or symbolically, once for every path through its decisions; it never asks which.
 */
export interface Domain {
  /** A constant. Throws a `RangeError` where it does not fit the width. */
  word<W extends Width>(width: W, value: bigint | number): Word<W>;
  u8(value: bigint | number): U8;
  u16(value: bigint | number): U16;
  u32(value: bigint | number): U32;
  u64(value: bigint | number): U64;
  bool(value: boolean): Bool;

  /**
   * Turns a condition into control flow: `if (domain.decide(head.ge(size))) …`. Concretely it is the value of
   * the condition; symbolically the code is run again for each answer that is possible.
   */
  decide(condition: BoolOperand): boolean;

  /** One of two words, chosen by a condition without deciding it: merges where `decide` would fork. */
  select<W extends Width>(condition: BoolOperand, whenTrue: Word<W>, whenFalse: Word<W>): Word<W>;
}
