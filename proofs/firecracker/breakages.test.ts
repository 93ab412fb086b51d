import { describe, expect, test } from 'vitest';
import { firecracker, firecrackerFineQueue } from '../../models/firecracker/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { stateOf } from '../../src/replay/rebuild.fixture.ts';
import { oneIn, unless } from '../../src/full.fixture.ts';
import { replay } from '../../src/replay/replay.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';
import { BROKEN_DEVICES } from './broken-device.fixture.ts';
import { BROKEN_QUEUES } from './broken.fixture.ts';

const proofs = await allProofs();
const right = [firecracker, firecrackerFineQueue];

const cases = [...BROKEN_QUEUES, ...BROKEN_DEVICES].flatMap(({ what, model, refutes }) =>
  Object.entries(refutes).map(([id, assertion]) => ({ what, model, id, assertion })),
);

const isSlow = ({ id }: { readonly id: string }): boolean => id === 'firecracker/batch-element';

describe('the queue of Firecracker with one line wrong', () => {
  test.each(unless(isSlow, oneIn(10, cases)))(
    'should be refuted by $id: $what',
    async ({ model, id, assertion }) => {
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
      // The fault is the line's: from the same state the right queue keeps the assertion.
      const replayed = replay(proof, whole, state);
      expect(replayed.stopped).toBeNull();
      expect(replayed.violated).not.toContain(assertion);
    },
  );
});
