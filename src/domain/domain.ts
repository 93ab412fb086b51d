import type { Table } from './table.ts';
import type { TrapKind } from './trap.ts';
import type { Width } from './width.ts';
import type { Bool, BoolOperand, Operand, U16, U32, U64, U8, Word } from './word.ts';

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

  /** A table of `length` entries that all have one value: what an implementation keeps in an array of its own. */
  table<W extends Width>(width: W, length: Operand<64>, value: Operand<W>): Table<W>;

  /**
   * Says that the modelled host stops here where the condition holds: it panics, faults or aborts, and the operation that
   * is running returns nothing. The code after it only runs for states in which the condition does not hold; nothing
   * forks. In a proof, each operation has the obligation `the host does not trap: <kind>, <operation>`, unless the property
   * expects traps (see `ProofContext.trapping`). Outside any operation of a model, a trap is a `MisuseError`.
   */
  trapIf(kind: TrapKind, condition: BoolOperand): void;

  /** Says that the modelled host stops wherever this is reached; `what` names the place in reports. */
  unreachable(what?: string): never;

  /**
   * The element of a list at an index that only a run knows; traps with 'index out of bounds' beyond the end. Words of one
   * width are merged as by `select`; elements of any other kind fork, as by `decide`.
   */
  at<T>(list: readonly T[], index: Word<Width>): T;
}
