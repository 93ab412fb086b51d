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

/** The little-endian words of these widths in some bytes, one after the other. */
export function wordsIn(bytes: Uint8Array, widths: readonly Width[]): Word<Width>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  return widths.map((width) => {
    const value = bitsAt(view, offset, width);
    offset += width / 8;
    return concreteDomain.wrap(width, value);
  });
}

function bitsAt(view: DataView, offset: number, width: Width): bigint {
  switch (width) {
    case 8:
      return BigInt(view.getUint8(offset));
    case 16:
      return BigInt(view.getUint16(offset, true));
    case 32:
      return BigInt(view.getUint32(offset, true));
    case 64:
      return view.getBigUint64(offset, true);
  }
}
