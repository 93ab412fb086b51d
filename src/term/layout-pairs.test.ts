import { describe, expect, it } from 'vitest';
import { Evaluator } from './evaluate.ts';
import { layoutConstraints } from './layout.ts';
import { FACTS, isTrueOf, mapOf, type Point } from './small-maps.fixture.ts';
import type { BoolTerm, LayoutFact } from './term.ts';
import { Terms } from './terms.ts';

const FIRST = 3n;
const upTo = (least: bigint, greatest: bigint): readonly bigint[] =>
  Array.from({ length: Number(greatest - least) + 1 }, (_, i) => least + BigInt(i));

/** All small facts that could be true of a mapped address by itself. */
const SINGLE = upTo(0n, 3n).flatMap((extentBefore) =>
  upTo(0n, extentBefore).flatMap((regionBefore) =>
    upTo(1n, 3n).flatMap((extentAfter) =>
      upTo(1n, extentAfter).map((regionAfter) => [extentBefore, regionBefore, regionAfter, extentAfter]),
    ),
  ),
);

const pointAt = (address: bigint, facts: readonly bigint[] | undefined): Point => ({
  address,
  mapped: facts !== undefined,
  facts: new Map(FACTS.map((fact, i) => [fact, facts?.[i] ?? 9n])),
});

function setUp(): { t: Terms; constraints: readonly BoolTerm[] } {
  const t = new Terms();
  const points = [t.var('p0', 0n, 9n), t.var('p1', 0n, 9n)];
  const mentions = points.flatMap((point) => [
    // Mentioned, and not said.
    ...[t.mapped('m', point), ...FACTS.map((fact) => t.eq(t.layout(fact, 'm', point), t.zero))].map((about) =>
      t.or(about, t.boolVar('either')),
    ),
  ]);
  return { t, constraints: layoutConstraints(t, mentions) };
}

function satisfied(constraints: readonly BoolTerm[], points: readonly Point[]): boolean {
  const at = (address: bigint): Point | undefined => points.find((point) => point.address === address);
  const evaluator = new Evaluator({
    int: (name) => points[name === 'p0' ? 0 : 1]?.address ?? 0n,
    bool: () => false,
    byte: () => 0n,
    mapped: (_, address) => at(address)?.mapped === true,
    layout: (fact: LayoutFact, _, address) => at(address)?.facts.get(fact) ?? 0n,
  });
  return constraints.every((constraint) => evaluator.bool(constraint));
}

/** Whether there is a map of which all is true: built like a counterexample's, and looked at. */
function possible(points: readonly Point[]): boolean {
  try {
    const regions = mapOf(points);
    return points.every((point) => isTrueOf(regions, point));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

describe('what is said of two addresses satisfies the constraints just where a map has it so', () => {
  const { constraints } = setUp();
  const cases = (distance: bigint, first: typeof SINGLE | undefined, second: typeof SINGLE | undefined) =>
    (first ?? [undefined]).flatMap((a) =>
      (second ?? [undefined]).map((b) => [pointAt(FIRST, a), pointAt(FIRST + distance, b)]),
    );

  it.each([1n, 2n, 3n, 4n])('%s bytes apart', (distance) => {
    const all = [
      ...cases(distance, SINGLE, SINGLE),
      ...cases(distance, SINGLE, undefined),
      ...cases(distance, undefined, SINGLE),
      ...cases(distance, undefined, undefined),
    ];
    const wrong = all.filter((points) => satisfied(constraints, points) !== possible(points));
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(all.some((points) => possible(points))).toBe(true);
  });
});
