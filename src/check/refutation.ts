import { describe } from '../replay/describe.ts';
import type { Replay } from '../replay/replay.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { Failure, Verdict } from '../result/verdict.ts';
import { violation } from '../prover/discharge.ts';
import { noReplay, refutation } from './failures.ts';
import { Budget, MINIMISATION_LIMITS } from '../shrink/budget.ts';
import { minimise } from '../shrink/minimise.ts';
import { apartFromWrites } from '../shrink/overwritten-bytes.ts';
import type { Prover } from '../prover/prover.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import type { Claims } from './claims.ts';
import type { Subject } from './subject.ts';
import { withTrap } from './trap-failure.ts';

/** A counterexample as a solver found it, run on numbers. */
export interface Replayed {
  /** The assertion that it is said to break. */
  readonly name: string;
  readonly state: ConcreteState;
  readonly outcome: Replay;
}

/** A proof and its claims, and what a counterexample has to give values to. */
export interface Question {
  readonly subject: Subject;
  readonly claims: Claims;
  readonly inputs: ReadonlyMap<string, DeclaredInput>;
  readonly memories: Iterable<string>;
}

/** The verdict and the failure that a counterexample gives. */
export interface Refutation {
  readonly verdict: Verdict;
  readonly failure: Failure;
  readonly counterexample: Counterexample;
}

/** An error where a counterexample does not break what it is said to; `undefined` where each does. */
export function spuriousIn(replays: readonly Replayed[]): Refutation | undefined {
  const found = replays.find(({ name, outcome }) => !outcome.violated.includes(name));
  return found === undefined ? undefined : spurious(found);
}

/** A refutation whose counterexample is not asked for. */
export interface Unshown {
  readonly verdict: 'refuted';
  readonly failure: Failure;
  readonly counterexample: null;
}

/**
 * The refutation of the assertions that replayed states break, without a counterexample; `undefined` where none breaks a wanted one.
 */
export function refuteUnshown(
  replays: readonly Replayed[],
  { claims, subject }: Pick<Question, 'claims' | 'subject'>,
  isWanted: (name: string) => boolean,
): Unshown | undefined {
  const broken = brokenBy(replays);
  const all = claims.asked.filter((name) => broken.has(name));
  if (!all.some(isWanted)) return undefined;
  const failure = refutation(all, (name) => claims.isExpected(name), subject.isOwn);
  return { verdict: 'refuted', failure, counterexample: null };
}

/** Names of the assertions that replayed states break. */
export function brokenBy(replays: readonly Replayed[]): ReadonlySet<string> {
  return new Set(replays.flatMap(({ outcome }) => outcome.violated));
}

/**
 * The first of the replayed counterexamples that breaks a wanted assertion, made as small as possible. If the smallest one breaks
 * an assertion that tells more, that one is shown, with a smallest counterexample to it.
 * `undefined` if there is none. `onSmaller` is called with it, and with each smaller one found on the way.
 */
export function refute(
  prover: Prover,
  replays: readonly Replayed[],
  question: Question,
  isWanted: (name: string) => boolean,
  onSmaller: (found: Refutation) => void,
): Refutation | undefined {
  const [first] = replays.flatMap(({ name, state, outcome }): Replayed[] => {
    const wanted = [name, ...outcome.violated].find(isWanted);
    return wanted === undefined ? [] : [{ name: wanted, state, outcome }];
  });
  if (first === undefined) return undefined;
  const broken = brokenBy(replays);
  const { subject, claims } = question;
  const refuted = (name: string, state: ConcreteState, isLeast: boolean): Refutation => {
    // In the order of the proof, which does not depend on which states a solver found.
    const all = [...new Set([name, ...claims.asked.filter((one) => broken.has(one))])];
    return refutedBy(subject, claims, all, state, isLeast);
  };
  onSmaller(refuted(first.name, first.state, false));
  for (let found = first; ;) {
    const { state, isLeast } = minimised(prover, found, question, (smaller) =>
      onSmaller(refuted(found.name, smaller, false)),
    );
    const outcome = subject.replay(state);
    const name = claims.moreTelling(found.name, outcome.violated.filter(isWanted));
    if (name === undefined) return refuted(found.name, state, isLeast);
    found = { name, state, outcome };
  }
}

/** The refutation by a state that was seen to break the first of these assertions. */
export function refutedBy(
  subject: Subject,
  claims: Claims,
  broken: readonly string[],
  state: ConcreteState,
  minimal: boolean,
): Refutation {
  const [first = ''] = broken;
  const counterexample = describe(first, state, subject.replay(state, true));
  return {
    verdict: 'refuted',
    failure: withTrap(
      refutation(broken, (name) => claims.isExpected(name), subject.isOwn),
      counterexample,
      subject,
    ),
    counterexample: { ...counterexample, minimal },
  };
}

function spurious({ name, state, outcome }: Replayed): Refutation {
  const { stopped } = outcome;
  const thrown = stopped?.error instanceof Error ? stopped.error.message : String(stopped?.error);
  const why = stopped === null ? 'it holds there' : thrown;
  return {
    verdict: 'error',
    failure: noReplay(name, why, stopped?.kind === 'thrown' ? stopped.error : undefined),
    counterexample: describe(name, state, outcome),
  };
}

function minimised(
  prover: Prover,
  first: Replayed,
  { subject, claims, inputs, memories }: Question,
  onSmaller: (state: ConcreteState) => void,
): { readonly state: ConcreteState; readonly isLeast: boolean } {
  const { terms } = prover;
  const ofFirst = claims.obligations.filter(({ name }) => name === first.name);
  const budget = new Budget(MINIMISATION_LIMITS);
  const run = (state: ConcreteState): Replay => subject.replay(state);
  const breaks = (state: ConcreteState): boolean => {
    const outcome = run(state);
    return outcome.violated.includes(first.name) && outcome.stopped?.kind !== 'thrown';
  };
  const state = minimise(
    prover,
    {
      ...{ state: first.state, inputs, memories, breaks, onSmaller },
      broken: terms.or(...ofFirst.map((claim) => violation(prover, claim))),
      touched: (candidate, memory) => run(candidate).context.memories.get(memory)?.touched ?? [],
    },
    budget,
  );
  // Run once more, whatever minimising found: only a state that was seen to break is shown.
  if (!breaks(state)) return { state: first.state, isLeast: false };
  const { isComplete } = budget;
  return { state: withWritesShown(state, first.name, run), isLeast: isComplete };
}

/** A state from which the same happens, with other bytes where a write would leave them as they were. */
function withWritesShown(
  state: ConcreteState,
  name: string,
  run: (state: ConcreteState) => Replay,
): ConcreteState {
  const found = run(state);
  const storyOf = (from: ConcreteState, outcome: Replay): string =>
    JSON.stringify([describe(name, from, outcome).trace, outcome.violated, outcome.stopped?.kind]);
  const story = storyOf(state, found);
  return apartFromWrites(
    state,
    found.context.events.all,
    (changed) => storyOf(changed, run(changed)) === story,
  );
}
