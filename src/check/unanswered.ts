import { relative } from 'node:path';
import { keepQuestion } from '../cache/questions.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';
import { retryHint } from '../solver/natives.ts';
import type { SolverSession } from '../solver/session.ts';
import { SolverCrash } from '../solver/solver.ts';
import type { Attempt } from './attempt.ts';
import { spent, thrown } from './failures.ts';
import { isSolverNeeded } from '../prover/solvers.ts';

/** So many questions of a proof are kept: they are mostly of a kind. */
const MOST_KEPT = 3;

/** An attempt that spent its budget before it had a verdict. */
export interface BudgetExhausted {
  readonly verdict: 'unknown';
  readonly failure: Failure;
}

/** An attempt within its budget of steps. Where that is spent, a failure of the checker's own may be for want of answers. */
export function withinBudget(session: SolverSession, work: () => Attempt): Attempt | BudgetExhausted {
  try {
    const found = work();
    const isForWant = session.isSpent() && found.verdict === 'error' && found.counterexample === null;
    return isForWant ? { verdict: 'unknown', failure: spent(found.failure?.message ?? '') } : found;
  } catch (error) {
    if (!session.isSpent() || error instanceof SolverCrash || isSolverNeeded(error)) throw error;
    return { verdict: 'unknown', failure: spent(thrown(error).message) };
  }
}

/** Keeps the questions that leave a proof undecided, where somebody else can be asked them, and says where they are. */
export function keepUnanswered(
  result: ProofResult,
  { unanswered }: SolverSession,
  { questions, solver, encoding }: CheckOptions,
): ProofResult {
  const { verdict, failure, id, model } = result;
  if (verdict !== 'unknown' || failure === null || questions === null) return result;
  const about = [`A question of the proof ${id}${model === null ? '' : ` on ${model}`} without an answer.`];
  const files = [...new Set(unanswered)].slice(0, MOST_KEPT).flatMap((text) => {
    try {
      return [relative(process.cwd(), keepQuestion(questions, { text, about }))];
    } catch {
      // A folder that cannot be written was told of before the run; the verdict stands without it.
      return [];
    }
  });
  const [first] = files;
  if (first === undefined) return result;
  const details = [...failure.details, ...files.map((file) => `Kept as ${file}.`)];
  return {
    ...result,
    failure: { ...failure, details, hints: [...failure.hints, retryHint(first, solver, encoding)] },
  };
}
