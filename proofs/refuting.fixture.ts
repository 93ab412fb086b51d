import type { Model, Proof } from 'ringproof';
import { expect } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { IS_FULL } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS, type Until } from '../src/prover/options.ts';
import { stateOf } from '../src/replay/rebuild.fixture.ts';
import { replay, type Replay } from '../src/replay/replay.ts';
import type { ProofResult } from '../src/result/verdict.ts';

/** A proof, a model with one thing wrong that it is to refute, and the model as it is right. */
export interface Refuting {
  readonly proof: Proof;
  readonly model: Model;
  readonly right: Model;
  /** The assertion that the counterexample is to break. */
  readonly assertion: string;
}

/**
 * Expects that the wrong model is refuted by this assertion, on replay too, and that the fault is its own: from the same state the right
 * model keeps the assertion. In full, where cases are many, the first counterexample that shows this is enough. Returns how that went.
 */
export async function expectRefuted(refuting: Refuting): Promise<Replay> {
  const brief = IS_FULL ? shownBy(await checked(refuting, 'first'), refuting) : null;
  if (brief !== null) return brief;
  const { assertion } = refuting;
  const result = await checked(refuting, 'smallest');

  const { verdict, failure, counterexample } = result;
  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'refuted',
    message: `assertion '${assertion}' does not hold`,
  });
  expect(counterexample?.assertion).toBe(assertion);
  const shown = shownBy(result, refuting);
  if (shown === null) throw new Error(`its counterexample does not show '${assertion}'`);
  return shown;
}

const checked = ({ proof, model }: Refuting, until: Until): Promise<ProofResult> =>
  checkProof(proof, model, { ...DEFAULT_CHECK_OPTIONS, until });

/** How the right model goes from the state of a counterexample; `null` unless only the wrong one breaks the assertion there. */
function shownBy(
  { counterexample, failure }: ProofResult,
  { proof, model, right, assertion }: Refuting,
): Replay | null {
  if (
    counterexample?.assertion !== assertion ||
    failure?.message !== `assertion '${assertion}' does not hold`
  )
    return null;
  const state = stateOf(counterexample);
  const replayed = replay(proof, right, state);
  const isShown =
    replay(proof, model, state).violated.includes(assertion) &&
    replayed.stopped?.kind !== 'thrown' &&
    !replayed.violated.includes(assertion);
  return isShown ? replayed : null;
}

/** One case for each proof that refutes a broken model. */
export function casesOf<B extends { readonly refutes: Readonly<Record<string, string>> }>(
  broken: readonly B[],
): readonly (Omit<B, 'refutes'> & { readonly id: string; readonly assertion: string })[] {
  return broken.flatMap(({ refutes, ...rest }) =>
    Object.entries(refutes).map(([id, assertion]) => ({ ...rest, id, assertion })),
  );
}
