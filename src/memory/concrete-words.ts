import { concreteDomain, valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';

/** The little-endian word at an address. */
export function wordAt<W extends Width>(
  address: bigint,
  width: W,
  byteAt: (address: bigint) => number,
): Word<W> {
  let value = 0n;
  for (let i = width / 8 - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(byteAt(address + BigInt(i)));
  return concreteDomain.word(width, value);
}

/** Bytes that words of these widths take, without padding. */
export function sizeOf(widths: readonly Width[]): number {
  return widths.reduce((bytes, width) => bytes + width / 8, 0);
}

/** The bytes of words one after the other, each lowest byte first. */
export function encode(words: readonly Word<Width>[]): Uint8Array {
  const bytes: number[] = [];
  for (const word of words) {
    const value = valueOf(word);
    for (let bit = 0; bit < word.width; bit += 8) bytes.push(Number((value >> BigInt(bit)) & 0xffn));
  }
  return Uint8Array.from(bytes);
}
