import { expect, test } from 'vitest';
import { readable } from '../../models/firecracker/io-vec-buffer.ts';
import type { LoadState } from '../../models/io-vector.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/proof/options.ts';
import { vectors } from './broken-vector.fixture.ts';
import { loadAtomicReadable, loadLength } from './load.proof.ts';

const mended = vectors({
  readable: {
    push: (domain, memory, state, descriptor) => {
      const step = readable.push(domain, memory, state, descriptor);
      if (step.error === undefined) return step;
      const none: LoadState = { entries: domain.u16(0), length: domain.u32(0), room: state.room };
      return { ...step, state: none };
    },
  },
});

test.each([loadAtomicReadable, loadLength])(
  'should be proved of vectors that take a refused chain back: $id',
  async (proof) => {
    const { verdict, failure } = await checkProof(proof, mended, DEFAULT_CHECK_OPTIONS);

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  },
);
