import type { ProofResult, Verdict } from '../result/verdict.ts';
import type { Job } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import { runJob, type JobOptions } from './run-job.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Verdicts that no other solver can better. */
const DECIDED: readonly Verdict[] = ['proved', 'refuted', 'vacuous'];

/** Milliseconds that the others have to come to an end themselves: a worker that is spared need not be started again. */
const GRACE_MS = 500;

/**
 * Runs one proof in each of some ways at once, in a process each. The first verdict that decides it ends the others; where none
 * does, the first way's verdict counts; and a refutation counts for more than what came before it. `null` where the run was stopped before.
 */
export async function race(
  pool: WorkerPool,
  job: Job,
  portfolio: readonly [JobOptions, ...JobOptions[]],
  isStopped: () => boolean,
): Promise<ProofResult | null> {
  const running = new Set<WorkerProcess>();
  const won: { winner: ProofResult | null } = { winner: null };
  const win = (result: ProofResult): void => {
    const before = won.winner;
    if (before === null) won.winner = result;
    else if (result.verdict === 'refuted' && before.verdict !== 'refuted')
      won.winner = overruling(result, before);
    if (running.size === 0) return;
    setTimeout(() => {
      for (const worker of running) worker.kill();
    }, GRACE_MS).unref();
  };
  const run = async (way: JobOptions): Promise<ProofResult | null> => {
    while (won.winner === null && !isStopped()) {
      const result = await pool.lend(async (worker) => {
        running.add(worker);
        const found = await runJob(worker, job, way);
        running.delete(worker);
        return found;
      });
      if (result === null) continue;
      if (DECIDED.includes(result.verdict)) win(result);
      return result;
    }
    return null;
  };
  const [first] = await Promise.all(portfolio.map(run));
  return won.winner ?? first ?? null;
}

/** A refutation, with a word on who said otherwise. It was run on numbers: whoever says otherwise is wrong. */
function overruling(refuted: ProofResult, { verdict, solver }: ProofResult): ProofResult {
  const { failure } = refuted;
  if (failure === null) return refuted;
  const said = `${solver ?? 'Rewriting'} had said that it is ${verdict}, which this counterexample shows to be wrong.`;
  const hint = 'Report it, with the files of both: a solver or the checker is not to be trusted here.';
  const [details, hints] = [
    [...failure.details, said],
    [...failure.hints, hint],
  ];
  return { ...refuted, failure: { ...failure, details, hints } };
}
