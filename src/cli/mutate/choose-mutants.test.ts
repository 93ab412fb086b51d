import { expect, test } from 'vitest';
import { chosen, matchingMutants } from './choose-mutants.ts';
import type { Mutant } from './mutant.ts';

const ALL = Array.from({ length: 20 }, (_, i): Mutant => ({
  ...{ id: `queue.ts:boundary:${i}`, models: ['m'], file: 'queue.ts', reference: null, why: null },
  change: { find: 'a', replace: 'b' },
}));

test('should choose the same sample of the same mutants, and parts that make up the whole', () => {
  const sample = chosen(ALL, { sample: 7, shard: null });
  const parts = [1, 2, 3].map((index) => chosen(ALL, { sample: 7, shard: { index, count: 3 } }));

  expect(sample).toHaveLength(7);
  expect(sample).not.toEqual(ALL.slice(0, 7));
  expect(chosen(ALL.toReversed(), { sample: 7, shard: null })).toEqual(sample.toReversed());
  expect(parts.map(({ length }) => length)).toEqual([3, 2, 2]);
  expect(new Set(parts.flat())).toEqual(new Set(sample));
  expect(chosen(ALL, { sample: null, shard: null })).toEqual(ALL);
});

test('should match ids by patterns, and refuse one that matches none', () => {
  expect(matchingMutants(['*:1'], ALL).map(({ id }) => id)).toEqual(['queue.ts:boundary:1']);
  expect(() => matchingMutants(['bondary'], ALL)).toThrow("no mutant matches 'bondary'");
});
