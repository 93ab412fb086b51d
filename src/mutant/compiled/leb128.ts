/** Numbers as the WebAssembly format has them: seven bits a byte, the lowest first. */

/** The number that begins at an index, and the index after it. */
export function readLeb(
  bytes: Uint8Array,
  start: number,
  isSigned: boolean,
): { readonly value: bigint; readonly next: number } {
  let value = 0n;
  for (let at = start, shift = 0n; ; at += 1, shift += 7n) {
    const byte = BigInt(bytes[at] ?? 0);
    value |= (byte & 0x7fn) << shift;
    if ((byte & 0x80n) !== 0n) continue;
    const isNegative = isSigned && (byte & 0x40n) !== 0n;
    return { value: isNegative ? value - (1n << (shift + 7n)) : value, next: at + 1 };
  }
}

/** A number in so many bytes, padded where it takes fewer; `null` where it takes more. */
export function writeLeb(value: bigint, length: number, isSigned: boolean): readonly number[] | null {
  const bits = BigInt(7 * length);
  const least = isSigned ? -(1n << (bits - 1n)) : 0n;
  const most = isSigned ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (value < least || value > most) return null;
  return Array.from({ length }, (_, i) => {
    const low = Number((value >> BigInt(7 * i)) & 0x7fn);
    return i === length - 1 ? low : low | 0x80;
  });
}
