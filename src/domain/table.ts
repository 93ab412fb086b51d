import type { Width } from './width.ts';
import type { Bool, Operand, U64, Word } from './word.ts';

/**
 * An array that an implementation keeps outside of guest memory: so many words of one width. It does not change: `set` makes
 * another one, which takes one step however many entries there are and whatever the index is.
 */
export interface Table<W extends Width> {
  /** Bits of an entry. */
  readonly width: W;
  /** Number of entries. */
  readonly length: U64;
  /** The entry at an index. Beyond the end the host traps with 'index out of bounds'. */
  get(index: Operand<Width>): Word<W>;
  /** The table with another entry at an index. Traps as `get` does. */
  set(index: Operand<Width>, value: Operand<W>): Table<W>;
  /** The entry at an index, for conditions on a state: beyond the end it has any value. */
  peek(index: Operand<Width>): Word<W>;
  /** The table with this value in all entries. */
  fill(value: Operand<W>): Table<W>;
  /** So many entries: the same as far as it has them, and after these a value, as `fill` takes one. */
  resized(length: Operand<64>, value: Operand<W>): Table<W>;
  /** Whether both have the same length, and the same entry at each index. */
  eq(other: Table<W>): Bool;
}

/** The most bytes that a table takes. */
export const MOST_TABLE_BYTES = 1 << 20;
