import type { Width } from './width.ts';
import type { U64, Word } from './word.ts';

/** The number that a word of any width holds, in 64 bits. */
export function asU64(word: Word<Width>): U64 {
  // A word of 64 bits cannot be extended, which the type of the width alone does not say.
  return word.width === 64 ? (word as U64) : (word as Word<8 | 16 | 32>).zeroExtend(64);
}
