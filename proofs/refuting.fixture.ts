import type { Model, Proof } from 'ringproof';
import { expect } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { stateOf } from '../src/replay/rebuild.fixture.ts';
import { replay, type Replay } from '../src/replay/replay.ts';

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
 * model keeps the assertion. Returns how that went.
 */
export async function expectRefuted({ proof, model, right, assertion }: Refuting): Promise<Replay> {
  const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'refuted',
    message: `assertion '${assertion}' does not hold`,
  });
  if (counterexample === null) throw new Error('no counterexample');
  expect(counterexample.assertion).toBe(assertion);
  const state = stateOf(counterexample);
  expect(replay(proof, model, state).violated).toContain(assertion);
  const replayed = replay(proof, right, state);
  expect(replayed.stopped?.kind).not.toBe('thrown');
  expect(replayed.violated).not.toContain(assertion);
  return replayed;
}

/** One case for each proof that refutes a broken model. */
export function casesOf<B extends { readonly refutes: Readonly<Record<string, string>> }>(
  broken: readonly B[],
): readonly (Omit<B, 'refutes'> & { readonly id: string; readonly assertion: string })[] {
  return broken.flatMap(({ refutes, ...rest }) =>
    Object.entries(refutes).map(([id, assertion]) => ({ ...rest, id, assertion })),
  );
}
