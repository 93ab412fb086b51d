import type { Proof } from 'ringproof';
import { describe, test } from 'vitest';
import { spec } from '../models/spec/index.ts';
import { oneIn } from '../src/full.fixture.ts';
import { everySplitDeviceProof } from './all.fixture.ts';
import { BROKEN_BATCHES } from './broken-batch.fixture.ts';
import { BROKEN_CHAINS } from './broken-chains.fixture.ts';
import { BROKEN_SENTENCES, specWith } from './broken-sentences.fixture.ts';
import { casesOf, expectRefuted } from './refuting.fixture.ts';

const proofs = await everySplitDeviceProof();

const proofNamed = (id: string): Proof => {
  const found = proofs.find((proof) => proof.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return found;
};

const queues = [...BROKEN_SENTENCES, ...BROKEN_BATCHES].map(({ queue, ...rest }) => ({
  ...rest,
  model: specWith('broken', queue),
  right: spec,
}));
const cases = casesOf([...queues, ...BROKEN_CHAINS]);

describe('the reference queue with one sentence broken', () => {
  test.each(oneIn(9, cases))('should be refuted by $id: $what', async ({ model, right, id, assertion }) => {
    await expectRefuted({ proof: proofNamed(id), model, right, assertion });
  });
});
