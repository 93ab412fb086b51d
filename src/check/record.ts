import { fileURLToPath } from 'node:url';
import { boundOn } from '../proof/bound.ts';
import type { Proof } from '../proof/declare.ts';
import { expectedOf, findingOf, wellFormed } from '../proof/finding.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { Model } from '../proof/model.ts';
import { codeSpot } from '../result/code-spot.ts';
import type { CodeSpot, ProofResult } from '../result/verdict.ts';
import type { SolverSession } from '../solver/session.ts';
import type { Attempt } from './attempt.ts';

/** A result in which nothing has been found out yet. */
export type Unsettled = Omit<ProofResult, 'verdict' | 'failure'>;

/** The result of a proof on a model before anything is found out. */
export function unsettled(proof: Proof, model: Model | null): Unsettled {
  const finding = findingOf(model, proof.id);
  return {
    ...{ id: proof.id, model: model?.name ?? null, title: proof.title },
    ...(proof.isOwn === true ? { isOwn: proof.isOwn } : {}),
    ...{ file: proof.location.file, line: proof.location.line },
    ...{ requirements: proof.requirements, doesNotProve: proof.doesNotProve, bound: boundOn(proof, model) },
    ...{ expected: expectedOf(finding, []), finding: finding && wellFormed(finding) },
    ...{ assertions: [], leftOut: [], covers: [], counterexample: null, crossChecks: [] },
    ...{ timeMs: 0, solverMs: 0, phases: { exploring: 0, lowering: 0, solving: 0 } },
    ...{ paths: 0, obligations: 0, decidedByRewriting: 0, cached: false, solver: null },
  };
}

/** The result of an attempt. */
export function recorded(empty: Unsettled, found: Attempt, session: SolverSession): ProofResult {
  const { verdict, failure, covers, assertions, leftOut, decidedByRewriting } = found;
  const { memoryModels } = found;
  const { lowering, solving } = found.prover.times;
  return {
    ...empty,
    ...{
      verdict,
      failure,
      counterexample: searched(found.counterexample, session),
      covers,
      assertions,
      leftOut,
      decidedByRewriting,
    },
    ...(memoryModels !== undefined && { memoryModels }),
    solverMs: rounded(solving),
    phases: {
      exploring: rounded(found.exploringMs),
      lowering: rounded(lowering),
      solving: rounded(solving),
    },
    paths: found.exploration.paths.length,
    obligations: found.exploration.obligations.length,
    expected: expectedOf(empty.finding, leftOut),
    cached: session.asked > 0 && session.known === session.asked,
    solver: session.asked === 0 ? null : session.name,
  };
}

/** A counterexample, the search for a smaller one being over, and whether the same search would end there again. */
function searched(found: Counterexample | null, { isRepeatable }: SolverSession): Counterexample | null {
  return found?.minimal === false && isRepeatable ? { ...found, repeatable: true } : found;
}

/** Where a proof is declared; `null` where the runtime does not know. */
export function declarationOf({ location: { file, line } }: Proof): CodeSpot | null {
  if (line < 1) return null;
  return codeSpot(file.startsWith('file:') ? fileURLToPath(file) : file, line, null, process.cwd());
}

/** Milliseconds to the hundredth: more digits are noise. */
export function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
