import { describe, expect, it } from 'vitest';
import type { IntTerm, Range } from './term.ts';
import { Terms } from './terms.ts';

type Build = (t: Terms, x: IntTerm, s: IntTerm) => IntTerm;

const divisors: readonly (readonly [string, (t: Terms) => IntTerm])[] = [
  ['any divisor', (t) => t.var('s', 1n, 9n)],
  ['a power of two', (t) => t.var('s', 1n, 8n, true)],
];

function rangeOf(build: Build, divisor: (t: Terms) => IntTerm, rewriting: boolean): Range {
  const t = new Terms({ rewriting });
  return build(t, t.var('x', 0n, 100n), divisor(t)).range;
}

/** constant + c·(x rem s) + d·s */
const combination =
  (constant: bigint, c: bigint, d: bigint): Build =>
  (t, x, s) =>
    t.sum(constant, [
      [c, t.rem(x, s)],
      [d, s],
    ]);

describe.each([true, false])('rewriting %s', (rewriting) => {
  describe.each(divisors)('of %s', (_, divisor) => {
    it('a remainder less its divisor is negative', () => {
      expect(rangeOf(combination(0n, 1n, -1n), divisor, rewriting).hi).toBe(-1n);
    });

    it('a divisor less its remainder is positive', () => {
      expect(rangeOf(combination(0n, -1n, 1n), divisor, rewriting).lo).toBe(1n);
    });

    it('what is left of the divisor counts', () => {
      expect(rangeOf(combination(5n, 2n, -3n), divisor, rewriting).hi).toBe(2n);
    });

    it('a remainder by another divisor tells nothing', () => {
      const range = rangeOf((t, x, s) => t.sub(t.rem(x, t.var('u', 1n, 9n)), s), divisor, rewriting);
      expect(range.hi).toBe(7n);
    });

    it('twice the remainder is not below its divisor', () => {
      expect(rangeOf(combination(0n, 2n, -1n), divisor, rewriting).hi).toBeGreaterThanOrEqual(6n);
    });

    it('a sum of the two has no such bound', () => {
      expect(rangeOf(combination(0n, 1n, 1n), divisor, rewriting).hi).toBeGreaterThanOrEqual(15n);
    });
  });

  it('a remainder by what may be zero is not below it', () => {
    expect(rangeOf(combination(0n, 1n, -1n), (t) => t.var('s', 0n, 9n), rewriting).hi).toBe(100n);
  });
});
