import { describe, expect, test } from 'vitest';
import { specDriver } from '../../models/spec-driver/index.ts';
import { operationAt, visits } from '../../src/domain/visits.ts';
import { IS_FULL, oneIn } from '../../src/full.fixture.ts';
import { allProofs } from '../all.fixture.ts';
import { casesOf, expectRefuted } from '../refuting.fixture.ts';
import { toldApart } from '../told-apart.fixture.ts';
import { BROKEN_GIVING_UP } from './broken-giving-up.fixture.ts';
import { BROKEN_IN_ORDER } from './broken-in-order.fixture.ts';
import { BROKEN_NOTIFYING } from './broken-notifying.fixture.ts';
import { BROKEN_RINGS } from './broken-rings.fixture.ts';
import { BROKEN_DRIVERS } from './broken.fixture.ts';

const proofs = await allProofs();
const BROKEN = [...BROKEN_DRIVERS, ...BROKEN_GIVING_UP, ...BROKEN_NOTIFYING, ...BROKEN_RINGS];
const cases = casesOf([...BROKEN, ...BROKEN_IN_ORDER]);

describe('a driver with one thing wrong', () => {
  test.each(oneIn(24, cases))(
    'should be refuted by $id: $what',
    async ({ model, id, assertion, right = specDriver }) => {
      const proof = [...proofs, ...model.ownProofs].find((one) => one.id === id);
      if (proof === undefined) throw new Error(`there is no proof '${id}'`);

      await expectRefuted({ proof, model, right, assertion });
    },
  );
});

describe.runIf(IS_FULL)('a comparison', () => {
  test('should prove each operation of the reference equal to its own', async () => {
    visits.start();
    expect(await toldApart(specDriver, specDriver)).toBeNull();

    // All of them: a mutant that one enters which is not compared is not known to be equivalent.
    const called = visits.take().flatMap((place) => operationAt(place) ?? []);
    expect(called.toSorted()).toEqual(specDriver.operations?.toSorted());
  });

  // Of few: it takes as long to compare one as to prove several properties of it.
  test.each(BROKEN.filter((_, i) => i % 4 === 0))(
    'should tell it from a driver with one thing wrong: $what',
    async ({ model, right = specDriver }) => {
      expect(await toldApart(right, model)).not.toBeNull();
    },
  );
});

test('every property of drivers should be refuted by some breakage', () => {
  const refuted = new Set(cases.map(({ id }) => id));
  // Of where rings lie, which no driver decides here.
  const lemmas = ['order/ring-access'];
  const properties = proofs.filter(({ family }) => family === specDriver.kind).map(({ id }) => id);

  expect(properties.length).toBeGreaterThan(8);
  expect(properties.filter((id) => !refuted.has(id) && !lemmas.includes(id))).toEqual([]);
});
