import type { Job } from './jobs.ts';

/** One of the parts that a run is split into. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * The jobs of one shard, in order. Jobs go one by one, the longest first, to the shard with the least work so far: the same
 * jobs with the same times are split the same way on every machine. A job of unknown time counts as an average one.
 */
export function jobsOfShard(
  jobs: readonly Job[],
  { index, count }: Shard,
  expectedMs: (job: Job) => number | undefined,
): readonly Job[] {
  const known = jobs.flatMap((job) => expectedMs(job) ?? []);
  const average = known.length === 0 ? 1 : known.reduce((sum, ms) => sum + ms, 0) / known.length;
  const sized = jobs.map((job) => ({ job, key: keyOf(job), ms: expectedMs(job) ?? average }));
  sized.sort((a, b) => b.ms - a.ms || (a.key < b.key ? -1 : 1));
  const loads = Array.from({ length: count }, () => 0);
  const mine = new Set<Job>();
  for (const { job, ms } of sized) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + ms;
    if (least === index - 1) mine.add(job);
  }
  return jobs.filter((job) => mine.has(job));
}

function keyOf({ proof, model }: Job): string {
  return `${proof.id} ${model?.name ?? ''}`;
}
