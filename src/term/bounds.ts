import { addRanges, endsOf, max, min, range, scaleRange, ZERO_ALIGN } from './range.ts';
import { sumUpperBound } from './sum-bound.ts';
import type { Bounded, IntTerm, Range, Sum } from './term.ts';

/** Throws a `RangeError` where an argument of a kind that takes natural numbers may be negative. */
export function demandNatural(kind: string, ...args: readonly IntTerm[]): void {
  for (const arg of args) {
    if (arg.range.lo < 0n)
      throw new RangeError(`${kind} takes natural numbers; its argument may be ${arg.range.lo}`);
  }
}

/** Known zero bits of a field of `bits` bits, the first `align` of which are known to be zero. */
export function alignBelow(align: number, bits: number): number {
  if (align <= 0) return 0;
  return align >= bits ? ZERO_ALIGN : align;
}

/** Remainders of an argument, which may lack an end where the divisor is never 0; the argument itself by 0. */
export function remRange(arg: IntTerm, by: Bounded): Bounded {
  const { lo, hi } = arg.range;
  if (lo >= 0n && hi < by.lo) return endsOf(arg);
  if (by.lo <= 0n) return range(0n, max(0n, endsOf(arg).hi));
  return range(0n, lo >= 0n && typeof hi === 'bigint' ? min(by.hi - 1n, hi) : by.hi - 1n);
}

/** Values of a linear sum. */
export function sumRange(constant: bigint, terms: Sum['terms']): Range {
  let total: Range = range(constant, constant);
  for (const [coefficient, term] of terms) total = addRanges(total, scaleRange(term.range, coefficient));
  const negated = terms.map(([c, t]) => [-c, t] as const);
  return range(
    max(total.lo, -sumUpperBound(-constant, negated, -total.lo)),
    min(total.hi, sumUpperBound(constant, terms, total.hi)),
  );
}
