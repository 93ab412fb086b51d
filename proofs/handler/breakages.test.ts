import { describe, expect, test } from 'vitest';
import { crosvmMrgRx } from '../../models/handler-crosvm/index.ts';
import { firecrackerInflate, firecrackerStats } from '../../models/handler-firecracker/index.ts';
import { referenceHandler } from '../../models/handler-reference/index.ts';
import { referenceVring } from '../../models/vring-reference/index.ts';
import { checkProof } from '../../src/check/check.ts';
import { oneIn } from '../../src/full.fixture.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { allProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
import { toldApart } from '../told-apart.fixture.ts';
import { BROKEN_BLOCKS } from './broken-block.fixture.ts';
import { BROKEN_COMPLETIONS } from './broken-completions.fixture.ts';
import { BROKEN_BATCHES, BROKEN_FRAMES } from './broken-frames.fixture.ts';
import { BROKEN_IDS } from './broken-ids.fixture.ts';
import { BROKEN_KEPT } from './broken-kept.fixture.ts';
import { BROKEN_NOTIFICATIONS } from './broken-notifications.fixture.ts';
import { BROKEN_RECORDS } from './broken-records.fixture.ts';
import { BROKEN_REQUESTS } from './broken-requests.fixture.ts';
import { BROKEN_RINGS } from './broken-rings.fixture.ts';
import { BROKEN_HANDLERS, keepingHandler } from './broken.fixture.ts';

const proofs = await allProofs();
const right = [referenceHandler, referenceVring, crosvmMrgRx, firecrackerInflate, firecrackerStats];

const rings = [...BROKEN_RINGS, ...BROKEN_REQUESTS, ...BROKEN_RECORDS];
const cases = casesOf([
  ...BROKEN_HANDLERS,
  ...BROKEN_BLOCKS,
  ...BROKEN_COMPLETIONS,
  ...BROKEN_NOTIFICATIONS,
  ...BROKEN_FRAMES,
  ...BROKEN_BATCHES,
  ...BROKEN_KEPT,
  ...BROKEN_IDS,
  ...rings,
]);

describe('a handler with one thing wrong', () => {
  test.each(oneIn(8, cases))('should be refuted by $id: $what', async ({ model, id, assertion }) => {
    const proof = [...proofs, ...model.ownProofs].find((one) => one.id === id);
    const whole = right.find(
      ({ kind, capabilities }) =>
        kind === model.kind && proof?.needs.every((each) => capabilities.includes(each)),
    );
    if (proof === undefined || whole === undefined) throw new Error(`nothing to ask '${id}' of`);

    await expectRefuted({ proof, model, right: whole, assertion });
  });
});

describe('a comparison', () => {
  test('should prove each operation of the reference equal to its own', async () => {
    expect(await toldApart(referenceHandler, referenceHandler)).toBeNull();
  });

  test.each(oneIn(8, [...BROKEN_HANDLERS, ...BROKEN_BLOCKS, ...BROKEN_COMPLETIONS, ...BROKEN_NOTIFICATIONS]))(
    'should tell it from a handler with one thing wrong: $what',
    async ({ model }) => {
      expect(await toldApart(referenceHandler, model)).not.toBeNull();
    },
  );

  test.each(oneIn(2, BROKEN_FRAMES))(
    'should tell it from what receives wrongly: $what',
    async ({ model }) => {
      expect(await toldApart(crosvmMrgRx, model)).not.toBeNull();
    },
  );

  test('should prove each request to the reference, and what it records, equal to its own', async () => {
    expect(await toldApart(referenceVring, referenceVring)).toBeNull();
  });

  test.each(oneIn(8, rings))('should tell it from a ring with one thing wrong: $what', async ({ model }) => {
    expect(await toldApart(referenceVring, model)).not.toBeNull();
  });
});

test('a stop that keeps what is in flight should be proved', async () => {
  const stop = proofs.find(({ id }) => id === 'handler/stop');
  if (stop === undefined) throw new Error('no proof of a stop');

  expect(await checkProof(stop, keepingHandler, DEFAULT_CHECK_OPTIONS)).toMatchObject({ verdict: 'proved' });
});

test('every property of handlers should be refuted by some breakage', () => {
  const refuted = new Set(cases.map(({ id }) => id));
  const properties = proofs.filter(({ family }) => right.some(({ kind }) => kind === family));

  expect(properties.length).toBeGreaterThan(15);
  expect(properties.map(({ id }) => id).filter((id) => !refuted.has(id))).toEqual([]);
});
