import { describe, expect, test } from 'vitest';
import { checkProof } from '../src/check/check.ts';
import { oneIn } from '../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../src/prover/options.ts';
import { splitDeviceProofs } from './all.fixture.ts';
import { small } from './third-implementation.fixture.ts';

const asked = [...small.ownProofs, ...(await splitDeviceProofs())].filter(({ needs }) =>
  needs.every((name) => small.capabilities.includes(name)),
);

// The proofs know nothing of it: whatever has the interface can be asked.
describe('an implementation that came later', () => {
  test('should be asked the most part of the proofs', () => {
    expect(asked.length).toBeGreaterThan(30);
  });

  test.each(oneIn(6, asked))('should be judged as it declares by $id', async (proof) => {
    const result = await checkProof(proof, small, DEFAULT_CHECK_OPTIONS);

    expect({ verdict: result.verdict, failure: result.failure?.message }).toMatchObject({
      verdict: Object.hasOwn(small.findings, proof.id) ? 'refuted' : 'proved',
    });
  });
});
