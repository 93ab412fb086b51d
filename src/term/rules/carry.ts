import { isBounded, pow2 } from '../range.ts';
import type { IntTerm, Le, Wrap } from '../term.ts';
import type { Terms } from '../terms.ts';
import type { Rule } from './rule.ts';

/** How code asks whether an addition wraps: it compares the sum with what it added to. */
export const carryRules: readonly Rule<Le>[] = [
  {
    /** match: x ≤ (x + y) mod 2^n, x + y in 0 … 2^(n+1) − 1 and y in 0 … 2^n − 1; result: x + y < 2^n */
    name: 'le-no-carry',
    apply(t, { arg }) {
      const wrap = only(arg, -1n);
      if (wrap === undefined || !isAddition(t, wrap, t.add(arg, wrap))) return undefined;
      return t.le(wrap.arg, t.const(pow2(wrap.bits) - 1n));
    },
  },
  {
    /** match: (x + y) mod 2^n < x, x and y as before; result: x + y ≥ 2^n */
    name: 'le-carry',
    apply(t, { arg }) {
      const wrap = only(arg, 1n);
      // wrap − x + 1 ≤ 0
      if (wrap === undefined || !isAddition(t, wrap, t.offset(t.sub(wrap, arg), 1n))) return undefined;
      return t.le(t.const(pow2(wrap.bits)), wrap.arg);
    },
  },
];

/** The one residue that stands in a sum with a coefficient. */
function only(arg: IntTerm, coefficient: bigint): Wrap | undefined {
  if (arg.kind !== 'sum') return undefined;
  const found = arg.terms.flatMap(([c, term]) => (c === coefficient && term.kind === 'wrap' ? [term] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a residue is x plus less than the modulus, and wraps at most once. */
function isAddition(t: Terms, { arg, bits }: Wrap, x: IntTerm): boolean {
  const added = t.sub(arg, x);
  const isWithin = (term: IntTerm, end: bigint): boolean =>
    isBounded(term.range) && term.range.lo >= 0n && term.range.hi < end;
  return isWithin(arg, pow2(bits + 1)) && isWithin(added, pow2(bits));
}
