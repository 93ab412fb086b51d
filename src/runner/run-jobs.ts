import { isNotAsked } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from './jobs.ts';
import { StoppedError, type WorkerPool } from './pool.ts';
import { race } from './race.ts';
import type { JobOptions } from './run-job.ts';

/** How jobs are run. */
export interface RunOptions {
  /** Processes at a time. */
  readonly workers: number;
  /** How a proof is run: more than one way where they race. */
  readonly optionsOf: (job: Job) => readonly [JobOptions, ...JobOptions[]];
  /** Milliseconds that a proof is expected to take; `undefined` where nobody knows. */
  readonly expectedMs: (job: Job) => number | undefined;
  /** The result of a job from an earlier run, where nothing that it depends on has changed since. */
  readonly known?: (job: Job) => ProofResult | undefined;
  /** Ends the run at once, with all that is still at work. */
  readonly stop?: AbortSignal;
  /** A worker begins with a proof. */
  readonly onStart: (job: Job) => void;
  /** Called with each verdict, also of what is then left out as not asked. */
  readonly onResult: (result: ProofResult, job: Job) => void;
}

/** What became of jobs, each in the order in which they were asked for. */
export interface Ran {
  readonly results: readonly ProofResult[];
  /** Those that the run was stopped before the end of. */
  readonly notRun: readonly Job[];
  /** Those that a contract leaves nothing of, with what it leaves out. */
  readonly notAsked: readonly NotAsked[];
}

/** A job that a contract leaves nothing of. */
export interface NotAsked {
  readonly job: Job;
  readonly leftOut: readonly string[];
}

/**
 * Runs jobs on so many processes at a time and tells of each result as it comes. Those expected to take longest come first, for
 * nothing else can be done beside them at the end; and before them those of which nobody knows.
 */
export async function runJobs(pool: WorkerPool, jobs: readonly Job[], options: RunOptions): Promise<Ran> {
  const { workers, optionsOf, stop, onStart, onResult } = options;
  const results = new Map<Job, ProofResult>();
  const failures: unknown[] = [];
  const isStopped = (): boolean => failures.length > 0 || (stop?.aborted ?? false);
  for (const job of jobs) {
    const result = isStopped() ? undefined : options.known?.(job);
    if (result === undefined) continue;
    results.set(job, result);
    onResult(result, job);
  }
  const open = jobs.filter((job) => !results.has(job));
  const queue = longestFirst(open, options.expectedMs).values();
  const work = async (): Promise<void> => {
    // The lines share one iterator: each takes the next job that no other has.
    for (const job of queue) {
      if (isStopped()) return;
      onStart(job);
      const result = await race(pool, job, optionsOf(job), isStopped).catch(unlessStopped);
      // What a worker that was stopped still had to say is no verdict.
      if (result === null || isStopped()) return;
      results.set(job, result);
      onResult(result, job);
    }
  };
  const endAll = (): void => pool.endBusy();
  stop?.addEventListener('abort', endAll);
  const [first] = jobs;
  const portfolioSize = first === undefined ? 1 : optionsOf(first).length;
  const slots = Math.max(1, Math.floor(workers / portfolioSize));
  // Where one line fails, as when nobody can be told of a result, the others are not to go on unheard.
  const fail = (error: unknown): void => {
    failures.push(error);
    endAll();
  };
  await Promise.all(Array.from({ length: Math.min(slots, open.length) }, () => work().catch(fail)));
  stop?.removeEventListener('abort', endAll);
  if (failures.length > 0) throw failures[0];
  return {
    results: jobs.flatMap((job) => results.get(job) ?? []).filter((result) => !isNotAsked(result)),
    notAsked: jobs.flatMap((job) => {
      const result = results.get(job);
      return result === undefined || !isNotAsked(result) ? [] : [{ job, leftOut: result.leftOut }];
    }),
    notRun: jobs.filter((job) => !results.has(job)),
  };
}

function longestFirst(jobs: readonly Job[], expectedMs: (job: Job) => number | undefined): readonly Job[] {
  const expected = new Map(jobs.map((job) => [job, expectedMs(job) ?? Infinity]));
  const of = (job: Job): number => expected.get(job) ?? Infinity;
  // Equal ones, also endless ones, keep their order.
  return jobs.toSorted((a, b) => (of(a) === of(b) ? 0 : of(b) - of(a)));
}

function unlessStopped(error: unknown): null {
  if (error instanceof StoppedError) return null;
  throw error;
}
