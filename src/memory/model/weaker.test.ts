import { describe, expect, test } from 'vitest';
import { allWeakerThan, weakerThan, type OrderedLike } from './weaker.ts';

/** Everything that repeated weakening leads to, a list for each step down. */
function ladder(step: OrderedLike): readonly string[] {
  const next = weakerThan(step);
  if (next.length === 0) return [];
  const further = next.flatMap((ordering): readonly string[] => ladder({ ...step, ordering } as OrderedLike));
  return [next.join('|'), ...new Set(further)];
}

describe('what is a step weaker', () => {
  test.each([
    ['seq-cst', ['acq-rel', 'acquire|release', 'relaxed']],
    ['linux-mb', ['linux-rmb|linux-wmb', 'relaxed']],
  ] as const)('should lead from a fence, %s, to one that orders nothing', (ordering, expected) => {
    expect(ladder({ kind: 'fence', id: 'f', ordering })).toEqual(expected);
  });

  test('should be what an access of its kind can have', () => {
    const of = (kind: 'load' | 'store', partner?: string): readonly string[] =>
      ladder({ kind, id: 'a', ordering: 'seq-cst', ...(partner !== undefined && { partner }) });

    expect(of('load')).toEqual(['acquire', 'relaxed']);
    expect(of('store')).toEqual(['release', 'relaxed']);
    expect(of('load', 'b')).toEqual(['acq-rel', 'acquire|release', 'relaxed']);
  });

  test('should be nothing of what orders nothing', () => {
    for (const ordering of ['plain', 'relaxed', 'release'] as const)
      expect(weakerThan({ kind: 'load', id: 'a', ordering })).toEqual([]);
  });
});

test('should all be found, each with what it is a step weaker than', () => {
  const below = (step: OrderedLike): unknown => [...allWeakerThan(step)];

  expect(below({ kind: 'fence', id: 'f', ordering: 'seq-cst' })).toEqual([
    ['acq-rel', ['seq-cst']],
    ['acquire', ['acq-rel']],
    ['release', ['acq-rel']],
    ['relaxed', ['acquire', 'release']],
  ]);
  expect(below({ kind: 'load', id: 'l', ordering: 'acquire' })).toEqual([['relaxed', ['acquire']]]);
  expect(below({ kind: 'store', id: 's', ordering: 'plain' })).toEqual([]);
});
