import type { Proof } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { spec } from '../models/spec/index.ts';
import { checkProof } from '../src/check/check.ts';
import { oneIn } from '../src/full.fixture.ts';
import { replay } from '../src/replay/replay.ts';
import { stateOf } from '../src/replay/rebuild.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { everySplitDeviceProof } from './all.fixture.ts';
import { BROKEN_CHAINS } from './broken-chains.fixture.ts';
import { BROKEN_SENTENCES, specWith } from './broken-sentences.fixture.ts';

const proofs = await everySplitDeviceProof();

const proofNamed = (id: string): Proof => {
  const found = proofs.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

const queues = BROKEN_SENTENCES.map(({ queue, ...rest }) => ({
  ...rest,
  model: specWith('broken', queue),
  right: spec,
}));
const cases = [...queues, ...BROKEN_CHAINS].flatMap(({ what, model, right, refutes }) =>
  Object.entries(refutes).map(([id, assertion]) => ({ what, model, right, id, assertion })),
);

describe('the reference queue with one sentence broken', () => {
  test.each(oneIn(9, cases))(
    'should be refuted by $id: $what',
    async ({ what, model, right, id, assertion }) => {
      const proof = proofNamed(id);

      const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

      expect({ what, verdict, message: failure?.message }).toEqual({
        what,
        verdict: 'refuted',
        message: `assertion '${assertion}' does not hold`,
      });
      if (counterexample === null) throw new Error('no counterexample');
      const state = stateOf(counterexample);
      expect(replay(proof, model, state).violated).toContain(assertion);
      // From the same state the reference keeps the assertion.
      expect(replay(proof, right, state).violated).not.toContain(assertion);
    },
  );
});
