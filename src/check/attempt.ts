import type { Encoding } from '../solver/lower.ts';
import { Prover } from '../prover/prover.ts';
import type { AskedMemoryModels, AssertionResult, CoverResult } from '../result/verdict.ts';
import type { Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import { Claims } from './claims.ts';
import { exploreBody, type Explored } from './exploration.ts';
import { lostCase, openCases, outOfContract } from './failures.ts';
import type { Forking } from './forks.ts';
import { judge, reach, type Judgement } from './judge.ts';
import { refutedBy, type Refutation, type Unshown } from './refutation.ts';
import { settle } from './settle.ts';
import type { Subject } from './subject.ts';

/** The result of one attempt at a proof. */
export interface Attempt extends Explored, Judgement {
  readonly covers: readonly CoverResult[];
  readonly assertions: readonly AssertionResult[];
  /** Names of the assertions that are not asked. */
  readonly leftOut: readonly string[];
  readonly memoryModels?: AskedMemoryModels;
  readonly decidedByRewriting: number;
  readonly prover: Prover;
}

export interface AttemptOptions {
  readonly encoding: Encoding;
  readonly solver: () => Solver;
  /** Most answers on a path; `null` for no limit. */
  readonly maxAnswers?: number | null;
  /** Called now and then while a body with many paths is explored, and with `null` once it is done. */
  readonly onProgress?: ((forking: Forking | null) => void) | undefined;
  /** Called with the text of each question to the solver. */
  readonly onQuery?: ((text: string) => void) | undefined;
  /**
   * Called with the first counterexample to what is expected to hold as soon as it was replayed; and, once all claims are settled,
   * with the one that is shown, as it was found, and with each smaller one before the last.
   */
  readonly onRefuted?: ((found: Refuted, isSettled: boolean) => void) | undefined;
  /** Whether a refutation that is as a finding says does without a counterexample; none does by default. */
  readonly isEnough?: ((found: Unshown & KnownOfAll) => boolean) | undefined;
}

/** What is known of all assertions and covers. */
type KnownOfAll = Pick<Attempt, 'assertions' | 'leftOut' | 'memoryModels' | 'covers'>;

/** A refutation, and what is known of all assertions at that time. */
export type Refuted = Refutation & KnownOfAll;

/**
 * Explores a body and settles all that it claims: a refutation of one assertion ends none of the others. Throws what the body
 * throws, and a `DeclarationError` for a finding that does not fit the proof.
 */
export function attempt(
  subject: Subject,
  { encoding, solver, maxAnswers, onProgress = () => {}, onQuery, onRefuted, isEnough }: AttemptOptions,
): Attempt {
  const prover = new Prover(new Terms(), solver, encoding);
  prover.onQuery = onQuery;
  const explored = exploreBody(subject, prover, onProgress, undefined, maxAnswers ?? undefined);
  const claims = new Claims(subject, explored);
  const { leftOut, memoryModels } = claims;
  const about = { leftOut, ...(memoryModels !== undefined && { memoryModels }) };
  const found = {
    ...{ ...explored, prover, ...about },
    ...{ counterexample: null, covers: [], assertions: [], decidedByRewriting: 0 },
  };
  const lost = prover.decide(explored.exploration.uncovered);
  if (lost === 'sat') return { ...found, verdict: 'error', failure: lostCase() };
  if (lost === 'unknown') return { ...found, verdict: 'unknown', failure: openCases() };
  if (claims.isEmpty) return { ...found, verdict: 'vacuous', failure: outOfContract(subject.contract) };

  const settled = settle(subject, prover, claims, explored.declared, (surprise, { state, outcome }) =>
    onRefuted?.(
      {
        ...refutedBy(subject, claims, [surprise], state, false),
        ...{ ...about, covers: [] },
        assertions: claims.results(prover, (one) => (outcome.violated.includes(one) ? 'refuted' : 'unknown')),
      },
      false,
    ),
  );
  const { decidedByRewriting, spurious } = settled;
  if (spurious !== undefined) return { ...found, ...spurious, decidedByRewriting };
  const reached = reach(prover, claims, explored, settled);
  const { assertions, covers } = reached;
  const all = { ...about, assertions, covers };
  const judgement = judge(subject, prover, claims, explored, settled, reached, {
    onSmaller: (smaller) => onRefuted?.({ ...smaller, ...all }, true),
    isEnough: (unshown) => isEnough?.({ ...unshown, ...all }) ?? false,
  });
  return { ...found, ...judgement, decidedByRewriting, assertions, covers };
}
