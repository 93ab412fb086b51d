import { describe } from '../replay/describe.ts';
import { replay, type Replay } from '../replay/replay.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { Obligation } from '../explore/path.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { Counterexample, Failure, Verdict } from '../result/verdict.ts';
import { violation } from '../prover/discharge.ts';
import { noReplay, refutation } from './failures.ts';
import { Budget, MINIMISATION_LIMITS } from '../shrink/budget.ts';
import { minimise } from '../shrink/minimise.ts';
import type { Prover } from '../prover/prover.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import { withTrap } from './trap-failure.ts';

/** A counterexample as a solver found it, run on numbers. */
export interface Replayed {
  /** The assertion that it is said to break. */
  readonly name: string;
  readonly state: ConcreteState;
  readonly outcome: Replay;
}

/** What was asked, of whom, and what it speaks of. */
export interface Question {
  readonly proof: Proof;
  readonly model: Model | null;
  readonly inputs: ReadonlyMap<string, DeclaredInput>;
  readonly memories: Iterable<string>;
  readonly obligations: readonly Obligation[];
  /** Whether a finding names an assertion; nothing is so where left out. */
  readonly isExpected?: (name: string) => boolean;
}

/** What counterexamples come to. */
export interface Refutation {
  readonly verdict: Verdict;
  readonly failure: Failure;
  readonly counterexample: Counterexample;
}

/** An error where a counterexample does not break what it is said to; `undefined` where each does. */
export function findSpurious(replays: readonly Replayed[]): Refutation | undefined {
  const astray = replays.find(({ name, outcome }) => !outcome.violated.includes(name));
  return astray === undefined ? undefined : spurious(astray);
}

/**
 * What replayed counterexamples come to: the first that breaks an assertion which is wanted, made as small as it gets.
 * `undefined` where there is none. `onSmaller` is told of it, and of each smaller one on the way.
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
  const broken = new Set(replays.flatMap(({ outcome }) => outcome.violated));
  // In the order of the proof, which does not depend on what a solver happened to come up with.
  const names = new Set(question.obligations.map(({ name }) => name).filter((name) => broken.has(name)));
  const all = [...new Set([first.name, ...names])];
  onSmaller(refutedBy(question, all, first.state, false));
  const { state, isLeast } = minimised(prover, first, question, (smaller) =>
    onSmaller(refutedBy(question, all, smaller, false)),
  );
  return refutedBy(question, all, state, isLeast);
}

/** What a state comes to that breaks the first of these assertions, and was seen to. */
export function refutedBy(
  { proof, model, isExpected = () => false }: Pick<Question, 'proof' | 'model' | 'isExpected'>,
  broken: readonly string[],
  state: ConcreteState,
  minimal: boolean,
): Refutation {
  const [first = ''] = broken;
  const counterexample = describe(first, state, replay(proof, model, state, true));
  return {
    verdict: 'refuted',
    failure: withTrap(refutation(broken, isExpected, proof.isOwn), counterexample),
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
  { proof, model, inputs, memories, obligations }: Question,
  onSmaller: (state: ConcreteState) => void,
): { readonly state: ConcreteState; readonly isLeast: boolean } {
  const { terms } = prover;
  const claims = obligations.filter(({ name }) => name === first.name);
  const budget = new Budget(MINIMISATION_LIMITS);
  const run = (state: ConcreteState): Replay => replay(proof, model, state);
  const breaks = (state: ConcreteState): boolean => {
    const outcome = run(state);
    return outcome.violated.includes(first.name) && outcome.stopped?.kind !== 'thrown';
  };
  const state = minimise(
    prover,
    {
      ...{ state: first.state, inputs, memories, breaks, onSmaller },
      broken: terms.or(...claims.map((claim) => violation(prover, claim))),
      touched: (candidate, memory) => run(candidate).context.memories.get(memory)?.touched ?? [],
    },
    budget,
  );
  // Run once more, whatever minimising believes: nothing is shown that was not seen to break.
  return breaks(state) ? { state, isLeast: budget.isComplete } : { state: first.state, isLeast: false };
}
