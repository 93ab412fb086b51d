import { expect, test } from 'vitest';
import { Walk } from '../../../../models/spec/walk.ts';
import { JsonFields } from '../../../conform/fields.ts';
import { encodeRecord } from '../../../conform/encode.ts';
import type { JsonObject } from '../../../conform/json.ts';
import { concreteDomain } from '../../../domain/concrete.ts';
import { ok } from '../../../domain/result.ts';
import type { U16 } from '../../../domain/word.ts';
import { bool, powerOfTwo, u16, u32, u64 } from '../../../proof/state-schema.ts';
import { queuePart, walkPart, type SplitDeviceModel } from '../interface.ts';
import { placedRecord } from './placed-record.ts';

/** A queue with fields of its own: an address that it keeps twice, a flag, and a limit. Its view has the size that `size` says. */
function modelWith(size: (s: { readonly size: U16 }) => U16): SplitDeviceModel {
  const state = {
    ...{ maxSize: powerOfTwo(), size: powerOfTwo(), ready: bool(), eventIdx: bool() },
    ...{ nextAvail: u16(), nextUsed: u16(), numAdded: u16(), seenAvail: u16() },
    ...{ descTable: u64(), availRing: u64(), usedRing: u64() },
    ...{ usedAgain: u64(), isMapped: bool(), limit: u32({ min: 3 }) },
  };
  const fresh = (maxSize: U16): object => {
    const [no, none, zero] = [concreteDomain.bool(false), concreteDomain.u16(0), concreteDomain.u64(0)];
    return {
      ...{ maxSize, size: maxSize, ready: no, eventIdx: no, nextAvail: none, nextUsed: none },
      ...{ numAdded: none, seenAvail: none, descTable: zero, availRing: zero, usedRing: zero },
      ...{ usedAgain: concreteDomain.u64(7), isMapped: no, limit: concreteDomain.u32(9) },
    };
  };
  const nothing = () => ok();
  return {
    make: (_domain, maxSize) => ok(fresh(maxSize)),
    queue: queuePart({
      state,
      phases: {
        active: {
          fields: { ready: true, usedAgain: { same: 'usedRing' }, isMapped: true, limit: { min: 5 } },
        },
      },
      instance: (_domain, fields) => ({ ...fields }),
      view: (s) => ({ ...s, size: size(s) }),
      operations: {
        ...{ setUp: nothing, activate: nothing, pop: () => ok(undefined), addUsed: nothing },
        needsNotification: () => ok(concreteDomain.bool(false)),
        enableNotification: () => ok(concreteDomain.bool(false)),
      },
    }),
    walk: walkPart({
      state: {
        ...{ table: u64(), entries: u16(), index: u16(), remaining: u16(), bytes: u32() },
        ...{ indirect: bool(), isFull: bool() },
      },
      instance: (domain, fields) => new Walk(domain, fields),
      view: (s) => s,
      operations: { next: (walk, memory) => walk.next(memory) },
    }),
  };
}

const GIVEN = { size: 4, desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000', next_avail: 9 };

function placed(queue: JsonObject, model = modelWith(({ size }) => size), previous?: JsonObject): JsonObject {
  const before = previous && placedRecord(model, new JsonFields(previous, 'queue'), undefined);
  return encodeRecord(placedRecord(model, new JsonFields(queue, 'queue'), before));
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
