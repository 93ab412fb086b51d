import { bitLength, endsOf, floorDiv, floorMod, gcd, isBounded, pow2 } from '../range.ts';
import type { Rule } from './rule.ts';
import type { BitAnd, BoolTerm, Eq, IntTerm, Le, Range, Sum, Wrap } from '../term.ts';
import type { Terms } from '../terms.ts';

const alwaysAtMostZero = (r: Range): boolean | undefined =>
  r.hi <= 0n ? true : r.lo > 0n ? false : undefined;

const alwaysZero = (r: Range): boolean | undefined => {
  if (r.lo === 0n && r.hi === 0n) return true;
  return r.lo > 0n || r.hi < 0n ? false : undefined;
};

/** The condition, its negation or a constant, where both branches of an `ite` in a sum decide a relation by range. */
function decideByCases(
  t: Terms,
  arg: IntTerm,
  decide: (r: Range) => boolean | undefined,
): BoolTerm | undefined {
  for (const [coefficient, term] of arg.kind === 'sum' ? arg.terms : ([[1n, arg]] as const)) {
    if (term.kind !== 'ite') continue;
    const replaced = (by: IntTerm): IntTerm =>
      t.sum(0n, [
        [1n, arg],
        [-coefficient, term],
        [coefficient, by],
      ]);
    const [a, b] = [decide(replaced(term.whenTrue).range), decide(replaced(term.whenFalse).range)];
    if (a === undefined || b === undefined) continue;
    if (a === b) return t.truth(a);
    return a ? term.condition : t.not(term.condition);
  }
  return undefined;
}

const divided = (t: Terms, sum: Sum, divisor: bigint, constant: bigint): IntTerm =>
  t.sum(
    constant,
    sum.terms.map(([c, term]) => [c / divisor, term] as const),
  );

const commonDivisor = (sum: Sum): bigint => sum.terms.reduce((g, [c]) => gcd(g, c), 0n);

const leRules: readonly Rule<Le>[] = [
  {
    /** match: x ≤ 0 where the range decides; result: true, false */
    name: 'le-range',
    apply(t, { arg }) {
      const answer = alwaysAtMostZero(arg.range);
      return answer === undefined ? undefined : t.truth(answer);
    },
  },
  {
    /** match: c0 + g·x ≤ 0; result: ⌈c0/g⌉ + x ≤ 0 */
    name: 'le-divide',
    apply(t, { arg }) {
      if (arg.kind !== 'sum') return undefined;
      const g = commonDivisor(arg);
      return g === 1n ? undefined : t.atMostZero(divided(t, arg, g, -floorDiv(-arg.constant, g)));
    },
  },
  {
    /** match: x(ite(k, y, z)) ≤ 0 where both x(y) and x(z) are decided by range; result: k, not k, true, false */
    name: 'le-cases',
    apply: (t, { arg }) => decideByCases(t, arg, alwaysAtMostZero),
  },
];

const eqRules: readonly Rule<Eq>[] = [
  {
    /** match: x = 0 where the range decides; result: true, false */
    name: 'eq-range',
    apply(t, { arg }) {
      const answer = alwaysZero(arg.range);
      return answer === undefined ? undefined : t.truth(answer);
    },
  },
  {
    /** match: c0 + g·x = 0, g no divisor of c0, g counting the known zero bits of x; result: false */
    name: 'eq-stride',
    apply(t, { arg }) {
      if (arg.kind !== 'sum') return undefined;
      const g = arg.terms.reduce((d, [c, term]) => gcd(d, c * pow2(Math.min(term.align, 64))), 0n);
      return floorMod(arg.constant, g) === 0n ? undefined : t.false;
    },
  },
  {
    /** match: g·x = 0 with g > 1, or a sum that begins with a negative coefficient; result: x = 0, its negative = 0 */
    name: 'eq-divide',
    apply(t, { arg }) {
      if (arg.kind !== 'sum') return undefined;
      const [first] = arg.terms;
      const g = commonDivisor(arg) * (first !== undefined && first[0] < 0n ? -1n : 1n);
      return g === 1n ? undefined : t.isZero(divided(t, arg, g, arg.constant / g));
    },
  },
  {
    /** match: x(ite(k, y, z)) = 0 where both x(y) and x(z) are decided by range; result: k, not k, true, false */
    name: 'eq-cases',
    apply: (t, { arg }) => decideByCases(t, arg, alwaysZero),
  },
  {
    /** match: ±(y mod 2^n) + x = 0, the whole strictly between −2^n and 2^n; result: (±y + x) mod 2^n = 0 */
    name: 'eq-modulo',
    apply(t, { arg }) {
      if (arg.kind !== 'sum') return undefined;
      const bits = Math.max(
        0,
        ...arg.terms.map(([c, term]) => (c === 1n || c === -1n ? modulusOf(term) : 0)),
      );
      if (bits === 0 || arg.range.lo <= -pow2(bits) || arg.range.hi >= pow2(bits)) return undefined;
      const reduced = t.wrap(bits, arg);
      return reduced === arg ? undefined : t.isZero(reduced);
    },
  },
  {
    /** match: x mod 2^n = 0, only one multiple k·2^n in the range of x; result: x − k·2^n = 0 */
    name: 'eq-one-multiple',
    apply(t, { arg }) {
      if (arg.kind !== 'wrap' || !isBounded(arg.arg.range)) return undefined;
      const modulus = pow2(arg.bits);
      const [least, greatest] = [-floorDiv(-arg.arg.range.lo, modulus), floorDiv(arg.arg.range.hi, modulus)];
      if (least > greatest) return t.false;
      return least === greatest ? t.isZero(t.offset(arg.arg, -least * modulus)) : undefined;
    },
  },
  {
    /** match: x mod 2^n = 0 where x begins with a negative coefficient; result: −x mod 2^n = 0 */
    name: 'eq-modulo-sign',
    apply(t, { arg }) {
      return arg.kind === 'wrap' && leading(arg) < 0n
        ? t.isZero(t.wrap(arg.bits, t.scale(-1n, arg.arg)))
        : undefined;
    },
  },
  {
    /** match: x & y = 0, x < 2^n, y = x − 1 modulo 2^n; result: x is 0 or a power of two */
    name: 'eq-power-of-two',
    apply(t, { arg }) {
      const x =
        arg.kind === 'bitand'
          ? (predecessor(t, arg.left, arg.right) ?? predecessor(t, arg.right, arg.left))
          : undefined;
      if (x === undefined) return undefined;
      const powers = Array.from({ length: bitLength(endsOf(x).hi) }, (_, k) => t.eq(x, t.const(pow2(k))));
      return t.or(t.eq(x, t.zero), ...powers);
    },
  },
];

const modulusOf = (term: IntTerm): number => (term.kind === 'wrap' ? term.bits : 0);

const leading = ({ arg }: Wrap): bigint => (arg.kind === 'sum' ? (arg.terms[0]?.[0] ?? 1n) : 1n);

/** x, where y has the bits of x − 1 at all places that x has: also where more is above them. */
function predecessor(t: Terms, x: IntTerm, y: BitAnd['right']): IntTerm | undefined {
  const bits = bitLength(endsOf(x).hi);
  const whole = y.kind === 'wrap' && y.bits >= bits ? y.arg : y;
  const apart = t.offset(t.sub(whole, x), 1n);
  return apart.kind === 'const' && floorMod(apart.value, pow2(bits)) === 0n ? x : undefined;
}

export const comparisonRules = { le: leRules, eq: eqRules };
