import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import {
  accesses,
  errorOf,
  get16,
  makeAvailable,
  memoryOf,
  notReady,
  put16,
  queueOf,
  USED_RING,
  valueIn,
} from './spec.fixture.ts';

const u16 = (value: number) => domain.u16(value);
const len = domain.u32(7);
/** The idx that the driver sees, and the ids of the first elements. */
const seen = (memory: ConcreteMemory): readonly number[] =>
  [2n, 4n, 12n, 20n].map((offset) => get16(memory, USED_RING + offset));
const inOrder = { inOrder: domain.bool(true) };

describe('a batch', () => {
  test('should be seen by the driver at once, after every element was written', () => {
    const [queue, memory] = [queueOf(), memoryOf()];

    for (const [offset, head] of [6, 5, 4].entries())
      valueIn(queue.writeUsed(memory, u16(offset), u16(head), len));
    expect(seen(memory)).toEqual([0, 6, 5, 4]);
    valueIn(queue.publishUsed(memory, u16(3)));

    expect(seen(memory)).toEqual([3, 6, 5, 4]);
    expect([queue.nextUsed, queue.numAdded].map(valueOf)).toEqual([3n, 3n]);
    expect(accesses(memory.events.all).at(-1)).toBe('store 0x3002 release');
  });

  test('should make the driver be notified that waits for an element in the middle of it', () => {
    const [queue, memory] = [queueOf(), memoryOf()];
    put16(memory, 0x2014n, 1);

    valueIn(queue.publishUsed(memory, u16(3)));

    expect(truthOf(valueIn(queue.needsNotification(memory)))).toBe(true);
  });

  test('should be refused for a head beyond the table, and of a queue that is not ready', () => {
    expect(errorOf(queueOf().writeUsed(memoryOf(), u16(0), u16(8), len))).toBe('InvalidDescriptorIndex');
    const [queue, memory] = [queueOf(notReady), memoryOf()];
    expect(errorOf(queue.writeUsed(memory, u16(0), u16(1), len))).toBe('QueueNotReady');
    expect(errorOf(queue.publishUsed(memory, u16(1)))).toBe('QueueNotReady');
    expect(errorOf(queue.addUsedInOrder(memory, u16(1), u16(1), len))).toBe('QueueNotReady');
    expect(memory.events.all).toEqual([]);
  });
});

describe('with IN_ORDER', () => {
  test('should return a chain in its turn alone', () => {
    const [queue, memory] = [queueOf({ nextAvail: u16(2), ...inOrder }), memoryOf()];
    makeAvailable(memory, 5, 3);

    expect(errorOf(queue.addUsed(memory, u16(3), len))).toBe('InvalidDescriptorIndex');
    expect(errorOf(queue.writeUsed(memory, u16(0), u16(3), len))).toBe('InvalidDescriptorIndex');
    expect(seen(memory)[0]).toBe(0);
    valueIn(queue.addUsed(memory, u16(5), len));
    valueIn(queue.addUsed(memory, u16(3), len));
    expect(seen(memory)).toEqual([2, 5, 3, 0]);
    expect(errorOf(queue.addUsed(memory, u16(0), len))).toBe('InvalidDescriptorIndex');
  });

  test('should return several chains by one element that names the last', () => {
    const [queue, memory] = [queueOf({ nextAvail: u16(3), ...inOrder }), memoryOf()];
    makeAvailable(memory, 5, 3, 1);

    for (const [count, head] of [
      [2, 5],
      [4, 1],
      [0, 5],
    ] as const)
      expect(errorOf(queue.addUsedInOrder(memory, u16(count), u16(head), len))).toBe(
        'InvalidDescriptorIndex',
      );
    valueIn(queue.addUsedInOrder(memory, u16(3), u16(1), len));

    expect(seen(memory)).toEqual([3, 1, 0, 0]);
    expect([queue.nextUsed, queue.numAdded].map(valueOf)).toEqual([3n, 3n]);
  });

  test('should refuse that where it was not negotiated', () => {
    const [queue, memory] = [queueOf({ nextAvail: u16(1) }), memoryOf()];
    makeAvailable(memory, 5);

    expect(errorOf(queue.addUsedInOrder(memory, u16(1), u16(5), len))).toBe('InvalidDescriptorIndex');
  });
});
