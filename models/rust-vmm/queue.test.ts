import type { U64 } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { accesses, memory, queue } from './queue.fixture.ts';
import { Queue } from './queue.ts';

describe('the order of accesses', () => {
  test('should be element, then index with release, in add_used', () => {
    const [q, mem] = [queue({ nextUsed: domain.u16(65535) }), memory()];

    expect(q.addUsed(mem, domain.u16(3), domain.u32(0x100)).ok).toBe(true);

    expect(accesses(mem.events.all)).toEqual(['write 0x303c', 'store 0x3002 release']);
    expect(mem.getBytes(0x303cn, 8)).toEqual(Uint8Array.of(3, 0, 0, 0, 0, 1, 0, 0));
    expect(valueOf(q.nextUsed)).toBe(0n);
  });

  test('should be fence, then used_event, in needs_notification', () => {
    const mem = memory();
    queue().needsNotification(mem);
    expect(accesses(mem.events.all)).toEqual(['fence seq-cst', 'load 0x2014 relaxed']);
  });

  test('should be a fence alone without event index', () => {
    const mem = memory();
    const answer = queue({ eventIdx: domain.bool(false) }).needsNotification(mem);
    expect(accesses(mem.events.all)).toEqual(['fence seq-cst']);
    expect(answer.ok && truthOf(answer.value)).toBe(true);
  });
});

test('should leave the element and both counters behind where the index cannot be stored', () => {
  // The used ring starts 4 bytes below the region: its header is not mapped, its elements are.
  const mem = memory({ base: 0x3004n, size: 0x100n });
  const q = queue({ nextUsed: domain.u16(0) });

  const result = q.addUsed(mem, domain.u16(1), domain.u32(2));

  expect(!result.ok && result.error.kind).toBe('GuestMemory');
  expect([q.nextUsed, q.numAdded].map(valueOf)).toEqual([1n, 1n]);
  expect(accesses(mem.events.all)).toEqual(['write 0x3004', 'store 0x3002 release failed']);
});

test('should add no element for a head at the queue size', () => {
  const [q, mem] = [queue(), memory()];
  const refused = { ok: false, error: { kind: 'InvalidDescriptorIndex' } };
  expect(q.addUsed(mem, domain.u16(8), domain.u32(0))).toEqual(refused);
  expect(mem.events.all).toEqual([]);
  expect(q.addUsed(mem, domain.u16(7), domain.u32(0)).ok).toBe(true);
});

describe('setting up', () => {
  test.each([
    [4, 12],
    [16, 32],
    [1, 0],
  ])('should take over the size %i, and leave it where it is %i', (good, bad) => {
    const q = queue();
    expect([q.trySetSize(domain.u16(good)).ok, valueOf(q.size)]).toEqual([true, BigInt(good)]);
    expect([q.trySetSize(domain.u16(bad)).ok, valueOf(q.size)]).toEqual([false, BigInt(good)]);
  });

  test.each([
    ['descTable', (q: Queue, address: U64) => q.trySetDescTableAddress(address), 16, 8],
    ['availRing', (q: Queue, address: U64) => q.trySetAvailRingAddress(address), 2, 1],
    ['usedRing', (q: Queue, address: U64) => q.trySetUsedRingAddress(address), 4, 2],
  ] as const)('should take over an aligned %s, and leave it where it is not', (field, set, good, bad) => {
    const q = queue();
    expect([set(q, domain.u64(good)).ok, valueOf(q[field])]).toEqual([true, BigInt(good)]);
    expect([set(q, domain.u64(bad)).ok, valueOf(q[field])]).toEqual([false, BigInt(good)]);
  });

  test('should take over flags', () => {
    const q = queue();
    q.setReady(domain.bool(false));
    expect([q.ready, q.eventIdx].map(truthOf)).toEqual([false, true]);
    q.setEventIdx(domain.bool(false));
    expect(truthOf(q.eventIdx)).toBe(false);
  });

  test.each([0, 3, 12, 32769, 65535])('should make no queue of %i entries', (size) => {
    expect(Queue.new(domain, domain.u16(size)).ok).toBe(false);
  });

  test.each([1, 2048, 8192, 32768])('should make a queue of %i entries, not ready', (size) => {
    const made = Queue.new(domain, domain.u16(size));
    expect(made.ok && [valueOf(made.value.size), truthOf(made.value.ready)]).toEqual([BigInt(size), false]);
  });
});

describe('activating', () => {
  test.each([
    ['an area that ends where its region does', {}, 0x1046n, true],
    ['an area that ends one byte behind its region', {}, 0x1045n, false],
    ['a queue that is not ready', { ready: domain.bool(false) }, 0x1046n, false],
  ])('should look at %s', (_, changes, size, valid) => {
    const q = queue({ descTable: domain.u64(0x2100), usedRing: domain.u64(0x3000), ...changes });
    const mem = memory({ base: 0x2000n, size: 0x200n }, { base: 0x2200n, size: size - 0x200n });
    expect(q.activate(mem)).toEqual(valid ? { ok: true } : { ok: false, error: { kind: 'InvalidQueue' } });
    expect(mem.events.all).toEqual([]);
  });
});
