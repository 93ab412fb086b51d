import { describe, expect, test } from 'vitest';
import { firecracker, firecrackerFineQueue } from '../../models/firecracker/index.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { allProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
import { BROKEN_DEVICES } from './broken-device.fixture.ts';
import { BROKEN_QUEUES } from './broken.fixture.ts';

const proofs = await allProofs();
const right = [firecracker, firecrackerFineQueue];

const cases = casesOf([...BROKEN_QUEUES, ...BROKEN_DEVICES]);

describe('the queue of Firecracker with one line wrong', () => {
  test.each(oneIn(10, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    const proof = [...proofs, ...model.ownProofs].find((one) => one.id === id);
    const whole = right.find(({ kind }) => kind === model.kind);
    if (proof === undefined || whole === undefined) throw new Error(`nothing to ask '${id}' of`);

    const { stopped } = await expectRefuted({ proof, model, right: whole, assertion });
    expect(stopped).toBeNull();
  });
});
