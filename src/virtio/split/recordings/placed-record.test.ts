import { expect, test } from 'vitest';
import { encodeRecord } from '../../../conform/encode.ts';
import { JsonFields } from '../../../conform/fields.ts';
import type { JsonObject } from '../../../conform/json.ts';
import { isTable } from '../../../proof/state-schema.ts';
import { placedRecord } from './placed-record.ts';
import { derivingModel, modelWith } from './placed.fixture.ts';

const GIVEN = { size: 4, desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000', next_avail: 9 };

function placed(queue: JsonObject, model = modelWith(({ size }) => size), previous?: JsonObject): JsonObject {
  const before = previous && placedRecord(model, new JsonFields(previous, 'queue'), undefined);
  const values = Object.entries(placedRecord(model, new JsonFields(queue, 'queue'), before));
  return encodeRecord(
    Object.fromEntries(values.flatMap(([name, value]) => (isTable(value) ? [] : [[name, value]]))),
  );
}

test('should give a queue in use the private values that its phase fixes, or the least that it allows', () => {
  expect(placed(GIVEN)).toEqual({
    ...{ maxSize: 4, size: 4, ready: true, eventIdx: false, nextAvail: 9, nextUsed: 0, numAdded: 0 },
    ...{ seenAvail: 9, descTable: '0x1000', availRing: '0x2000', usedRing: '0x3000' },
    ...{ usedAgain: '0x3000', isMapped: true, limit: 5 },
  });
});

test('should give another queue the private values of one that was just made', () => {
  expect(placed({ ...GIVEN, ready: false })).toMatchObject({ usedAgain: '0x7', isMapped: false, limit: 9 });
});

test('should keep what is not recorded of a queue that goes on', () => {
  const again = placed({ ...GIVEN, used_ring: '0x4000' }, undefined, { ...GIVEN, next_used: 3 });
  expect(again).toMatchObject({ nextUsed: 3, usedRing: '0x4000', usedAgain: '0x3000' });
});

test('should refuse a state that a model cannot be put into', () => {
  expect(() =>
    placed(
      GIVEN,
      modelWith(({ size }) => size.add(1)),
    ),
  ).toThrow(
    'queue.size: the model cannot be put into this state: its view has 2 then; give its conformance adapter a restore',
  );
  expect(() => placed({ ...GIVEN, size: 3, max_size: 4 })).toThrow(
    'queue.size: expected a power of two from 1 to 32768, which the model declares, got 3',
  );
});

test('should find private values with which the view is as recorded, and as the format says of the rest', () => {
  const wanted = { ...GIVEN, next_used: 7, num_added: 3 };

  expect(placed(wanted, derivingModel())).toMatchObject({ signalled: 4, isSignalled: true, isMapped: true });
  expect(placed({ ...wanted, added_all: true }, derivingModel())).toMatchObject({ isSignalled: false });
  expect(placed({ ...GIVEN, next_used: 9 }, derivingModel(), wanted)).toMatchObject({ signalled: 4 });
});
