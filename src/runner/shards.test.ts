import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Job } from './jobs.ts';
import { jobsOfShard } from './shards.ts';

/** Jobs of so many proofs, of which nothing but the id matters. */
function jobs(count: number): readonly Job[] {
  return Array.from({ length: count }, (_, i) => {
    const proof = {
      title: '',
      family: null,
      needs: [],
      requirements: [],
      doesNotProve: '',
      harnesses: [],
      bound: null,
    };
    const limits = { timeoutMs: null, rlimit: null, memoryBytes: null };
    return { proof: { id: `p/${i}`, ...proof, ...limits, file: '', line: 1, module: '' }, model: null };
  });
}

const times = fc.array(fc.option(fc.nat({ max: 10_000 }), { nil: undefined }), { maxLength: 40 });

test('should run every job in exactly one shard, whatever is known of times', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 8 }), (ms, count) => {
      const all = jobs(ms.length);
      const expected = (job: Job): number | undefined => ms[all.indexOf(job)];
      const shards = Array.from({ length: count }, (_, i) =>
        jobsOfShard(all, { index: i + 1, count }, expected),
      );
      const ran = shards.flat().map(({ proof }) => proof.id);
      expect(ran.toSorted()).toEqual(all.map(({ proof }) => proof.id).toSorted());
    }),
    { examples: [[[0, undefined, 0, 7], 3]] },
  );
});

test('should split the same way whatever the order, and without times, too', () => {
  const all = jobs(9);
  // Not the second: in the reverse order it has the same numbers.
  const shard = { index: 1, count: 3 };
  const ids = (of: readonly Job[]): readonly string[] => of.map(({ proof }) => proof.id).toSorted();

  const straight = jobsOfShard(all, shard, () => undefined);
  const reversed = jobsOfShard(all.toReversed(), shard, () => undefined);

  expect(straight).toHaveLength(3);
  expect(ids(reversed)).toEqual(ids(straight));
});

test('should put one long job by itself, and many short ones together', () => {
  const all = jobs(6);
  const expected = (job: Job): number => (job === all[3] ? 1000 : 100);

  expect(jobsOfShard(all, { index: 1, count: 2 }, expected)).toEqual([all[3]]);
  expect(jobsOfShard(all, { index: 2, count: 2 }, expected)).toHaveLength(5);
});

test('should count a job of unknown time as an average one', () => {
  const all = jobs(5);
  // Taken for 300, it comes third, and goes with 350: then there are 650 on either side of the last.
  const ms = [400, 350, undefined, 250, 200];
  const expected = (job: Job): number | undefined => ms[all.indexOf(job)];

  expect(jobsOfShard(all, { index: 1, count: 2 }, expected)).toEqual([all[0], all[3], all[4]]);
  expect(jobsOfShard(all, { index: 2, count: 2 }, expected)).toEqual([all[1], all[2]]);
});
