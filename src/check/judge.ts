import { contradictingAssumptions } from './contradiction.ts';
import type { Prover } from '../prover/prover.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { AssertionResult, CoverResult, Failure, Verdict } from '../result/verdict.ts';
import { isOtherModel, type Claims } from './claims.ts';
import type { Explored } from './exploration.ts';
import { staleFinding, staleIn, undecided, vacuity, withStale } from './failures.ts';
import { mayName } from './names-in-text.ts';
import { refute, refuteUnshown, type Refutation, type Unshown } from './refutation.ts';
import type { Settled } from './settle.ts';
import type { Subject } from './subject.ts';
import { probe, reachAssertions, reachCovers, type Vacuity } from './vacuity.ts';
import { Witnesses } from './witnesses.ts';

/** A verdict, why it is that, and what shows it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly failure: Failure | null;
  readonly counterexample: Counterexample | null;
}

/** What becomes of a refutation. */
export interface Showing {
  /** Called with each counterexample on the way to the smallest. */
  readonly onSmaller: (found: Refutation) => void;
  /** Whether a refutation that a finding names does without a counterexample, which is not shown. */
  readonly isEnough: (found: Unshown) => boolean;
}

/** What states reach: covers, assertions, and the ends of inputs. */
export interface Reach {
  readonly covers: readonly CoverResult[];
  readonly assertions: readonly AssertionResult[];
  readonly vacuity: Vacuity;
}

/** What is reached by some state, once the claims are settled. */
export function reach(prover: Prover, claims: Claims, explored: Explored, settled: Settled): Reach {
  const { exploration, declared } = explored;
  const { terms } = prover;
  const witnesses = new Witnesses(prover, declared.inputs, declared.memories);
  for (const { state } of settled.replays) witnesses.learn(state);
  // The states that the probe finds reach most covers and assertions, too.
  const vacuity = probe(witnesses, terms, exploration, declared.inputs, declared.paths);
  const asked = declared.covers.filter((name) => !isOtherModel(declared, name));
  const covers = reachCovers(witnesses, terms, asked, exploration.covers);
  const reaches = reachAssertions(witnesses, terms, claims.obligations, claims.expectedBroken);
  const assertions = claims.results(prover, (name) => {
    if (settled.broken.has(name)) return 'refuted';
    if (settled.open.some(({ obligation }) => obligation.name === name)) return 'unknown';
    return reaches(name) === false ? 'not-reached' : 'proved';
  });
  return { covers, assertions, vacuity };
}

/**
 * The verdict. An unexpected refutation comes first, then vacuity, then open claims; an expected one only where all else
 * holds.
 */
export function judge(
  subject: Subject,
  prover: Prover,
  claims: Claims,
  { exploration, declared }: Explored,
  { replays, open }: Settled,
  reached: Reach,
  { onSmaller, isEnough }: Showing,
): Judgement {
  const { covers, assertions } = reached;
  const question = { subject, claims, inputs: declared.inputs, memories: declared.memories };
  const refuted = (
    isWanted: (name: string) => boolean,
    explain: (failure: Failure) => Failure,
  ): Refutation | undefined => {
    const explained = (found: Refutation): Refutation => ({ ...found, failure: explain(found.failure) });
    const found = refute(prover, replays, question, isWanted, (smaller) => onSmaller(explained(smaller)));
    return found && explained(found);
  };
  const stale = staleIn(assertions);
  const surprising = refuted(
    (name) => claims.isSurprise(name),
    (failure) => withStale(failure, stale),
  );
  if (surprising !== undefined) return surprising;
  const unreached = subject.finding?.unreached ?? [];
  const vacuous = vacuity(reached.vacuity, {
    covers: covers.filter(({ name }) => !unreached.includes(name)),
    met: new Set(exploration.covers.map(({ name }) => name)),
    isNamed: (name) => mayName(subject.text, name),
    assertions,
    isPart: claims.leftOut.length > 0,
    asked: subject,
    contradicting: reached.vacuity.contradiction ? contradictingAssumptions(subject, prover, declared) : [],
  });
  if (vacuous !== null) return { verdict: 'vacuous', failure: vacuous, counterexample: null };
  const nowReached = covers.filter((cover) => cover.reached === true && unreached.includes(cover.name));
  const outdated = [...stale, ...nowReached.map(({ name }) => `the cover '${name}' is reached`)];
  if (open.length > 0)
    return { verdict: 'unknown', failure: withStale(undecided(open), outdated), counterexample: null };
  const isExpected = (name: string): boolean => claims.isExpected(name);
  const unshown = refuteUnshown(replays, question, isExpected);
  if (unshown !== undefined && isEnough(unshown)) return unshown;
  const expected = refuted(isExpected, (failure) =>
    outdated.length > 0 ? staleFinding(outdated, failure) : failure,
  );
  if (expected !== undefined) return expected;
  const failure = outdated.length > 0 ? staleFinding(outdated) : null;
  return { verdict: 'proved', failure, counterexample: null };
}
