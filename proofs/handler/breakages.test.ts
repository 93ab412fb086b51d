import { describe, expect, test } from 'vitest';
import { referenceHandler } from '../../models/handler-reference/index.ts';
import { referenceVring } from '../../models/vring-reference/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { stateOf } from '../../src/replay/rebuild.fixture.ts';
import { replay } from '../../src/replay/replay.ts';
import { allProofs } from '../all.fixture.ts';
import { BROKEN_HANDLERS, BROKEN_RINGS } from './broken.fixture.ts';

const proofs = await allProofs();
const right = [referenceHandler, referenceVring];

const cases = [...BROKEN_HANDLERS, ...BROKEN_RINGS].flatMap(({ what, model, refutes }) =>
  Object.entries(refutes).map(([id, assertion]) => ({ what, model, id, assertion })),
);

describe('a handler with one thing wrong', () => {
  test.each(oneIn(8, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    const proof = [...proofs, ...model.ownProofs].find((one) => one.id === id);
    const whole = right.find(({ kind }) => kind === model.kind);
    if (proof === undefined || whole === undefined) throw new Error(`nothing to ask '${id}' of`);

    const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'refuted',
      message: `assertion '${assertion}' does not hold`,
    });
    if (counterexample === null) throw new Error('no counterexample');
    const state = stateOf(counterexample);
    expect(replay(proof, model, state).violated).toContain(assertion);
    // The fault is that of the broken one: from the same state the right one keeps the assertion.
    expect(replay(proof, whole, state).violated).not.toContain(assertion);
  });
});

test('every property of handlers should be refuted by some breakage', () => {
  const refuted = new Set(cases.map(({ id }) => id));
  const properties = proofs.filter(({ family }) => right.some(({ kind }) => kind === family));

  expect(properties.length).toBeGreaterThan(15);
  expect(properties.map(({ id }) => id).filter((id) => !refuted.has(id))).toEqual([]);
});
