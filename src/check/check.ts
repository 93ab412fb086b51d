import type { PhaseTimes, ProofResult } from '../proof/verdict.ts';
import type { CheckOptions } from '../proof/options.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { attempt, type Attempt } from './attempt.ts';
import { crossCheck } from './cross-check.ts';
import { thrown } from './failures.ts';
import { startSolver, withSolver } from './solvers.ts';

/**
 * Checks one proof on one model, in this process and for as long as it takes: whoever calls it holds the clock. Never
 * throws for a fault of the proof's own; that is the verdict `error`.
 */
export async function checkProof(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
): Promise<ProofResult> {
  const begin = performance.now();
  try {
    const found = await withSolver(options.solver, (solver) =>
      attempt(proof, model, { encoding: options.encoding, solver }),
    );
    const result = await resultOf(proof, model, options, found, begin);
    // A refutation was replayed on numbers: no opinion could add to that.
    if (!options.crossCheck || result.verdict !== 'proved') return result;
    const { checks, failure } = await crossCheck(proof, model, options, found.exploration.runs);
    const checked = { ...result, crossChecks: checks, timeMs: rounded(performance.now() - begin) };
    return failure === null ? checked : { ...checked, verdict: 'error', failure };
  } catch (error) {
    return { ...unsettled(proof, model, begin), verdict: 'error', failure: thrown(error) };
  }
}

async function resultOf(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
  found: Attempt,
  begin: number,
): Promise<ProofResult> {
  const { prover, exploration } = found;
  return {
    ...unsettled(proof, model, begin),
    verdict: found.verdict,
    failure: found.failure,
    counterexample: found.counterexample,
    solverMs: rounded(prover.times.solving),
    phases: {
      exploring: rounded(found.exploringMs),
      lowering: rounded(prover.times.lowering),
      solving: rounded(prover.times.solving),
    },
    paths: exploration.paths.length,
    obligations: exploration.obligations.length,
    decidedByRewriting: found.decidedByRewriting,
    covers: found.covers,
    solver: prover.queries === 0 ? null : (await startSolver(options.solver)).name,
  };
}

/** A result in which nothing has been found out yet. */
export function unsettled(
  proof: Proof,
  model: Model | null,
  begin: number,
): Omit<ProofResult, 'verdict' | 'failure'> {
  const finding = model?.findings[proof.id] ?? null;
  const phases: PhaseTimes = { exploring: 0, lowering: 0, solving: 0 };
  return {
    id: proof.id,
    model: model?.name ?? null,
    title: proof.title,
    file: proof.location.file,
    line: proof.location.line,
    requirements: proof.requirements,
    doesNotProve: proof.doesNotProve,
    expected: finding === null ? 'proved' : 'refuted',
    finding,
    timeMs: rounded(performance.now() - begin),
    solverMs: 0,
    phases,
    paths: 0,
    obligations: 0,
    decidedByRewriting: 0,
    covers: [],
    bound: proof.bound ?? null,
    cached: false,
    solver: null,
    counterexample: null,
    crossChecks: [],
  };
}

/** Milliseconds to the hundredth: what is beyond is noise. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
