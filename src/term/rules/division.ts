import { endsOf, floorMod, isPowerOfTwo, trailingZeros } from '../range.ts';
import type { Rule } from './rule.ts';
import type { Div, IntTerm, Rem } from '../term.ts';
import { isPowerOfTwoTerm } from '../power-of-two.ts';
import type { Terms } from '../terms.ts';
import { reduceModulo } from './bits.ts';

const below = (arg: IntTerm, by: IntTerm): boolean => arg.range.lo >= 0n && arg.range.hi < by.range.lo;

export const remRules: readonly Rule<Rem>[] = [
  {
    /** match: x rem s with 0 ≤ x < s always; result: x */
    name: 'rem-below',
    apply: (_, { arg, by }) => (below(arg, by) ? arg : undefined),
  },
  {
    /** match: x rem c; result: the value where x is constant or c is 1, x where c is 0, x mod 2^k where c is 2^k */
    name: 'rem-constant',
    apply(t, { arg, by }) {
      if (by.kind !== 'const') return undefined;
      if (by.value === 0n) return arg;
      if (by.value === 1n) return t.zero;
      if (arg.kind === 'const') return t.const(floorMod(arg.value, by.value));
      return isPowerOfTwo(by.value) ? t.wrap(trailingZeros(by.value), arg) : undefined;
    },
  },
  {
    /** match: s rem s, also of 0; result: 0 */
    name: 'rem-self',
    apply: (t, { arg, by }) => (arg === by ? t.zero : undefined),
  },
  {
    /** match: (x rem s) rem s; result: x rem s */
    name: 'rem-of-rem',
    apply: (_, { arg, by }) => (arg.kind === 'rem' && arg.by === by ? arg : undefined),
  },
  {
    /** match: x rem s, s a power of two at most 2^n; result: y rem s with y ≡ x mod 2^n, multiples of s dropped */
    name: 'rem-reduce',
    apply(t, { arg, by }) {
      if (!isPowerOfTwoTerm(by)) return undefined;
      const reduced = dropMultiples(t, reduceModulo(t, trailingZeros(endsOf(by).hi), arg), by);
      return reduced === arg ? undefined : t.rem(reduced, by);
    },
  },
];

/** Without the summands that are multiples of `by`, and with y for each y rem `by`. */
function dropMultiples(t: Terms, arg: IntTerm, by: IntTerm): IntTerm {
  if (arg.kind !== 'sum') return arg;
  const terms = arg.terms
    .filter(([, term]) => term !== by)
    .map(([c, term]) => [c, term.kind === 'rem' && term.by === by ? term.arg : term] as const);
  return t.sum(arg.constant, terms);
}

export const divRules: readonly Rule<Div>[] = [
  {
    /** match: x div s with x < s always; result: 0 */
    name: 'div-below',
    apply: (t, { arg, by }) => (below(arg, by) ? t.zero : undefined),
  },
  {
    /** match: x div c; result: the value where x is constant, 0 where c is 0, x without k bits where c is 2^k */
    name: 'div-constant',
    apply(t, { arg, by }) {
      if (by.kind !== 'const') return undefined;
      if (by.value === 0n) return t.zero;
      if (by.value === 1n) return arg;
      if (arg.kind === 'const') return t.const(arg.value / by.value);
      const bits = endsOf(arg).hi.toString(2).length;
      return isPowerOfTwo(by.value) ? t.field(arg, trailingZeros(by.value), bits) : undefined;
    },
  },
];
