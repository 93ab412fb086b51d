import { describe, expect, test } from 'vitest';
import { concreteDomain as domain } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { SpecQueue, type QueueState } from './queue.ts';
import { errorOf, memoryOf, notReady, queueOf, stateOf, valueIn } from './spec.fixture.ts';

/** Areas that are not what activation lets pass, by what is wrong with them. */
const UNUSABLE: readonly [string, Partial<QueueState>][] = [
  ['not ready', notReady],
  ['no size', { size: domain.u16(0) }],
  ['a size that is no power of two', { size: domain.u16(3) }],
  ['a size above the largest', { size: domain.u16(32) }],
  ['a misaligned descriptor table', { descTable: domain.u64(0x1008) }],
  ['a misaligned available ring', { availRing: domain.u64(0x2001) }],
  ['a misaligned used ring', { usedRing: domain.u64(0x3002) }],
  ['a descriptor table that begins before memory', { descTable: domain.u64(0xff0) }],
  ['an available ring whose used_event is not mapped', { availRing: domain.u64(0xffec) }],
  ['a used ring whose avail_event is not mapped', { usedRing: domain.u64(0xffbc) }],
  ['an area at the end of all addresses', { usedRing: domain.u64(2n ** 64n - 4n) }],
  [
    'a used ring that ends in the descriptor table',
    { usedRing: domain.u64(0xfbc + 0x1000), descTable: domain.u64(0x2000) },
  ],
  ['a used ring that begins in the descriptor table', { usedRing: domain.u64(0x107c) }],
  ['a used ring that ends in the available ring', { usedRing: domain.u64(0x1fbc) }],
];

describe('activation', () => {
  test.each(UNUSABLE)('should refuse %s', (_, changes) => {
    const memory = memoryOf();
    const queue = queueOf(changes);
    expect(errorOf(queue.activate(memory))).toBe('InvalidQueue');
    expect(queue.state).toEqual(stateOf(changes));
    expect(memory.events.all).toEqual([]);
  });

  test.each<[string, Partial<QueueState>]>([
    ['areas that end with memory', { usedRing: domain.u64(0xffb8) }],
    ['a used ring right behind the descriptor table', { usedRing: domain.u64(0x1080) }],
    [
      'a used ring right before the available ring',
      { usedRing: domain.u64(0x1fb8), availRing: domain.u64(0x1ffe) },
    ],
    ['an available ring in unused descriptors', { availRing: domain.u64(0x1000) }],
  ])('should let %s pass', (_, changes) => {
    expect(errorOf(queueOf(changes).activate(memoryOf()))).toBeUndefined();
  });

  test('should let areas pass that go across adjacent regions', () => {
    const memory = new ConcreteMemory([
      { base: 0x1000n, size: 0x40n },
      { base: 0x1040n, size: 0x3000n },
    ]);
    expect(errorOf(queueOf().activate(memory))).toBeUndefined();
  });
});

describe('restoring', () => {
  test('should keep every field', () => {
    const saved = stateOf({
      nextAvail: domain.u16(65535),
      nextUsed: domain.u16(65530),
      numAdded: domain.u16(2),
    });
    expect(valueIn(SpecQueue.restore(domain, saved, memoryOf())).state).toEqual(saved);
  });

  test.each<[Partial<QueueState>, string]>([
    [{ maxSize: domain.u16(12) }, 'InvalidMaxSize'],
    [{ size: domain.u16(32) }, 'InvalidSize'],
    [{ descTable: domain.u64(8) }, 'InvalidDescTableAlign'],
    [{ availRing: domain.u64(1) }, 'InvalidAvailRingAlign'],
    [{ usedRing: domain.u64(2) }, 'InvalidUsedRingAlign'],
    [{ usedRing: domain.u64(0x10000) }, 'InvalidQueue'],
    [{ nextAvail: domain.u16(30), nextUsed: domain.u16(31) }, 'InvalidQueue'],
  ])('should refuse %o', (changes, kind) => {
    expect(errorOf(SpecQueue.restore(domain, stateOf(changes), memoryOf()))).toBe(kind);
  });

  test('should not ask for the areas of a queue that is not ready', () => {
    const saved = stateOf({ ...notReady, usedRing: domain.u64(0x10000) });
    expect(valueIn(SpecQueue.restore(domain, saved, memoryOf())).state).toEqual(saved);
  });
});
