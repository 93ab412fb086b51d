import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { AVAIL_RING, DESC_TABLE, USED_RING, memory, outcome, queue, trapOf } from './queue.fixture.ts';
import { nullPointers, Queue } from './queue.ts';

const unset = nullPointers(domain);
const pointers = ({ descTablePtr, availRingPtr, usedRingPtr }: Queue) =>
  [descTablePtr, availRingPtr, usedRingPtr].map(valueOf);
const areSet = ({ isDescTableSet, isAvailRingSet, isUsedRingSet }: Queue) =>
  [isDescTableSet, isAvailRingSet, isUsedRingSet].map(truthOf);

test('should make a queue of the largest size with no pointers, whatever that size is', () => {
  const made = Queue.new(domain, domain.u16(5));

  expect([made.maxSize, made.size, made.nextAvail, made.nextUsed, made.numAdded].map(valueOf)).toEqual([
    5n,
    5n,
    0n,
    0n,
    0n,
  ]);
  expect([made.ready, made.usesNotifSuppression].map(truthOf)).toEqual([false, false]);
  expect(areSet(made)).toEqual([false, false, false]);
  expect(trapOf(() => made.availRingIdxGet(memory()))).toBe('host pointer');
});

describe('initialize', () => {
  test('should make the pointers of the present addresses, without an access', () => {
    const [q, mem] = [queue(unset), memory()];

    expect(outcome(q.initialize(mem))).toBe('ok');

    expect(pointers(q)).toEqual([0x1000n, 0x2000n, 0x3000n]);
    expect(areSet(q)).toEqual([true, true, true]);
    expect(mem.events.all).toEqual([]);
  });

  test('should keep the pointers when addresses are set later', () => {
    const [q, mem] = [queue(unset), memory()];
    q.initialize(mem);
    q.availRingAddress = domain.u64(0x2800);
    mem.setBytes(BigInt(AVAIL_RING + 2), Uint8Array.of(7, 0));

    expect(valueOf(q.availRingIdxGet(mem))).toBe(7n);
  });

  test.each([
    ['NotReady', { ready: domain.bool(false), size: domain.u16(3) }],
    ['InvalidSize', { size: domain.u16(0) }],
    ['InvalidSize', { size: domain.u16(6) }],
    ['InvalidSize', { size: domain.u16(32) }],
    ['PointerNotAligned', { descTableAddress: domain.u64(DESC_TABLE + 8) }],
    ['PointerNotAligned', { availRingAddress: domain.u64(AVAIL_RING + 1) }],
    ['PointerNotAligned', { usedRingAddress: domain.u64(USED_RING + 2) }],
    ['MemoryError', { descTableAddress: domain.u64(0x3f90) }],
    ['MemoryError', { availRingAddress: domain.u64(0x3fec) }],
    ['MemoryError', { usedRingAddress: domain.u64(0x3fbc) }],
    ['MemoryError', { usedRingAddress: domain.u64(2n ** 64n - 4n) }],
  ])('should refuse with %s', (kind, changes) => {
    expect(outcome(queue({ ...unset, ...changes }).initialize(memory()))).toBe(kind);
  });

  test('should accept areas up to the last byte of the region', () => {
    // 16 × 8, 2 × 8 + 6 and 8 × 8 + 6 bytes.
    const changes = [
      { descTableAddress: domain.u64(0x3f80) },
      { availRingAddress: domain.u64(0x3fea) },
      { usedRingAddress: domain.u64(0x3fb8) },
    ];
    expect(changes.map((change) => outcome(queue(change).initialize(memory())))).toEqual(['ok', 'ok', 'ok']);
  });

  test('should refuse an area that runs on into the next region', () => {
    const mem = new ConcreteMemory([
      { base: 0x1000n, size: 0x40n },
      { base: 0x1040n, size: 0x2fc0n },
    ]);
    expect(outcome(queue(unset).initialize(mem))).toBe('MemoryError');
  });

  test('should leave the pointers made before the area that is refused', () => {
    const q = queue({ ...unset, usedRingAddress: domain.u64(0x3002) });

    expect(outcome(q.initialize(memory()))).toBe('PointerNotAligned');

    expect(pointers(q)).toEqual([0x1000n, 0x2000n, 0n]);
    expect(areSet(q)).toEqual([true, true, false]);
  });

  test('should look at alignment before it looks at memory, one area after the other', () => {
    const q = queue({ descTableAddress: domain.u64(0x9000), availRingAddress: domain.u64(1) });
    expect(outcome(q.initialize(memory()))).toBe('MemoryError');
    q.descTableAddress = domain.u64(0x9001);
    expect(outcome(q.initialize(memory()))).toBe('PointerNotAligned');
  });
});
