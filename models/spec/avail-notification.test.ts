import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf } from '../../src/domain/concrete.ts';
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
  USED_RING,
  valueIn,
  withoutEventIdx,
} from './spec.fixture.ts';

describe('notifications of available chains', () => {
  test.each([
    ['with', {}, 'store 0x3044 relaxed'],
    ['without', withoutEventIdx, 'store 0x3000 relaxed'],
  ])('should be asked for, fenced, before idx is looked at, %s event index', (_, changes, store) => {
    const [queue, memory] = [queueOf({ nextAvail: domain.u16(3), ...changes }), memoryOf()];
    put16(memory, AVAIL_RING + 2n, 3);
    put16(memory, USED_RING, 1);

    expect(truthOf(valueIn(queue.enableNotification(memory)))).toBe(false);
    expect(accesses(memory.events.all)).toEqual([store, 'fence seq-cst', 'load 0x2002 relaxed']);
    expect([get16(memory, USED_RING), get16(memory, USED_RING + 0x44n)]).toEqual(
      'eventIdx' in changes ? [0, 0] : [1, 3],
    );

    put16(memory, AVAIL_RING + 2n, 4);
    expect(truthOf(valueIn(queue.enableNotification(memory)))).toBe(true);
  });

  test('should be declined by flags without event index, and by doing nothing with it', () => {
    const memory = memoryOf();
    valueIn(queueOf().disableNotification(memory));
    expect(memory.events.all).toEqual([]);

    valueIn(queueOf(withoutEventIdx).disableNotification(memory));
    expect(accesses(memory.events.all)).toEqual(['store 0x3000 relaxed']);
    expect(get16(memory, USED_RING)).toBe(1);
  });
});

test.each<[string, (queue: SpecQueue, memory: ReturnType<typeof memoryOf>) => string | undefined]>([
  ['pop', (queue, memory) => errorOf(queue.pop(memory))],
  ['iterate', (queue, memory) => errorOf(queue.iterate(memory))],
  ['enableNotification', (queue, memory) => errorOf(queue.enableNotification(memory))],
  ['disableNotification', (queue, memory) => errorOf(queue.disableNotification(memory))],
  ['addUsed', (queue, memory) => errorOf(queue.addUsed(memory, domain.u16(0), domain.u32(0)))],
])('should not touch the memory of a queue that is not ready in %s', (_, operation) => {
  const memory = memoryOf();
  expect(operation(queueOf({ ...notReady, ...withoutEventIdx }), memory)).toBe('QueueNotReady');
  expect(memory.events.all).toEqual([]);
});
