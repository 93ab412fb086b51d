import type { ProofResult, Verdict } from '../result/verdict.ts';
import type { Job } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import { runJob, type JobOptions } from './run-job.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Verdicts that no other solver can improve. */
const DECIDED: readonly Verdict[] = ['proved', 'refuted', 'vacuous'];

/** Milliseconds for the other workers to finish by themselves: a worker that is not killed need not be started again. */
const GRACE_MS = 500;

/**
 * Runs one proof with each settings of a portfolio at once, in a process each. The first deciding verdict ends the others; if
 * there is none, the verdict of the first settings counts; a refutation overrules any earlier verdict. `null` if the run was
 * stopped before. `onStart` is called when the work begins.
 */
export async function race(
  pool: WorkerPool,
  job: Job,
  portfolio: readonly [JobOptions, ...JobOptions[]],
  isStopped: () => boolean,
  onStart: () => void = () => {},
): Promise<ProofResult | null> {
  if (pool.remote !== null) return pool.remote.prove(pool.program, job, portfolio, onStart);
  onStart();
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

/** A refutation, with a note on the solver that contradicts it. The counterexample was replayed, so that solver is wrong. */
function overruling(refuted: ProofResult, { verdict, solver }: ProofResult): ProofResult {
  const { failure } = refuted;
  if (failure === null) return refuted;
  const said = `${solver ?? 'Rewriting'} had answered that it is ${verdict}; this counterexample shows that answer to be wrong.`;
  const hint = 'Report it with the files of both: a solver or the checker has a bug.';
  const [details, hints] = [
    [...failure.details, said],
    [...failure.hints, hint],
  ];
  return { ...refuted, failure: { ...failure, details, hints } };
}
