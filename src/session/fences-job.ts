import { place } from '../load/load-error.ts';
import { formatDuration } from '../report/duration.ts';
import type { WeighedOrderings } from '../result/fences-shape.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import type { JobOptions } from '../runner/run-job.ts';

/** What a job says of the orderings that it meets, or why that is not known. */
export interface JobFences {
  readonly job: Job;
  readonly places: WeighedOrderings['places'];
  /** Why not all is known; `null` where it is. */
  readonly problem: string | null;
}

/** Asks of a job which of the orderings that it meets could be weaker. Rejects with a `StoppedError` once the run was stopped. */
export async function fencesOfJob(pool: WorkerPool, job: Job, options: JobOptions): Promise<JobFences> {
  const { check, timeoutMs, memoryBytes, deadline } = options;
  const unknown = (problem: string): JobFences => ({ job, places: [], problem });
  const left = deadline?.leftMs ?? Infinity;
  if (left === 0) return unknown('the time of the run is over (--deadline)');
  const request = { type: 'fences', task: job, options: check } as const;
  const limits = { timeMs: Math.min(timeoutMs, left), memoryBytes };
  const ending = await pool.lend((worker) => worker.ask(request, limits, () => null));
  pool.throwIfStopped();
  switch (ending.kind) {
    case 'expired':
      return unknown(
        left < timeoutMs
          ? 'the time of the run is over (--deadline)'
          : `it takes longer than ${formatDuration(timeoutMs)} (--timeout)`,
      );
    case 'too-much-memory':
      return unknown('it takes more memory than it may (--memory)');
    case 'died':
      return unknown('its process ended');
    case 'answered':
  }
  const { answer } = ending;
  if (answer.type === 'not-loaded') return unknown(`${place(answer.failure)}: ${answer.failure.message}`);
  if (answer.type !== 'weighed') return unknown('its process answered something else');
  const { failure, places } = answer.weighed;
  return { job, places, problem: failure?.message ?? null };
}
