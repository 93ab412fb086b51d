import { describe, expect, test } from 'vitest';
import type { FenceOrdering } from '../event.ts';
import { weakeningsOf, weakerThan, type OrderedLike } from './weaker.ts';

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

test('should weaken one step at a time, and both halves of a read-modify-write', () => {
  const update = { ordering: 'acquire' } as const;
  const steps: readonly OrderedLike[] = [
    { kind: 'fence', id: 'f', ordering: 'seq-cst' },
    { kind: 'load', id: 'l', partner: 's', ...update },
    { kind: 'store', id: 's', partner: 'l', ...update },
    { kind: 'load', id: 'r', ordering: 'relaxed' },
  ];
  const orderings = (all: readonly OrderedLike[]): readonly (FenceOrdering | 'plain')[] =>
    all.map(({ ordering }) => ordering);

  expect(weakeningsOf(steps).map(({ id, from, to, steps: made }) => [id, from, to, orderings(made)])).toEqual(
    [
      ['f', 'seq-cst', 'acq-rel', ['acq-rel', 'acquire', 'acquire', 'relaxed']],
      ['l', 'acquire', 'relaxed', ['seq-cst', 'relaxed', 'relaxed', 'relaxed']],
    ],
  );
});
