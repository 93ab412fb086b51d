import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { oneIn, unless } from '../../src/full.fixture.ts';
import { replay } from '../../src/replay/replay.ts';
import { stateOf } from '../../src/replay/rebuild.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { splitDeviceProofs } from '../all.fixture.ts';
import { BROKEN_WALKS } from './broken-walks.fixture.ts';
import { linewiseWalkModel } from './linewise-walk.fixture.ts';

const proofs = (await splitDeviceProofs()).filter(({ id }) => id.startsWith('chain/'));

const proofNamed = (id: string) => {
  const found = proofs.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

describe('the walk of rust-vmm, taken apart', () => {
  const model = linewiseWalkModel();

  test.each(oneIn(16, proofs))('should be judged as expected by $id', async (proof) => {
    const result = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

    expect(result.failure).toEqual(result.expected === 'proved' ? null : expect.anything());
    expect(result.verdict).toBe(result.expected);
  });
});

const cases = BROKEN_WALKS.flatMap(({ what, lines, refutes }) =>
  Object.entries(refutes).map(([id, assertion]) => ({ what, lines, id, assertion })),
);

const isSlow = ({ id }: { readonly id: string }): boolean => id === 'chain/agrees-with-specification';

describe('a walk with one line wrong', () => {
  test.each(unless(isSlow, oneIn(20, cases)))(
    'should be refuted by $id: $what',
    async ({ lines, id, assertion }) => {
      const [proof, model] = [proofNamed(id), linewiseWalkModel(lines)];

      const { verdict, failure, counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);

      expect({ verdict, message: failure?.message }).toEqual({
        verdict: 'refuted',
        message: `assertion '${assertion}' does not hold`,
      });
      if (counterexample === null) throw new Error('no counterexample');
      const state = stateOf(counterexample);
      expect(replay(proof, model, state).violated).toContain(assertion);
      // The fault is the line's: from the same state the right walk breaks nothing.
      expect(replay(proof, rustVmm, state)).toMatchObject({ violated: [], stopped: null });
    },
  );
});
