import { place } from '../load/load-error.ts';
import { formatDuration } from '../report/duration.ts';
import type { ReachedPlaces } from '../result/reached.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import type { JobReach } from '../runner/remote-runner.ts';
import type { JobOptions } from '../runner/run-job.ts';

const NOTHING: ReachedPlaces = { places: [], visited: [], operations: [], compiled: [] };

/** What a job enters of the pool's program, whose texts report it. */
export async function reachOf(pool: WorkerPool, job: Job, options: JobOptions): Promise<JobReach> {
  if (pool.remote !== null) return pool.remote.reach(pool.program, job, options);
  const { check, timeoutMs, memoryBytes } = options;
  const unknown = (problem: string): JobReach => ({ job, reached: NOTHING, problem });
  const request = { type: 'reach', task: job, options: check } as const;
  const ending = await pool.lend((worker) =>
    worker.ask(request, { timeMs: timeoutMs, memoryBytes }, () => null),
  );
  switch (ending.kind) {
    case 'expired':
      return unknown(`it takes longer than ${formatDuration(timeoutMs)} (--timeout)`);
    case 'too-much-memory':
      return unknown('it takes more memory than it may (--memory)');
    case 'died':
      return unknown('its process ended');
    case 'answered':
  }
  const { answer } = ending;
  if (answer.type === 'not-loaded') return unknown(`${place(answer.failure)}: ${answer.failure.message}`);
  if (answer.type !== 'reached') return unknown('its process answered something else');
  const { failure, ...reached } = answer.reached;
  return { job, reached, problem: failure?.message ?? null };
}
