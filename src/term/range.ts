import type { Range } from './term.ts';

/** Alignment given to zero: more than any word has bits. */
export const ZERO_ALIGN = 1 << 16;

export function range(lo: bigint, hi: bigint): Range {
  return { lo, hi };
}

export const pow2 = (bits: number): bigint => 1n << BigInt(bits);

export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Number of bits that a natural number needs: 0 for 0. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** Number of low zero bits; `ZERO_ALIGN` for 0. */
export function trailingZeros(value: bigint): number {
  if (value === 0n) return ZERO_ALIGN;
  return bitLength(value & -value) - 1;
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** a modulo b in 0 … b − 1, for b > 0. */
export function floorMod(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder < 0n ? remainder + b : remainder;
}

export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function isPowerOfTwo(value: bigint): boolean {
  return value > 0n && (value & (value - 1n)) === 0n;
}

export function scaleRange(r: Range, factor: bigint): Range {
  return factor >= 0n ? range(r.lo * factor, r.hi * factor) : range(r.hi * factor, r.lo * factor);
}

export function addRanges(a: Range, b: Range): Range {
  return range(a.lo + b.lo, a.hi + b.hi);
}

export function unionRange(a: Range, b: Range): Range {
  return range(min(a.lo, b.lo), max(a.hi, b.hi));
}

/** The residues modulo 2^bits of a range. */
export function wrapRange(r: Range, bits: number, align: number): Range {
  const modulus = pow2(bits);
  if (floorDiv(r.lo, modulus) === floorDiv(r.hi, modulus))
    return range(floorMod(r.lo, modulus), floorMod(r.hi, modulus));
  return range(0n, align >= bits ? 0n : modulus - pow2(align));
}
