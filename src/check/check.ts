import { setImmediate as nextTurn } from 'node:timers/promises';
import { dropExploring, keepExploring } from '../cache/exploring.ts';
import { keepRefuted } from '../cache/refuted.ts';
import type { Proof } from '../proof/declare.ts';
import { expectedOf } from '../proof/finding.ts';
import type { Model } from '../proof/model.ts';
import type { CheckOptions } from '../prover/options.ts';
import { inSession } from '../prover/solvers.ts';
import { asExpected } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { SolverCrash } from '../solver/solver.ts';
import { attempt, type Attempt, type Refuted } from './attempt.ts';
import { crossCheck } from './cross-check.ts';
import { thrown } from './failures.ts';
import { searchFromStart } from './from-start.ts';
import { declarationOf, recorded, rounded, unsettled, type Unsettled } from './record.ts';
import { Subject } from './subject.ts';
import { keepUnanswered, withinBudget } from './unanswered.ts';

/**
 * Checks one proof on one model, in this process and for as long as it takes: the caller holds the clock. Never throws for a
 * fault of the proof's own; that is the verdict `error`.
 */
export async function checkProof(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
): Promise<ProofResult> {
  const begin = performance.now();
  const timed = (result: ProofResult): ProofResult => ({
    ...result,
    timeMs: rounded(performance.now() - begin),
  });
  const empty = unsettled(proof, model);
  try {
    const result = await checkSubject(new Subject(proof, model, options), empty, options, timed);
    return timed(await withReached(proof, model, result, options));
  } catch (error) {
    if (error instanceof Enough) return timed({ ...empty, ...error.found });
    // The process cannot go on, and says so by its end.
    if (error instanceof SolverCrash) throw error;
    return timed({ ...empty, verdict: 'error', failure: thrown(error, declarationOf(proof)) });
  }
}

/** The result with what a search from the start of the model shows, where a step of an induction is refuted and no finding says so. */
async function withReached(
  proof: Proof,
  model: Model | null,
  result: ProofResult,
  options: CheckOptions,
): Promise<ProofResult> {
  const { counterexample, verdict } = result;
  const induction = counterexample?.induction;
  if (counterexample === null || induction === undefined) return result;
  if (verdict !== 'refuted' || asExpected(result) || !isMinimised(options)) return result;
  // It may take longer than there is time for.
  keepRefuted(options.refuted, result);
  const reached = await searchFromStart(proof, model, counterexample.assertion, options, checkProof);
  if (reached === undefined) return result;
  return { ...result, counterexample: { ...counterexample, induction: { ...induction, reached } } };
}

/**
 * A result that says nothing, with all assertions left out, in place of one that is as expected where orders of accesses mean nothing
 * under the memory models: what little else was asked would be taken for a proof of them.
 */
function definedOnly(
  result: ProofResult,
  { isOrderUndefined }: Pick<Attempt, 'isOrderUndefined'>,
): ProofResult {
  const { memoryModels, assertions } = result;
  if (!isOrderUndefined || memoryModels === undefined || !asExpected(result)) return result;
  const leftOut = [...result.leftOut, ...assertions.map(({ name }) => name)];
  return {
    ...result,
    verdict: 'vacuous',
    assertions: [],
    leftOut,
    memoryModels: { ...memoryModels, leftOut },
  };
}

/** Whether an unexpected refutation is shown by the smallest counterexample. */
function isMinimised({ until }: CheckOptions): boolean {
  return until === 'smallest' || until === 'expected';
}

/** A refutation that was replayed, where nothing else is asked for. */
class Enough extends Error {
  override readonly name = 'Enough';
  readonly found: Refuted;

  constructor(found: Refuted) {
    super('a claim is refuted');
    this.found = found;
  }
}

/** `timed` gives a result the time until now. */
async function checkSubject(
  subject: Subject,
  empty: Unsettled,
  options: CheckOptions,
  timed: (result: ProofResult) => ProofResult,
): Promise<ProofResult> {
  const { encoding, crossCheck: isCrossChecked } = options;
  const { value: found, session } = await inSession(options, (asked) =>
    withinBudget(asked, () =>
      attempt(subject, {
        maxAnswers: options.maxAnswers,
        ...{ encoding, solver: () => asked },
        onProgress: (forking) =>
          forking === null ? dropExploring(options.exploring) : keepExploring(options.exploring, forking),
        onRefuted: (refuted, isSettled) => {
          if (options.until === 'first' || (options.until === 'settled' && isSettled))
            throw new Enough(refuted);
          keepRefuted(options.refuted, timed({ ...empty, ...refuted }));
        },
        isEnough: (unshown) =>
          options.until === 'expected' &&
          asExpected({ ...empty, ...unshown, expected: expectedOf(empty.finding, unshown.leftOut) }),
      }),
    ),
  );
  if (!('exploration' in found)) return { ...empty, ...found };
  // Work that a body left for after its return is done by then, unless it waits for input or a timer.
  await nextTurn();
  const late = found.exploration.late();
  const result = keepUnanswered(definedOnly(recorded(empty, found, session), found), session, options);
  // A refutation was replayed on numbers: nothing could add to that. Where it was expected, the rest has to hold as well.
  if (result.verdict === 'refuted' && !asExpected(result)) return result;
  if (late !== null) throw late;
  if (!isCrossChecked || !['proved', 'refuted'].includes(result.verdict)) return result;
  const refuted = result.assertions.filter(({ verdict }) => verdict === 'refuted').map(({ name }) => name);
  const { checks, failure } = await crossCheck(subject, options, found.exploration.runs, new Set(refuted));
  // Second opinions are asked anew, whatever was known.
  const checked = { ...result, cached: false, crossChecks: checks };
  return failure === null ? checked : { ...checked, verdict: 'error', failure };
}
