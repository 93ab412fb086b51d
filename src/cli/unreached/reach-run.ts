import { resultsFolder } from '../../cache/folder.ts';
import { KeptValues } from '../../cache/kept-values.ts';
import type { Program } from '../../load/link/program.ts';
import { REACHED_PLACES, type ReachedPlaces } from '../../result/reached.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { JobReach } from '../../runner/remote-runner.ts';
import type { CliIo } from '../../session/io.ts';
import { resultKeys } from '../../session/known-results.ts';
import { reachOf } from '../../session/reach-job.ts';
import type { RunSettings } from '../../session/settings.ts';

/** Of what `KeptValues` holds. */
const KIND = 'ringproof reached 2';

/**
 * Finds out what each of some jobs enters, in so many processes at a time. What is known of the same texts from earlier runs is not
 * found out again. `program`: the texts as they are; the pool has those that report.
 */
export async function reachRun(
  pool: WorkerPool,
  jobs: readonly Job[],
  { cache, isCacheWritable, optionsOf }: RunSettings,
  program: Program,
  slots: number,
  io: CliIo,
): Promise<readonly JobReach[]> {
  const { store, keys } = recordOf(jobs, { cache, optionsOf }, program, io);
  const found = new Map<Job, JobReach>();
  const queue = jobs.values();
  const work = async (): Promise<void> => {
    // The slots share one iterator: each takes the next job that no other has.
    for (const job of queue) {
      const key = keys.get(job);
      const known = key === undefined ? undefined : store?.find(key);
      const reach =
        known === undefined
          ? await reachOf(pool, job, optionsOf(job)[0])
          : { job, reached: known, problem: null };
      pool.throwIfStopped();
      found.set(job, reach);
      if (known === undefined && key !== undefined && reach.problem === null && isCacheWritable)
        store?.keep(key, reach.reached);
    }
  };
  await Promise.all(Array.from({ length: Math.min(slots, jobs.length) }, work));
  return jobs.flatMap((job) => found.get(job) ?? []);
}

/** What jobs enter, as far as earlier runs have found it out of the same texts. */
export function recordedReach(
  jobs: readonly Job[],
  settings: Pick<RunSettings, 'cache' | 'optionsOf'>,
  program: Program,
  io: CliIo,
): ReadonlyMap<Job, ReachedPlaces> {
  const { store, keys } = recordOf(jobs, settings, program, io);
  return new Map(
    [...keys].flatMap(([job, key]) => {
      const reached = key === undefined ? undefined : store?.find(key);
      return reached === undefined ? [] : [[job, reached] as const];
    }),
  );
}

/** Where it is kept what jobs enter, and under which keys. */
function recordOf(
  jobs: readonly Job[],
  { cache, optionsOf }: Pick<RunSettings, 'cache' | 'optionsOf'>,
  program: Program,
  io: CliIo,
): {
  readonly store: KeptValues<ReachedPlaces> | null;
  readonly keys: ReadonlyMap<Job, string | undefined>;
} {
  if (cache === null) return { store: null, keys: new Map() };
  const keys = resultKeys(KIND, jobs, optionsOf, io, program);
  return { store: new KeptValues(resultsFolder(cache), REACHED_PLACES), keys };
}
