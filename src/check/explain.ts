import { resolve } from 'node:path';
import type { Replay } from '../replay/replay.ts';
import { shrinkBytes } from '../shrink/shrink-bytes.ts';
import { shrinkInputs } from '../shrink/shrink-inputs.ts';
import { shrinkRegions } from '../shrink/shrink-regions.ts';
import { describe } from '../replay/describe.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { Proof } from '../proof/declare.ts';
import { valuesInWords } from '../proof/inputs.ts';
import type { Model } from '../proof/model.ts';
import type { CheckOptions } from '../prover/options.ts';
import { isTheirs } from '../proof/user-frames.ts';
import type { Counterexample, SourceLine } from '../proof/counterexample.ts';
import type { Failure, Verdict } from '../result/verdict.ts';
import { attempt, type Attempt } from './attempt.ts';
import { isOtherModel } from './claims.ts';
import { decode } from '../prover/decode.ts';
import { violation } from '../prover/discharge.ts';
import { COVER_LIMITS } from '../prover/prover.ts';
import { inSession } from '../prover/solvers.ts';
import { Subject } from './subject.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

/** One assertion of a proof, over all the paths that make it. */
export interface ExplainedClaim {
  readonly name: string;
  /** On how many paths it is made, in how many of these rewriting alone decides it. */
  readonly claims: number;
  readonly byRewriting: number;
}

/** A cover, and a state that reaches it, replayed; `null` where none was found within the budget. */
export interface ExplainedCover {
  readonly name: string;
  readonly witness: Pick<Counterexample, 'inputs' | 'memory'> | null;
}

/** What a proof rests on, and its verdict; plain data. */
export interface Explanation {
  readonly verdict: Verdict;
  readonly failure: Failure | null;
  /** Name and version of what answered; empty where no solver was asked. */
  readonly solver: string;
  /** With what each stands for: "every value from 0 to 65535". */
  readonly inputs: readonly { readonly name: string; readonly values: string }[];
  readonly memories: readonly string[];
  /** As the states that reach the covers met them. */
  readonly assumptions: readonly SourceLine[];
  /** Names of the parts of the model that start in any state of a phase. */
  readonly parts: readonly string[];
  readonly paths: number;
  readonly claims: readonly ExplainedClaim[];
  readonly covers: readonly ExplainedCover[];
}

/** Checks a proof on a model in this process, and keeps what it rests on. Throws what its body throws. */
export async function explainProof(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
): Promise<Explanation> {
  const subject = new Subject(proof, model, options);
  const { value, session } = await inSession(options, (asked) => {
    const found = attempt(subject, { encoding: options.encoding, solver: () => asked });
    return { found, ...explainCovers(subject, found) };
  });
  const { found, covers, assumptions } = value;
  const { verdict, failure, exploration, declared } = found;
  return {
    ...{ verdict, failure, covers, assumptions },
    solver: session.name,
    inputs: [...declared.inputs.values()].map(({ input }) => ({
      name: input.name,
      values: valuesInWords(input),
    })),
    memories: [...declared.memories],
    parts: partsOf([...declared.inputs.values()]),
    paths: exploration.paths.length,
    claims: explainClaims(found),
  };
}

/** Parts of which some input is a field, by the prefix that the inputs' names have. */
function partsOf(inputs: readonly DeclaredInput[]): readonly string[] {
  const names = inputs.flatMap(({ input }) =>
    input.kind === 'integer' || input.field === undefined ? [] : [input.name.replace(/\.[^.]*$/, '')],
  );
  return [...new Set(names)];
}

function explainClaims({ exploration, prover }: Attempt): readonly ExplainedClaim[] {
  const names = new Set(exploration.obligations.map(({ name }) => name));
  return [...names].map((name) => {
    const claims = exploration.obligations.filter((obligation) => obligation.name === name);
    const decided = claims.filter((claim) => violation(prover, claim) === prover.terms.false);
    return { name, claims: claims.length, byRewriting: decided.length };
  });
}

function explainCovers(subject: Subject, found: Attempt): Pick<Explanation, 'covers' | 'assumptions'> {
  const assumptions = new Map<string, SourceLine>();
  const covers = found.declared.covers
    .filter((name) => !isOtherModel(found.declared, name))
    .map((name): ExplainedCover => {
      const state = witnessOf(subject, found, name);
      if (state === undefined) return { name, witness: null };
      const { inputs, memory, steps } = describe(name, state, subject.replay(state, true));
      for (const step of steps) {
        // What a part assumes of its state is what the model declares, and no line of the proof.
        if (step.kind === 'assumption' && step.at !== null && isTheirs({ path: resolve(step.at.file) }))
          assumptions.set(`${step.at.file}:${step.at.line}`, step.at);
      }
      return { name, witness: { inputs, memory } };
    });
  return { covers, assumptions: [...assumptions.values()] };
}

/** A state that reaches a cover when it is replayed, made small; `undefined` where no solver finds one in time. */
function witnessOf(
  subject: Subject,
  { exploration, prover, declared }: Attempt,
  name: string,
): ConcreteState | undefined {
  const run = (state: ConcreteState): Replay => subject.replay(state);
  const reaches = (state: ConcreteState): boolean => {
    const { context, stopped } = run(state);
    return context.covered.has(name) && stopped === null;
  };
  for (const { premise, condition } of exploration.covers.filter((cover) => cover.name === name)) {
    const answer = prover.satisfy(prover.terms.and(...premise, condition), COVER_LIMITS);
    if (answer.status !== 'sat') continue;
    const state = decode(answer.witness, declared.inputs, declared.memories);
    if (!reaches(state)) continue;
    const touched = (candidate: ConcreteState, memory: string) =>
      run(candidate).context.memories.get(memory)?.touched ?? [];
    const small = shrinkInputs(state, [...declared.inputs.values()], reaches);
    return shrinkRegions(shrinkBytes(small, touched, reaches), touched, reaches);
  }
  return undefined;
}
