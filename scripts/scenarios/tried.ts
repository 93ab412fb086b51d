import { readFileSync } from 'node:fs';
import type { GuestTest } from '../../proofs/split/scenarios/guest-tests.ts';
import { readScenario } from '../../src/cli/read-scenario.ts';
import type { Proof } from '../../src/proof/declare.ts';
import type { Model } from '../../src/proof/model.ts';
import type { ModelTrial } from '../../src/trial/model-trial.ts';
import { tryScenario } from '../../src/trial/try-scenario.ts';

const FOLDER = new URL('../../proofs/split/scenarios/', import.meta.url);

/** A test with what its scenario came to on each model, its proofs alone having been checked. */
export interface Tried {
  readonly test: GuestTest;
  /** None of a test without a scenario. */
  readonly trials: readonly ModelTrial[];
}

/** Runs the scenario of a test. Throws if the test names a proof that there is not. */
export function tried(test: GuestTest, models: readonly Model[], proofs: readonly Proof[]): Tried {
  if (test.scenario === null) return { test, trials: [] };
  const file = `${test.scenario}.json`;
  const { scenario } = readScenario(readFileSync(new URL(file, FOLDER), 'utf8'), file, models);
  const named = test.answer.by.map((id) => {
    const proof = proofs.find((one) => one.id === id);
    if (proof === undefined) throw new Error(`${test.name} names the proof '${id}', which there is not`);
    return proof;
  });
  const trials = models.map((model) => {
    const asked = named.filter(({ needs }) => needs.every((name) => model.capabilities.includes(name)));
    return tryScenario(scenario, model, asked);
  });
  return { test, trials };
}
