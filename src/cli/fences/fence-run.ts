import { resultsFolder } from '../../cache/folder.ts';
import { KeptValues } from '../../cache/kept-values.ts';
import type { Program } from '../../load/link/program.ts';
import { WEIGHED_ORDERINGS, type Weighed, type WeighedOrderings } from '../../result/fences-shape.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import { fencesOfJob, type JobFences } from '../../session/fences-job.ts';
import type { CliIo } from '../../session/io.ts';
import { resultKeys } from '../../session/known-results.ts';
import type { RunSettings } from '../../session/settings.ts';

/** Of what `KeptValues` holds. */
const KIND = 'ringproof fences 1';

/**
 * Asks of each of some jobs which orderings could be weaker, in so many processes at a time. What is known of the same texts from
 * earlier runs is not asked again; an answer that is undecided is not kept.
 */
export async function fenceRun(
  pool: WorkerPool,
  jobs: readonly Job[],
  { cache, isCacheWritable, optionsOf }: RunSettings,
  program: Program,
  slots: number,
  io: CliIo,
): Promise<readonly JobFences[]> {
  const store =
    cache === null || io.engine !== undefined
      ? null
      : new KeptValues<WeighedOrderings>(resultsFolder(cache), WEIGHED_ORDERINGS);
  const keys = store === null ? new Map<Job, undefined>() : resultKeys(KIND, jobs, optionsOf, io, program);
  const found = new Map<Job, JobFences>();
  const queue = jobs.values();
  const work = async (): Promise<void> => {
    // The slots share one iterator: each takes the next job that no other has.
    for (const job of queue) {
      const key = keys.get(job);
      const known = key === undefined ? undefined : store?.find(key);
      const fences =
        known === undefined
          ? await fencesOfJob(pool, job, optionsOf(job)[0])
          : { job, places: known.places, problem: null };
      pool.throwIfStopped();
      found.set(job, fences);
      const isWhole = fences.problem === null && fences.places.every(isSettled);
      if (known === undefined && key !== undefined && isWhole && isCacheWritable)
        store?.keep(key, { places: fences.places });
    }
  };
  await Promise.all(Array.from({ length: Math.min(slots, jobs.length) }, work));
  return jobs.flatMap((job) => found.get(job) ?? []);
}

/** Whether all of it would come out again: that something is undecided may be for want of time. */
function isSettled({ needs }: Weighed): boolean {
  return needs.every(
    ({ asWritten, weaker }) =>
      asWritten !== 'undecided' && weaker.every(({ verdict }) => verdict !== 'undecided'),
  );
}
