import { describe, expect, test } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { oneIn, unless } from '../../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { splitDeviceProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
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

const cases = casesOf(BROKEN_WALKS);

const isSlow = ({ id }: { readonly id: string }): boolean => id === 'chain/agrees-with-specification';

describe('a walk with one line wrong', () => {
  test.each(unless(isSlow, oneIn(20, cases)))(
    'should be refuted by $id: $what',
    async ({ lines, id, assertion }) => {
      const asked = { proof: proofNamed(id), model: linewiseWalkModel(lines), assertion };
      // The right walk breaks nothing at all.
      expect(await expectRefuted({ ...asked, right: rustVmm })).toMatchObject({
        violated: [],
        stopped: null,
      });
    },
  );
});
