import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asExpected } from '../result/expectation.ts';
import { expectedOf, findingOf, wellFormed } from '../proof/finding.ts';
import { codeSpot } from '../result/code-spot.ts';
import type { CodeSpot, PhaseTimes, ProofResult } from '../result/verdict.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { attempt, type Attempt, type Refuted } from './attempt.ts';
import { crossCheck } from './cross-check.ts';
import { keepRefuted } from '../cache/refuted.ts';
import { thrown } from './failures.ts';
import { inSession } from '../prover/solvers.ts';
import { SolverCrash } from '../solver/solver.ts';
import type { SolverSession } from '../solver/session.ts';
import { keepUnanswered, withinBudget } from './unanswered.ts';

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
    const known = options.crossCheck ? { ...options, cache: null } : options;
    const onRefuted = ({ verdict, failure, counterexample, assertions, leftOut, covers }: Refuted): void =>
      keepRefuted(options.refuted, {
        ...unsettled(proof, model, begin),
        ...{ verdict, failure, counterexample, assertions, leftOut, covers },
      });
    const { value: found, session } = await inSession(known, (asked) =>
      withinBudget(asked, () =>
        attempt(proof, model, {
          ...{ encoding: options.encoding, contract: options.contract },
          ...{ solver: () => asked, onRefuted },
        }),
      ),
    );
    if (!('exploration' in found)) return { ...unsettled(proof, model, begin), ...found };
    // What a body leaves to be done behind it is done by then, unless it waits for something.
    await nextTurn();
    const late = found.exploration.late();
    const result = keepUnanswered(resultOf(proof, model, found, session, begin), session, options);
    // A refutation was replayed on numbers: nothing could add to that. Where it was expected, the rest has to hold as well.
    if (result.verdict === 'refuted' && !asExpected(result)) return result;
    if (late !== null) throw late;
    if (!options.crossCheck || !['proved', 'refuted'].includes(result.verdict)) return result;
    const refuted = result.assertions.filter(({ verdict }) => verdict === 'refuted').map(({ name }) => name);
    const { checks, failure } = await crossCheck(
      ...([proof, model, options, found.exploration.runs, new Set(refuted)] as const),
    );
    const checked = { ...result, crossChecks: checks, timeMs: rounded(performance.now() - begin) };
    return failure === null ? checked : { ...checked, verdict: 'error', failure };
  } catch (error) {
    // The process cannot go on, and has to say so by its end.
    if (error instanceof SolverCrash) throw error;
    return {
      ...unsettled(proof, model, begin),
      verdict: 'error',
      failure: thrown(error, declarationOf(proof)),
    };
  }
}

function resultOf(
  proof: Proof,
  model: Model | null,
  found: Attempt,
  session: SolverSession,
  begin: number,
): ProofResult {
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
    assertions: found.assertions,
    leftOut: found.leftOut,
    expected: expectedOf(findingOf(model, proof.id), found.leftOut),
    cached: session.asked > 0 && session.known === session.asked,
    solver: session.asked === 0 ? null : session.name,
  };
}

/** Where a proof is declared; `null` where the runtime does not know. */
function declarationOf({ location: { file, line } }: Proof): CodeSpot | null {
  if (line < 1) return null;
  return codeSpot(file.startsWith('file:') ? fileURLToPath(file) : file, line, null, process.cwd());
}

/** A result in which nothing has been found out yet. */
function unsettled(
  proof: Proof,
  model: Model | null,
  begin: number,
): Omit<ProofResult, 'verdict' | 'failure'> {
  const finding = findingOf(model, proof.id);
  const phases: PhaseTimes = { exploring: 0, lowering: 0, solving: 0 };
  return {
    id: proof.id,
    model: model?.name ?? null,
    title: proof.title,
    ...(proof.isOwn === true ? { isOwn: proof.isOwn } : {}),
    file: proof.location.file,
    line: proof.location.line,
    requirements: proof.requirements,
    doesNotProve: proof.doesNotProve,
    expected: expectedOf(finding, []),
    finding: finding && wellFormed(finding),
    assertions: [],
    leftOut: [],
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
