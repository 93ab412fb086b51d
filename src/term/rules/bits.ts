import { bitLength, endsOf, floorMod, isBounded, pow2, trailingZeros } from '../range.ts';
import type { Rule } from './rule.ts';
import type { BitAnd, Field, IntTerm, LowBit, Sum, Wrap } from '../term.ts';
import { isPowerOfTwoTerm } from '../power-of-two.ts';
import type { Terms } from '../terms.ts';

type Monomial = readonly [bigint, IntTerm];

/** A term as a constant and monomials. */
function linear(term: IntTerm): { constant: bigint; terms: readonly Monomial[] } {
  if (term.kind === 'sum') return term;
  return term.kind === 'const' ? { constant: term.value, terms: [] } : { constant: 0n, terms: [[1n, term]] };
}

/** The term that has the same value modulo 2^bits once its outermost reductions are taken off. */
function stripModulo(bits: number, coefficient: bigint, term: IntTerm): IntTerm {
  const width =
    term.kind === 'wrap' ? term.bits : term.kind === 'field' && term.low === 0 ? term.bits : undefined;
  if (width === undefined || width + trailingZeros(coefficient) < bits) return term;
  return term.kind === 'wrap' || term.kind === 'field' ? term.arg : term;
}

/**
 * A linear form that is equal modulo 2^bits: inner reductions taken off, coefficients nearest to zero, and the constant
 * such that the least value, if there is one, lies in 0 … 2^bits − 1.
 */
export function reduceModulo(t: Terms, bits: number, arg: IntTerm): IntTerm {
  const modulus = pow2(bits);
  let current = arg;
  for (;;) {
    const { constant, terms } = linear(current);
    const reduced = terms.map(([coefficient, term]): Monomial => {
      const residue = floorMod(coefficient, modulus);
      const nearest = residue > modulus / 2n ? residue - modulus : residue;
      return [nearest, nearest === 0n ? term : stripModulo(bits, nearest, term)];
    });
    const next = t.sum(floorMod(constant, modulus), reduced);
    if (next === current) break;
    current = next;
  }
  const { lo } = current.range;
  return typeof lo === 'bigint' ? t.offset(current, floorMod(lo, modulus) - lo) : current;
}

export const wrapRules: readonly Rule<Wrap>[] = [
  {
    /** match: x mod 2^n, every value of x in one block k·2^n … (k+1)·2^n − 1; result: x − k·2^n */
    name: 'wrap-in-range',
    apply(t, { bits, arg }) {
      if (!isBounded(arg.range)) return undefined;
      const base = arg.range.lo - floorMod(arg.range.lo, pow2(bits));
      return arg.range.hi - base < pow2(bits) ? t.offset(arg, -base) : undefined;
    },
  },
  {
    /** match: (c0 + Σ ci·xi) mod 2^n; result: the same with ci mod 2^n and inner reductions taken off */
    name: 'wrap-reduce',
    apply(t, { bits, arg }) {
      const reduced = reduceModulo(t, bits, arg);
      return reduced === arg ? undefined : t.wrap(bits, reduced);
    },
  },
  {
    /** match: (2^k·x) mod 2^n; result: 2^k·(x mod 2^(n−k)) */
    name: 'wrap-scaled',
    apply(t, { bits, arg }) {
      if (arg.kind !== 'sum') return undefined;
      const shift = arg.terms.reduce((a, [c]) => Math.min(a, trailingZeros(c)), trailingZeros(arg.constant));
      if (shift === 0 || shift >= bits) return undefined;
      return t.scale(pow2(shift), t.wrap(bits - shift, divideSum(t, arg, pow2(shift))));
    },
  },
  {
    /** match: x mod 2^n of a natural x with an end that is no sum; result: x[0, n) */
    name: 'wrap-of-atom',
    apply(t, { bits, arg }) {
      if (arg.kind === 'sum' || arg.range.lo < 0n || !isBounded(arg.range)) return undefined;
      return t.field(arg, 0, bits);
    },
  },
];

function divideSum(t: Terms, sum: Sum, divisor: bigint): IntTerm {
  return t.sum(
    sum.constant / divisor,
    sum.terms.map(([c, term]) => [c / divisor, term] as const),
  );
}

/** high·2^bits + low = term with low in 0 … 2^bits − 1, read off the coefficients; `undefined` where they do not tell. */
function split(t: Terms, term: IntTerm, bits: number): { high: IntTerm; low: IntTerm } | undefined {
  if (term.kind !== 'sum') return undefined;
  const modulus = pow2(bits);
  const high = term.terms.filter(([c]) => trailingZeros(c) >= bits);
  const low = term.terms.filter(([c]) => trailingZeros(c) < bits);
  const constant = floorMod(term.constant, modulus);
  const lowTerm = t.sum(constant, low);
  if (lowTerm.range.lo < 0n || lowTerm.range.hi >= modulus) return undefined;
  const highTerm = t.sum(
    (term.constant - constant) / modulus,
    high.map(([c, x]) => [c / modulus, x] as const),
  );
  return { high: highTerm, low: lowTerm };
}

export const fieldRules: readonly Rule<Field>[] = [
  {
    /** match: x[l, l+n) with x < 2^l, or constant; result: the value */
    name: 'field-constant',
    apply(t, { arg, low, bits }) {
      if (arg.kind === 'const') return t.const(floorMod(arg.value >> BigInt(low), pow2(bits)));
      return arg.range.lo >= 0n && bitLength(endsOf(arg).hi) <= low ? t.zero : undefined;
    },
  },
  {
    /** match: x[0, n) with x < 2^n; result: x */
    name: 'field-whole',
    apply(_, { arg, low, bits }) {
      return low === 0 && arg.range.lo >= 0n && bitLength(endsOf(arg).hi) <= bits ? arg : undefined;
    },
  },
  {
    /** match: x[l, l+n) with x < 2^(l+m), m < n; result: x[l, l+m) */
    name: 'field-narrow',
    apply(t, { arg, low, bits }) {
      const width = bitLength(endsOf(arg).hi) - low;
      return width > 0 && width < bits ? t.field(arg, low, width) : undefined;
    },
  },
  {
    /** match: x[k, k+m)[l, l+n); result: x[k+l, k+l+min(n, m−l)) */
    name: 'field-of-field',
    apply(t, { arg, low, bits }) {
      if (arg.kind !== 'field') return undefined;
      if (low >= arg.bits) return t.zero;
      return t.field(arg.arg, arg.low + low, Math.min(bits, arg.bits - low));
    },
  },
  {
    /** match: (2^k·h + r)[l, l+n), 0 ≤ r < 2^k, with k ≤ l or k ≥ l+n; result: h[l−k, l−k+n) or r[l, l+n) */
    name: 'field-of-sum',
    apply(t, { arg, low, bits }) {
      if (arg.kind !== 'sum') return undefined;
      const shifts = [...new Set(arg.terms.map(([c]) => trailingZeros(c)))].sort((a, b) => b - a);
      for (const shift of [low, ...shifts].filter((k) => k > 0 && k <= low)) {
        const parts = split(t, arg, shift);
        if (parts === undefined) continue;
        if (parts.high.range.lo >= 0n) return t.field(parts.high, low - shift, bits);
        if (shift === low) return t.wrap(bits, parts.high);
      }
      const lower = split(t, arg, low + bits);
      return lower !== undefined && lower.low !== arg ? t.field(lower.low, low, bits) : undefined;
    },
  },
];

export const bitandRules: readonly Rule<BitAnd>[] = [
  {
    /** match: constant & constant, x & 0, x & x; result: the value, 0, x */
    name: 'and-constant',
    apply(t, { left, right }) {
      if (left.kind === 'const' && right.kind === 'const') return t.const(left.value & right.value);
      if (left === t.zero || right === t.zero) return t.zero;
      return left === right ? left : undefined;
    },
  },
  {
    /** match: x & c with x no constant; result: the runs of ones of c as fields of x, each at its place */
    name: 'and-mask',
    apply(t, { left, right }) {
      const [mask, arg] =
        left.kind === 'const' ? [left.value, right] : right.kind === 'const' ? [right.value, left] : [];
      if (mask === undefined || arg === undefined) return undefined;
      return t.sum(
        0n,
        runsOfOnes(mask).map(([low, bits]) => [pow2(low), t.field(arg, low, bits)] as const),
      );
    },
  },
  {
    /** match: x & (s − 1), s a power of two; result: x rem s */
    name: 'and-power-minus-one',
    apply(t, { left, right }) {
      const mask = (a: IntTerm, b: IntTerm): IntTerm | undefined => {
        const size = t.offset(b, 1n);
        return isPowerOfTwoTerm(size) ? t.rem(a, size) : undefined;
      };
      return mask(left, right) ?? mask(right, left);
    },
  },
  {
    /** match: x & (−x mod 2^n), x < 2^n; result: the lowest set bit of x */
    name: 'and-negative',
    apply(t, { left, right }) {
      const lowest = (x: IntTerm, y: IntTerm): IntTerm | undefined => {
        const bits = Math.max(bitLength(endsOf(x).hi), bitLength(endsOf(y).hi));
        return y.kind === 'wrap' && y.bits === bits && y === t.wrap(bits, t.scale(-1n, x))
          ? t.lowbit(x)
          : undefined;
      };
      return lowest(left, right) ?? lowest(right, left);
    },
  },
  {
    /** match: x & y, y < 2^k, x a multiple of 2^k; result: 0 */
    name: 'and-disjoint',
    apply(t, { left, right }) {
      const apart = (a: IntTerm, b: IntTerm): boolean => a.align >= bitLength(endsOf(b).hi);
      return apart(left, right) || apart(right, left) ? t.zero : undefined;
    },
  },
  {
    /** match: y & x with y made after x; result: x & y */
    name: 'and-order',
    apply(t, { left, right }) {
      return left.id > right.id ? t.bitand(right, left) : undefined;
    },
  },
];

function runsOfOnes(mask: bigint): [low: number, bits: number][] {
  const runs: [number, number][] = [];
  let rest = mask;
  let low = 0;
  while (rest !== 0n) {
    const zeros = trailingZeros(rest);
    rest >>= BigInt(zeros);
    low += zeros;
    const bits = trailingZeros(rest + 1n);
    runs.push([low, bits]);
    rest >>= BigInt(bits);
    low += bits;
  }
  return runs;
}

export const lowbitRules: readonly Rule<LowBit>[] = [
  {
    /** match: the lowest set bit of a constant or of a power of two; result: its value, itself */
    name: 'lowbit-constant',
    apply(t, { arg }) {
      if (arg.kind === 'const') return t.const(arg.value & -arg.value);
      return isPowerOfTwoTerm(arg) || arg.kind === 'lowbit' ? arg : undefined;
    },
  },
  {
    /** match: the lowest set bit of x < 2; result: x */
    name: 'lowbit-of-bit',
    apply(_, { arg }) {
      return arg.range.hi <= 1n ? arg : undefined;
    },
  },
];
