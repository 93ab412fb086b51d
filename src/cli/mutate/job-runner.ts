import type { Program } from '../../load/link/program.ts';
import type { ProofResult } from '../../result/verdict.ts';
import type { Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import { race } from '../../runner/race.ts';
import type { JobOptions } from '../../runner/run-job.ts';
import type { CliIo } from '../../session/io.ts';
import { knownResults } from '../../session/known-results.ts';
import type { RunSettings } from '../../session/settings.ts';

/**
 * Runs proofs on the models of a program, in a pool that is used for nothing else meanwhile; brief ones end with the first refutation. What
 * is known of the same texts is looked up. `maxAnswers`: of each path, as in `CheckOptions`.
 */
export function jobRunner(
  program: Program,
  jobs: readonly Job[],
  pool: WorkerPool,
  isBrief: boolean,
  { optionsOf, cache, isCacheWritable }: RunSettings,
  io: CliIo,
  maxAnswers: number | null = null,
): (job: Job) => Promise<ProofResult> {
  const briefly = ({ check, ...options }: JobOptions): JobOptions => {
    const until = isBrief ? 'first' : check.until;
    return { ...options, check: { ...check, until, maxAnswers, questions: null } };
  };
  const brieflyOf = (job: Job): readonly [JobOptions, ...JobOptions[]] => {
    const [first, ...others] = optionsOf(job);
    return [briefly(first), ...others.map(briefly)];
  };
  // A brief result is good for no other run: it leaves out all but the first refutation.
  const known = knownResults(jobs, brieflyOf, cache, io, program);
  return async (job) => {
    const found = known.find(job);
    if (found !== undefined) return found;
    pool.program = program;
    const result = await race(pool, job, brieflyOf(job), () => false);
    if (result === null) throw new Error(`${job.proof.id} came to nothing in ${io.cwd}`);
    if (isCacheWritable) known.keep(job, result);
    return result;
  };
}
