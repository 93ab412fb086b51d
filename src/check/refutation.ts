import { describe } from '../counterexample/describe.ts';
import { replay, type Replay } from '../counterexample/replay.ts';
import type { ConcreteState } from '../counterexample/state.ts';
import type { Obligation } from '../explore/path.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { Counterexample, Failure, Verdict } from '../proof/verdict.ts';
import { violation } from './discharge.ts';
import { noReplay, refutation } from './failures.ts';
import { minimise } from './minimise.ts';
import type { Prover } from './prover.ts';
import type { DeclaredInput } from './symbolic-context.ts';

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
}

/** What counterexamples come to. */
export interface Refutation {
  readonly verdict: Verdict;
  readonly failure: Failure;
  readonly counterexample: Counterexample;
}

/** Minimising takes no longer than the proof did, within these: whoever holds the clock must not lose a refutation to it. */
const BUDGET_MS = { least: 4_000, most: 8_000 };

/**
 * What replayed counterexamples come to: the first, made as small as it gets; an error where one does not break what it is
 * said to. `undefined` where there are none. `spentMs` is how long it took to find them.
 */
export function refute(
  prover: Prover,
  replays: readonly Replayed[],
  question: Question,
  spentMs: number,
): Refutation | undefined {
  const astray = replays.find(({ name, outcome }) => !outcome.violated.includes(name));
  if (astray !== undefined) return strayed(astray);
  const [first] = replays;
  if (first === undefined) return undefined;
  const least = minimised(prover, first, question, spentMs);
  const broken = new Set(replays.flatMap(({ name, outcome }) => [name, ...outcome.violated]));
  // In the order of the proof, which does not depend on what a solver happened to come up with.
  const names = new Set(question.obligations.map(({ name }) => name).filter((name) => broken.has(name)));
  return {
    verdict: 'refuted',
    failure: refutation([...new Set([first.name, ...names])]),
    counterexample: describe(
      first.name,
      least.state,
      replay(question.proof, question.model, least.state, true),
    ),
  };
}

function strayed({ name, state, outcome }: Replayed): Refutation {
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
  spentMs: number,
): Replayed {
  const { terms } = prover;
  const claims = obligations.filter(({ name }) => name === first.name);
  const begin = performance.now();
  const budget = Math.min(Math.max(spentMs, BUDGET_MS.least), BUDGET_MS.most);
  const run = (state: ConcreteState): Replay => replay(proof, model, state);
  const breaks = (outcome: Replay): boolean =>
    outcome.violated.includes(first.name) && outcome.stopped?.kind !== 'thrown';
  const state = minimise(
    prover,
    {
      ...{ state: first.state, inputs, memories },
      broken: terms.or(...claims.map((claim) => violation(prover, claim))),
      breaks: (candidate) => breaks(run(candidate)),
      touched: (candidate, memory) => run(candidate).context.memories.get(memory)?.touched ?? [],
    },
    () => performance.now() - begin > budget,
  );
  // Run once more, whatever minimising believes: nothing is shown that was not seen to break.
  const outcome = run(state);
  return breaks(outcome) ? { name: first.name, state, outcome } : first;
}
