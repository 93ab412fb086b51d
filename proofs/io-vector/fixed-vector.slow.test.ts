import { expect, test } from 'vitest';
import { readableRounds } from '../../models/firecracker/iovec-steps.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { vectors } from './broken-vector.fixture.ts';
import { FORGETFUL } from './broken-whole.fixture.ts';
import { load } from './load-whole.proof.ts';
import { loadAtomicReadable, loadLength } from './load.proof.ts';

const fixed = vectors({
  readable: {
    push: (loading, memory, descriptor) => {
      const { domain } = loading;
      const step = readableRounds.push(loading, memory, descriptor);
      if (step.error !== undefined) Object.assign(loading, { entries: domain.u16(0), length: domain.u32(0) });
      return step;
    },
  },
});

test.each([loadAtomicReadable, loadLength])(
  'should be proved of vectors that take a refused chain back: $id',
  async (proof) => {
    const { verdict, failure } = await checkProof(proof, fixed, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  },
);

test('should be an error of a vector that changes a flag that it does not declare', async () => {
  const { verdict, failure } = await checkProof(load, FORGETFUL, DEFAULT_CHECK_OPTIONS);

  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'error',
    message:
      "the property 'hasLoaded' of the readable_vector after load would be lost: the schema does not declare it",
  });
});
