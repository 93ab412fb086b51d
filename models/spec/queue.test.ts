import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { SplitDeviceState } from 'ringproof/virtio/split';
import type { SpecQueue } from './queue.ts';
import {
  accesses,
  AVAIL_RING,
  errorOf,
  get16,
  memoryOf,
  notReady,
  put16,
  queueOf,
  stateOf,
  USED_RING,
  valueIn,
  withoutEventIdx,
} from './spec.fixture.ts';

const add = (queue: SpecQueue, memory: ConcreteMemory, head = 3, len = 0x100) =>
  queue.addUsed(memory, domain.u16(head), domain.u32(len));

describe('addUsed', () => {
  test('should write the element, then idx with release, and nothing after it', () => {
    const [queue, memory] = [queueOf({ nextUsed: domain.u16(65535) }), memoryOf()];

    valueIn(add(queue, memory));

    expect(accesses(memory.events.all)).toEqual([
      'load 0x3002 relaxed',
      'write 0x303c',
      'store 0x3002 release',
    ]);
    expect(memory.getBytes(0x303cn, 8)).toEqual(Uint8Array.of(3, 0, 0, 0, 0, 1, 0, 0));
    expect(get16(memory, USED_RING + 2n)).toBe(0);
    expect(queue.state).toEqual(stateOf({ nextUsed: domain.u16(0), numAdded: domain.u16(1) }));
  });

  test.each<[string, ConcreteMemory, Partial<SplitDeviceState>, number, string]>([
    ['a head beyond the table', memoryOf(), {}, 8, 'InvalidDescriptorIndex'],
    [
      'an element beyond the last address',
      memoryOf(),
      { usedRing: domain.u64(2n ** 64n - 4n) },
      0,
      'AddressOverflow',
    ],
    ['an element in no region', memoryOf(0x1000n, 0x2004n), {}, 0, 'GuestMemory'],
    ['an element that is cut', memoryOf(0x1000n, 0x2008n), {}, 0, 'GuestMemory'],
    ['an idx in no region', memoryOf(0x3004n, 0x100n), {}, 0, 'GuestMemory'],
    ['an idx at an odd offset of its region', memoryOf(0x2fffn, 0x100n), {}, 0, 'GuestMemory'],
  ])('should have done nothing where it reports %s', (_, memory, changes, head, kind) => {
    const queue = queueOf(changes);
    const before = memory.checkpoint();

    expect(errorOf(add(queue, memory, head))).toBe(kind);

    expect(queue.state).toEqual(stateOf(changes));
    expect(memory.changesSince(before)).toEqual([]);
    expect(memory.events.all.filter((access) => access.kind === 'write' || access.kind === 'store')).toEqual(
      [],
    );
  });

  test.each([
    ['no byte of it', 0x2004n, { kind: 'InvalidGuestAddress', address: domain.u64(0x3004) }],
    ['one byte of it', 0x2005n, { kind: 'PartialBuffer', expected: 8, completed: domain.u64(0) }],
    ['all but one byte of it', 0x200bn, { kind: 'PartialBuffer', expected: 8, completed: domain.u64(0) }],
  ])('should tell of an element that %s is mapped', (_, size, cause) => {
    const result = add(queueOf(), memoryOf(0x1000n, size));
    expect(result).toEqual({ ok: false, error: { kind: 'GuestMemory', cause } });
  });
});

/** The answer to whether elements at [nextUsed − numAdded, nextUsed) ask for a notification. */
function answer(usedEvent: number, nextUsed: number, numAdded: number): boolean {
  const queue = queueOf({ nextUsed: domain.u16(nextUsed), numAdded: domain.u16(numAdded) });
  const memory = memoryOf();
  put16(memory, AVAIL_RING + 20n, usedEvent);
  const isNeeded = truthOf(valueIn(queue.needsNotification(memory)));
  expect(accesses(memory.events.all)).toEqual(['fence seq-cst', 'load 0x2014 relaxed']);
  expect(queue.state).toEqual(stateOf({ nextUsed: domain.u16(nextUsed) }));
  return isNeeded;
}

describe('needsNotification', () => {
  test('should be exact with event index, across the wrap of the index too', () => {
    expect([9, 10, 11, 12, 13].map((event) => answer(event, 13, 3))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect([65534, 65535, 0, 1].map((event) => answer(event, 1, 2))).toEqual([false, true, true, false]);
    expect([4, 5, 6].map((event) => answer(event, 5, 0))).toEqual([false, false, false]);
    expect([4, 5, 6].map((event) => answer(event, 5, 65535))).toEqual([true, false, true]);
  });

  test.each([
    [0, true],
    [1, false],
    [3, true],
  ])('should go by flags alone without event index: %i', (flags, expected) => {
    const changes = { ...withoutEventIdx, nextUsed: domain.u16(1), numAdded: domain.u16(1) };
    const [queue, memory] = [queueOf(changes), memoryOf()];
    put16(memory, AVAIL_RING, flags);

    expect(truthOf(valueIn(queue.needsNotification(memory)))).toBe(expected);
    expect(accesses(memory.events.all)).toEqual(['fence seq-cst', 'load 0x2000 relaxed']);
    expect(queue.state).toEqual(stateOf(changes));
  });

  test('should still say yes when 65536 elements were added, and then begin again', () => {
    const queue = queueOf({ nextUsed: domain.u16(4), numAdded: domain.u16(65535) });
    const memory = memoryOf();
    put16(memory, AVAIL_RING + 20n, 300);

    valueIn(add(queue, memory));

    expect(valueOf(queue.state.numAdded)).toBe(0n);
    const answers = [queue.needsNotification(memory), queue.needsNotification(memory)];
    expect(answers.map((result) => truthOf(valueIn(result)))).toEqual([true, false]);
  });

  test('should forget what was owed at a reset', () => {
    const queue = queueOf({ numAdded: domain.u16(65535) });
    const memory = memoryOf();
    valueIn(add(queue, memory));

    queue.reset();
    for (const field of ['eventIdx', 'ready'] as const) queue.setUp({ field, value: domain.bool(true) });
    const low = new ConcreteMemory([{ base: 0n, size: 0x1000n }]);

    expect(truthOf(valueIn(queue.needsNotification(low)))).toBe(false);
  });

  test('should say no, and touch no memory, where the queue is not ready', () => {
    const memory = memoryOf();
    expect(truthOf(valueIn(queueOf({ ...notReady, ...withoutEventIdx }).needsNotification(memory)))).toBe(
      false,
    );
    expect(memory.events.all).toEqual([]);
  });

  test('should change nothing where used_event cannot be read', () => {
    const changes = { numAdded: domain.u16(2) };
    const queue = queueOf(changes);
    expect(errorOf(queue.needsNotification(memoryOf(0x1000n, 0x1014n)))).toBe('GuestMemory');
    expect(queue.state).toEqual(stateOf(changes));
  });
});
