import { addEnds, scaleRange } from './range.ts';
import type { End, Sum } from './term.ts';

/**
 * An upper bound of a sum that knows `x rem s ≤ s − 1`: where c·(x rem s) and −d·s with d ≥ c > 0 stand in one sum,
 * the remainder is replaced by its bound. At most `plain`, the bound from the ranges alone.
 */
export function sumUpperBound(constant: bigint, terms: Sum['terms'], plain: End): End {
  let bound = plain;
  for (const [index, [coefficient, term]] of terms.entries()) {
    if (coefficient <= 0n || term.kind !== 'rem' || term.by.range.lo < 1n) continue;
    const by = terms.findIndex(([c, other]) => other === term.by && c + coefficient <= 0n);
    if (by < 0) continue;
    let total: End = constant - coefficient;
    for (const [i, [c, t]] of terms.entries()) {
      if (i !== index) total = addEnds(total, scaleRange(t.range, i === by ? c + coefficient : c).hi);
    }
    if (total < bound) bound = total;
  }
  return bound;
}
