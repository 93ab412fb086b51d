import type { IntTerm, Ite, Sum } from './term.ts';
import type { Terms } from './terms.ts';
import { pow2 } from './range.ts';

type Monomials = Map<IntTerm, bigint>;

/**
 * rule linear-normal-form
 * match:  any sum
 * result: constants and inner sums merged in, like terms added up, none with coefficient 0, ordered by identity; then
 *         rules join-fields and join-ites until neither applies
 */
export function normaliseSum(
  t: Terms,
  constant: bigint,
  terms: Sum['terms'],
): { constant: bigint; terms: (readonly [bigint, IntTerm])[] } {
  const monomials: Monomials = new Map();
  let total = constant + addTo(monomials, 1n, terms);
  for (;;) {
    const joined = joinFields(t, monomials) ?? joinItes(t, monomials);
    if (joined === undefined) break;
    total += addTo(monomials, 1n, [joined]);
  }
  const ordered = [...monomials].sort(([a], [b]) => a.id - b.id);
  return { constant: total, terms: ordered.map(([term, coefficient]) => [coefficient, term]) };
}

/** Adds factor·Σ terms; returns the constant part that came with them. */
function addTo(monomials: Monomials, factor: bigint, terms: Sum['terms']): bigint {
  let constant = 0n;
  for (const [coefficient, term] of terms) {
    const scaled = factor * coefficient;
    if (scaled === 0n) continue;
    if (term.kind === 'const') constant += scaled * term.value;
    else if (term.kind === 'sum') constant += scaled * term.constant + addTo(monomials, scaled, term.terms);
    else {
      const sum = (monomials.get(term) ?? 0n) + scaled;
      if (sum === 0n) monomials.delete(term);
      else monomials.set(term, sum);
    }
  }
  return constant;
}

/**
 * rule join-fields
 * match:  c·x[l, l+m) + c·2^m·x[l+m, l+m+n)
 * result: c·x[l, l+m+n)
 */
function joinFields(t: Terms, monomials: Monomials): readonly [bigint, IntTerm] | undefined {
  for (const [low, coefficient] of monomials) {
    if (low.kind !== 'field') continue;
    for (const [high, other] of monomials) {
      if (high.kind !== 'field' || high.arg !== low.arg || high.low !== low.low + low.bits) continue;
      if (other !== coefficient * pow2(low.bits)) continue;
      monomials.delete(low);
      monomials.delete(high);
      t.onRewrite?.('join-fields');
      return [coefficient, t.field(low.arg, low.low, low.bits + high.bits)];
    }
  }
  return undefined;
}

/**
 * rule join-ites
 * match:  a·ite(k, x, y) + b·ite(k, z, w)
 * result: ite(k, a·x + b·z, a·y + b·w)
 */
function joinItes(t: Terms, monomials: Monomials): readonly [bigint, IntTerm] | undefined {
  const byCondition = new Map<number, [bigint, Ite][]>();
  for (const [term, coefficient] of monomials) {
    if (term.kind !== 'ite') continue;
    const same = byCondition.get(term.condition.id);
    if (same === undefined) byCondition.set(term.condition.id, [[coefficient, term]]);
    else same.push([coefficient, term]);
  }
  for (const group of byCondition.values()) {
    const [first] = group;
    if (first === undefined || group.length < 2) continue;
    for (const [, term] of group) monomials.delete(term);
    t.onRewrite?.('join-ites');
    const whenTrue = t.sum(
      0n,
      group.map(([c, term]) => [c, term.whenTrue] as const),
    );
    const whenFalse = t.sum(
      0n,
      group.map(([c, term]) => [c, term.whenFalse] as const),
    );
    return [1n, t.ite(first[1].condition, whenTrue, whenFalse)];
  }
  return undefined;
}
