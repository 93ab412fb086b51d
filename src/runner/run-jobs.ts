import type { ProofResult } from '../proof/verdict.ts';
import type { Job } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import { runJob, type JobOptions } from './run-job.ts';

/**
 * Runs jobs on at most `workers` processes at a time and tells of each result as it comes. The results are in the
 * order of the jobs.
 */
export async function runJobs(
  pool: WorkerPool,
  jobs: readonly Job[],
  workers: number,
  optionsOf: (job: Job) => JobOptions,
  onResult: (result: ProofResult) => void,
): Promise<readonly ProofResult[]> {
  const results: ProofResult[] = [];
  const queue = jobs.entries();
  const work = async (): Promise<void> => {
    // The lines share one iterator: each takes the next job that no other has.
    for (const [index, job] of queue) {
      const result = await runOnLivingWorker(pool, job, optionsOf(job));
      results[index] = result;
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  return results;
}

async function runOnLivingWorker(pool: WorkerPool, job: Job, options: JobOptions): Promise<ProofResult> {
  for (;;) {
    const result = await pool.lend((worker) => runJob(worker, job, options));
    if (result !== null) return result;
  }
}
