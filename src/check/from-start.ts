import type { Counterexample } from '../proof/counterexample.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';

type Reached = NonNullable<NonNullable<Counterexample['induction']>['reached']>;

/** Steps of the solver for one sequence: what is not found by then is left open. */
const STEPS = 20_000_000;

/**
 * Whether the condition that a step of an induction breaks is broken from the start of the model, too, by few operations; `undefined` where
 * the lifecycle has no such search. `check` judges one proof.
 */
export async function searchFromStart(
  proof: Proof,
  model: Model | null,
  condition: string,
  options: CheckOptions,
  check: (proof: Proof, model: Model | null, options: CheckOptions) => Promise<ProofResult>,
): Promise<Reached | undefined> {
  const asked = proof.fromStart?.(model, condition) ?? [];
  if (asked.length === 0) return undefined;
  const quiet = {
    crossCheck: false,
    questions: null,
    pending: null,
    exploring: null,
    refuted: null,
  } as const;
  let [operations, isComplete] = [0, true];
  for (const one of asked) {
    const result = await check(one.proof, model, { ...options, ...quiet, until: 'first', rlimit: STEPS });
    operations = one.operations;
    const { counterexample, verdict, assertions } = result;
    if (verdict === 'refuted' && counterexample !== null)
      return { operations, isComplete, steps: callsIn(counterexample) };
    const isDecided = assertions.every(
      (claim) => claim.verdict === 'proved' || claim.verdict === 'not-reached',
    );
    if (!isDecided || !['proved', 'vacuous'].includes(verdict)) isComplete = false;
  }
  return { operations, isComplete, steps: null };
}

/** The calls that the proof makes, with what they return; not what happens within. */
function callsIn({ steps }: Counterexample): Counterexample['steps'] {
  let depth = 0;
  return steps.filter((step) => {
    if (step.kind === 'call') depth += 1;
    const isShown = (step.kind === 'call' || step.kind === 'return' || step.kind === 'trap') && depth === 1;
    if (step.kind === 'return') depth -= 1;
    return isShown;
  });
}
