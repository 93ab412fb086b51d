import type { Bounded, End, IntTerm, Range } from './term.ts';

/** Alignment given to zero: more than any word has bits. */
export const ZERO_ALIGN = 1 << 16;

export function range(lo: bigint, hi: bigint): Bounded;
export function range(lo: End, hi: End): Range;
export function range(lo: End, hi: End): Range {
  return { lo, hi };
}

export function isBounded(r: Range): r is Bounded {
  return typeof r.lo === 'bigint' && typeof r.hi === 'bigint';
}

/** Both ends of a term. Throws a `RangeError` where one is missing: only sums, residues, choices and relations take such terms. */
export function endsOf(term: IntTerm): Bounded {
  if (isBounded(term.range)) return term.range;
  throw new RangeError(
    `a ${term.kind} from ${term.range.lo} to ${term.range.hi} has no width; take a word of it`,
  );
}

const POWERS: readonly bigint[] = Array.from({ length: 129 }, (_, bits) => 1n << BigInt(bits));

export const pow2 = (bits: number): bigint => POWERS[bits] ?? 1n << BigInt(bits);

export function min(a: bigint, b: bigint): bigint;
export function min(a: End, b: End): End;
export function min(a: End, b: End): End {
  return a < b ? a : b;
}

export function max(a: bigint, b: bigint): bigint;
export function max(a: End, b: End): End;
export function max(a: End, b: End): End {
  return a > b ? a : b;
}

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

export function isPowerOfTwo(value: End): boolean {
  return typeof value === 'bigint' && value > 0n && (value & (value - 1n)) === 0n;
}

function scaleEnd(end: End, factor: bigint): End {
  if (typeof end === 'bigint') return end * factor;
  return factor === 0n ? 0n : factor > 0n ? end : -end;
}

export function scaleRange(r: Range, factor: bigint): Range {
  const [a, b] = [scaleEnd(r.lo, factor), scaleEnd(r.hi, factor)];
  return factor >= 0n ? range(a, b) : range(b, a);
}

/** The sum of two lower ends, or of two upper ones. */
export function addEnds(a: End, b: End): End {
  if (typeof a === 'number') return a;
  return typeof b === 'number' ? b : a + b;
}

export function addRanges(a: Range, b: Range): Range {
  return range(addEnds(a.lo, b.lo), addEnds(a.hi, b.hi));
}

export function unionRange(a: Range, b: Range): Range {
  return range(min(a.lo, b.lo), max(a.hi, b.hi));
}

/** The residues modulo 2^bits of a range. */
export function wrapRange(r: Range, bits: number, align: number): Bounded {
  const modulus = pow2(bits);
  if (isBounded(r) && floorDiv(r.lo, modulus) === floorDiv(r.hi, modulus))
    return range(floorMod(r.lo, modulus), floorMod(r.hi, modulus));
  return range(0n, align >= bits ? 0n : modulus - pow2(align));
}
