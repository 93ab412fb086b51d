import { constantOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { Word } from '../../domain/word.ts';

/** So many words, and the one byte that they all consist of. */
export interface SameBytes {
  readonly words: number;
  readonly bytes: number;
  readonly byte: bigint;
}

/** Fewer bytes than these are stored one word after the other. */
const LEAST_RUN = 16;

/** The next words, the first one last, as far as all their bytes are one constant: one update of an array is enough for them. */
export function runOf(rest: readonly Word<Width>[], most: number): SameBytes | null {
  let [words, bytes] = [0, 0];
  let byte: bigint | undefined;
  for (let at = rest.length - 1; at >= 0; at -= 1) {
    const word = rest[at];
    const known = word && constantOf(word);
    if (word === undefined || known === undefined || bytes + word.width / 8 > most) break;
    byte ??= known & 255n;
    if (known !== repeated(byte, word.width)) break;
    words += 1;
    bytes += word.width / 8;
  }
  return byte === undefined || bytes < LEAST_RUN ? null : { words, bytes, byte };
}

/** A word of which each byte is this one. */
function repeated(byte: bigint, width: number): bigint {
  return (byte * ((1n << BigInt(width)) - 1n)) / 255n;
}
