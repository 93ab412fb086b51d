import { describe, expect, test } from 'vitest';
import { firecrackerDeque, firecrackerIoVector } from '../../models/firecracker/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { stateOf } from '../../src/replay/rebuild.fixture.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { replay } from '../../src/replay/replay.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';
import { BROKEN_COPYING } from './broken-copying.fixture.ts';
import { BROKEN_DEQUE } from './broken-deque.fixture.ts';
import { BROKEN_LOADING } from './broken-loading.fixture.ts';
import { BROKEN_WHOLE } from './broken-whole.fixture.ts';

const proofs = await allProofs();
const right = [firecrackerIoVector, firecrackerDeque];

const cases = [...BROKEN_LOADING, ...BROKEN_COPYING, ...BROKEN_DEQUE, ...BROKEN_WHOLE].flatMap(
  ({ what, model, refutes }) =>
    Object.entries(refutes).map(([id, assertion]) => ({ what, model, id, assertion })),
);

describe('a vector with one line wrong', () => {
  test.each(oneIn(20, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
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
    // The fault is the line's: from the same state the right vector keeps the assertion.
    const replayed = replay(proof, whole, state);
    expect(replayed.stopped).toBeNull();
    expect(replayed.violated).not.toContain(assertion);
  });
});
