import { relative } from 'node:path';
import { keepQuestion } from '../cache/questions.ts';
import { PathLimitError } from '../explore/errors.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';
import { retryHint } from '../solver/natives.ts';
import type { SolverSession } from '../solver/session.ts';
import { SolverCrash } from '../solver/solver.ts';
import type { Attempt } from './attempt.ts';
import { spent, thrown } from './failures.ts';
import { isSolverNeeded } from '../prover/solvers.ts';

/** How many questions of a proof are kept: they are mostly alike. */
const MOST_KEPT = 3;

/** An attempt that spent its budget before it had a verdict. */
export interface BudgetExhausted {
  readonly verdict: 'unknown';
  readonly failure: Failure;
}

/** An attempt within its budget of steps. Once that is spent, the checker's own failures may be due to missing answers. */
export function withinBudget(session: SolverSession, work: () => Attempt): Attempt | BudgetExhausted {
  try {
    const found = work();
    const isForWant = session.isSpent() && found.verdict === 'error' && found.counterexample === null;
    return isForWant ? { verdict: 'unknown', failure: spent(found.failure?.message ?? '') } : found;
  } catch (error) {
    if (!session.isSpent() || error instanceof SolverCrash || isSolverNeeded(error)) throw error;
    const failure = spent(thrown(error).message);
    // A larger budget would go the same way.
    const hints = error instanceof PathLimitError ? error.hints : failure.hints;
    return { verdict: 'unknown', failure: { ...failure, hints } };
  }
}

/** Writes the questions that leave a proof undecided to files, to ask another solver, and names the files in the failure. */
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
      // A folder that cannot be written was reported before the run; the verdict stands without it.
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
