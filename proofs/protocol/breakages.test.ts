import { describe, expect, test } from 'vitest';
import { specDriverWithSpec } from '../../models/protocols/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
import { ROWS } from '../order/broken.fixture.ts';
import { BROKEN_ORDERS, inOrderPair } from './broken-in-order.fixture.ts';
import { BROKEN_OWNERS } from './broken-ownership.fixture.ts';
import { BROKEN_RESETS } from './broken-reset.fixture.ts';
import { BROKEN_PROTOCOLS } from './broken.fixture.ts';

const proofs = await allProofs();
const cases = casesOf([...BROKEN_PROTOCOLS, ...BROKEN_OWNERS, ...BROKEN_RESETS, ...BROKEN_ORDERS]);

describe('a side with one thing wrong', () => {
  test.each(oneIn(40, cases))(
    'should be refuted by $id: $what',
    async ({ model, id, assertion, right = specDriverWithSpec }) => {
      const proof = proofs.find((one) => one.id === id);
      if (proof === undefined) throw new Error(`there is no proof '${id}'`);

      await expectRefuted({ proof, model, right, assertion });
    },
  );
});

test.each(['initially-set-up', 'after-add-used-in-order', 'after-collect'])(
  'a pair with IN_ORDER should keep what each side knows of the other: %s',
  async (step) => {
    const proof = proofs.find(({ id }) => id === `protocol/notification/${step}`);
    if (proof === undefined) throw new Error('there is no such proof');

    const { verdict } = await checkProof(proof, inOrderPair, DEFAULT_CHECK_OPTIONS);

    expect(verdict).toBe('proved');
  },
);

test('every property of both sides should be refuted by some breakage', () => {
  const underModels = ROWS.flatMap(({ verdicts }) => Object.entries(verdicts))
    .filter(([, found]) => found.includes('R'))
    .map(([id]) => id);
  const refuted = new Set([...cases.map(({ id }) => id), ...underModels]);
  // Nothing is called in these: a side wakes up.
  const waking = /\/after-(driver|device)-wakes$/;
  // These write to no slot of the ring, so that only a stray write could break what holds of it: some others are refuted by one.
  const apart =
    /^protocol\/(available-ring\/after-write-used|used-ring\/after-(add-indirect|publish|should-kick|enable-used|disable-used))$/;
  const suppressing = /-ring\/after-(needs|enable|disable)-notification$/;
  const quiet = [waking, apart, suppressing];
  const properties = proofs.filter(({ family }) => family === specDriverWithSpec.kind).map(({ id }) => id);

  expect(properties.length).toBeGreaterThan(20);
  expect(properties.filter((id) => !refuted.has(id) && !quiet.some((one) => one.test(id)))).toEqual([]);
});
