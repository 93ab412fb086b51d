import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf } from '../../domain/concrete.ts';
import type { Descriptor, WalkState } from './descriptor-chain.ts';
import type { SplitDeviceState } from './interface.ts';
import * as wellFormed from './well-formed.ts';
import { descriptorAt, isReadableAfterWritable, isWellFormedStep, stepErrors } from './well-formed-chain.ts';
import {
  AVAIL_RING,
  DESC_TABLE,
  INDIRECT,
  memoryOf,
  NEXT,
  plain,
  put16,
  putTable,
  stateOf,
  WRITE,
} from '../../../models/spec/spec.fixture.ts';

describe('a queue', () => {
  test.each<[Partial<SplitDeviceState>, boolean]>([
    [{}, true],
    [{ nextAvail: domain.u16(8) }, true],
    [{ nextAvail: domain.u16(9) }, false],
    [{ nextUsed: domain.u16(1) }, false],
    [{ nextAvail: domain.u16(3), nextUsed: domain.u16(65533) }, true],
  ])('should hold as many chains as it has entries: %o', (changes, expected) => {
    expect(truthOf(wellFormed.isInFlightBounded(stateOf(changes)))).toBe(expected);
  });

  test.each([
    [8, true],
    [9, false],
    [65535, false],
  ])('should have an idx that is not too far ahead: %i', (idx, expected) => {
    const memory = memoryOf();
    put16(memory, AVAIL_RING + 2n, idx);
    expect(truthOf(wellFormed.isAvailIdxBounded(stateOf(), memory))).toBe(expected);
    expect(memory.events.all).toEqual([]);
  });

  test('should have ring words within regions', () => {
    const isAccessible = (base: bigint, size: bigint) =>
      truthOf(wellFormed.areRingWordsAccessible(stateOf(), memoryOf(base, size)));
    expect(isAccessible(0x2000n, 0x1046n)).toBe(true);
    expect(isAccessible(0x2000n, 0x1045n)).toBe(false);
    expect(isAccessible(0x1fffn, 0x2000n)).toBe(false);
    const overflowing = stateOf({ usedRing: domain.u64(2n ** 64n - 4n) });
    expect(truthOf(wellFormed.areRingWordsAccessible(overflowing, memoryOf()))).toBe(false);
  });
});

const STEP: WalkState = {
  table: domain.u64(DESC_TABLE),
  entries: domain.u16(4),
  index: domain.u16(0),
  remaining: domain.u16(2),
  bytes: domain.u32(5),
  indirect: domain.bool(false),
};

function descriptor(flags: number, len: number, next = 0): Descriptor {
  return { addr: domain.u64(0x5000), len: domain.u32(len), flags: domain.u16(flags), next: domain.u16(next) };
}

describe('a step', () => {
  test.each<[string, Partial<WalkState>, Descriptor, readonly string[]]>([
    ['an element', {}, descriptor(0, 16, 9), []],
    ['an element that goes on', {}, descriptor(NEXT, 2 ** 32 - 5, 3), []],
    ['a table', {}, descriptor(INDIRECT | WRITE, 32, 9), []],
    ['a head', { index: domain.u16(4) }, descriptor(0, 1), ['HeadOutOfRange']],
    ['next', {}, descriptor(NEXT, 1, 4), ['NextOutOfRange']],
    ['a loop', { remaining: domain.u16(1) }, descriptor(NEXT, 1, 0), ['Loop']],
    ['bytes', {}, descriptor(0, 2 ** 32 - 4), ['TooLong']],
    ['table length', {}, descriptor(INDIRECT, 17), ['InvalidTableLength']],
    ['table and next', {}, descriptor(INDIRECT | NEXT, 16, 1), ['IndirectWithNext']],
    ['nested table', { indirect: domain.bool(true) }, descriptor(INDIRECT, 16), ['NestedIndirect']],
  ])('should show what is wrong with %s', (_, changes, found, expected) => {
    const state = { ...STEP, ...changes };
    const errors = Object.entries(plain(stepErrors(state, found))).flatMap(([kind, holds]) =>
      holds ? [kind] : [],
    );
    expect(errors).toEqual(expected);
    expect(truthOf(isWellFormedStep(state, found, memoryOf()))).toBe(expected.length === 0);
  });

  test('should be malformed where its table is not mapped', () => {
    expect(truthOf(isWellFormedStep(STEP, descriptor(INDIRECT, 16), memoryOf(0x1000n, 0x4008n)))).toBe(false);
  });

  test.each([
    [WRITE, 0, true],
    [WRITE, WRITE, false],
    [0, WRITE, false],
    [0, 0, false],
  ])('should find a readable descriptor after a writable one: %i, %i', (first, second, expected) => {
    expect(truthOf(isReadableAfterWritable(descriptor(first, 1), descriptor(second, 1)))).toBe(expected);
  });
});

test('should look at a descriptor without an access', () => {
  const memory = memoryOf();
  putTable(memory, DESC_TABLE, {}, { addr: 0x1234n, len: 7, flags: 3, next: 2 });
  const found = descriptorAt(memory, domain.u64(DESC_TABLE), domain.u16(1));
  expect(plain(found)).toEqual({ addr: 0x1234n, len: 7n, flags: 3n, next: 2n });
  expect(memory.events.all).toEqual([]);
});
