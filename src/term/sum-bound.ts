import { scaleRange } from './range.ts';
import type { Sum } from './term.ts';

/**
 * An upper bound of a sum that knows `x rem s ≤ s − 1`: where c·(x rem s) and −d·s with d ≥ c > 0 stand in one sum,
 * the remainder is replaced by its bound. At most `plain`, the bound from the ranges alone.
 */
export function sumUpperBound(constant: bigint, terms: Sum['terms'], plain: bigint): bigint {
  let bound = plain;
  for (const [coefficient, term] of terms) {
    if (coefficient <= 0n || term.kind !== 'rem' || term.by.range.lo < 1n) continue;
    const by = terms.find(([, other]) => other === term.by);
    if (by === undefined || by[0] + coefficient > 0n) continue;
    let total = constant - coefficient;
    for (const [c, t] of terms) {
      if (t === term) continue;
      total += scaleRange(t.range, t === term.by ? c + coefficient : c).hi;
    }
    if (total < bound) bound = total;
  }
  return bound;
}
