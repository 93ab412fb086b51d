import { describe, expect, test } from 'vitest';
import { firecrackerDeque, firecrackerIoVector } from '../../models/firecracker/index.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { allProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
import { BROKEN_COPYING } from './broken-copying.fixture.ts';
import { BROKEN_DEQUE } from './broken-deque.fixture.ts';
import { BROKEN_LOADING } from './broken-loading.fixture.ts';
import { BROKEN_WHOLE } from './broken-whole.fixture.ts';

const proofs = await allProofs();
const right = [firecrackerIoVector, firecrackerDeque];

const cases = casesOf([...BROKEN_LOADING, ...BROKEN_COPYING, ...BROKEN_DEQUE, ...BROKEN_WHOLE]);

describe('a vector with one line wrong', () => {
  test.each(oneIn(20, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    const proof = [...proofs, ...model.ownProofs].find((one) => one.id === id);
    const whole = right.find(({ kind }) => kind === model.kind);
    if (proof === undefined || whole === undefined) throw new Error(`nothing to ask '${id}' of`);

    const { stopped } = await expectRefuted({ proof, model, right: whole, assertion });
    expect(stopped).toBeNull();
  });
});
