import { isNotAsked, isUndefinedOrder } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from './jobs.ts';
import { StoppedError, type WorkerPool } from './pool.ts';
import { race } from './race.ts';
import type { JobOptions } from './run-job.ts';

/** How jobs are run. */
export interface RunOptions {
  /** How many processes run at a time. */
  readonly workers: number;
  /** The settings to run a proof with: several if they race. */
  readonly optionsOf: (job: Job) => readonly [JobOptions, ...JobOptions[]];
  /** Milliseconds that a proof is expected to take; `undefined` if unknown. */
  readonly expectedMs: (job: Job) => number | undefined;
  /** The result of a job from an earlier run, if all that it depends on is unchanged. */
  readonly known?: (job: Job) => ProofResult | undefined;
  /** Ends the run at once, with all workers. */
  readonly stop?: AbortSignal;
  /** Called when a worker starts a proof. */
  readonly onStart: (job: Job) => void;
  /** Called with each verdict, also of jobs that the contract then leaves out. */
  readonly onResult: (result: ProofResult, job: Job) => void;
}

/** The outcomes of jobs, each list in the order of the jobs. */
export interface Ran {
  readonly results: readonly ProofResult[];
  /** Jobs that had not ended when the run was stopped. */
  readonly notRun: readonly Job[];
  /** Jobs without any assertion in the contract, with the assertions left out. */
  readonly notAsked: readonly NotAsked[];
  /** Jobs about orders of accesses that mean nothing under any memory model that was asked. */
  readonly ofNoMemoryModel: readonly NotAsked[];
}

/** A job of which nothing was asked, with the assertions left out. */
export interface NotAsked {
  readonly job: Job;
  readonly leftOut: readonly string[];
}

/**
 * Runs jobs on several processes at a time and reports each result at once. The tool's own proofs come first, since no other verdict
 * on a model means anything while one fails. Of the others, jobs that are expected to take longest come first, since no other work
 * would be left beside them at the end; jobs of unknown time come before those.
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
  const queue = ownFirst(longestFirst(open, options.expectedMs)).values();
  const work = async (): Promise<void> => {
    // The slots share one iterator: each takes the next job that no other has.
    for (const job of queue) {
      if (isStopped()) return;
      const result = await race(pool, job, optionsOf(job), isStopped, () => onStart(job)).catch(
        unlessStopped,
      );
      // The answer of a stopped worker is no verdict.
      if (result === null || isStopped()) return;
      results.set(job, result);
      onResult(result, job);
    }
  };
  const endAll = (): void => pool.endBusy();
  stop?.addEventListener('abort', endAll);
  const [first] = jobs;
  const portfolioSize = first === undefined ? 1 : optionsOf(first).length;
  // Other machines take as many as they can.
  const slots = pool.remote === null ? Math.max(1, Math.floor(workers / portfolioSize)) : open.length;
  // If one slot fails, for example because a result cannot be reported, the others must not continue.
  const fail = (error: unknown): void => {
    failures.push(error);
    endAll();
  };
  await Promise.all(Array.from({ length: Math.min(slots, open.length) }, () => work().catch(fail)));
  stop?.removeEventListener('abort', endAll);
  if (failures.length > 0) throw failures[0];
  const left = (isIt: (result: ProofResult) => boolean): readonly NotAsked[] =>
    jobs.flatMap((job) => {
      const result = results.get(job);
      return result === undefined || !isIt(result) ? [] : [{ job, leftOut: result.leftOut }];
    });
  return {
    results: jobs.flatMap((job) => results.get(job) ?? []).filter((result) => !isNotAsked(result)),
    notAsked: left((result) => isNotAsked(result) && !isUndefinedOrder(result)),
    ofNoMemoryModel: left(isUndefinedOrder),
    notRun: jobs.filter((job) => !results.has(job)),
  };
}

function longestFirst(jobs: readonly Job[], expectedMs: (job: Job) => number | undefined): readonly Job[] {
  const expected = new Map(jobs.map((job) => [job, expectedMs(job) ?? Infinity]));
  const of = (job: Job): number => expected.get(job) ?? Infinity;
  // Equal times, infinite ones included, keep their order.
  return jobs.toSorted((a, b) => (of(a) === of(b) ? 0 : of(b) - of(a)));
}

function ownFirst(jobs: readonly Job[]): readonly Job[] {
  const isOwn = ({ proof }: Job): boolean => proof.isOwn === true;
  return [...jobs.filter(isOwn), ...jobs.filter((job) => !isOwn(job))];
}

function unlessStopped(error: unknown): null {
  if (error instanceof StoppedError) return null;
  throw error;
}
