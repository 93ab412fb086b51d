import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { QueueOperations } from 'ringproof/virtio/split';
import { Walk, type WalkFields } from './chain-walk.ts';
import {
  accesses,
  AVAIL_RING,
  makeAvailable,
  memory,
  outcome,
  put16,
  putDescriptor,
  queue as device,
  trapOf,
  value,
} from './queue.fixture.ts';
import { queueView } from './queue-state.ts';
import { Queue } from './queue.ts';
import { firecrackerDevice } from './split-queue.ts';

const { queue: part, saved } = firecrackerDevice();

/** Calls an operation of the interface on an instance. */
function call<K extends keyof QueueOperations>(
  operation: K,
  queue: Queue,
  ...args: Parameters<NonNullable<QueueOperations[K]>>
) {
  // What the operation of that name returns.
  return part.operations[operation]?.(queue, ...args) as ReturnType<NonNullable<QueueOperations[K]>>;
}

/** A queue to which elements were added. */
const used = (changes: Parameters<typeof device>[0] = {}) =>
  device({ nextUsed: domain.u16(3), numAdded: domain.u16(1), ...changes });

describe('the device interface', () => {
  test('should show the fields under the names that all implementations share', () => {
    const { eventIdx, descTable, availRing, usedRing, size } = queueView(device());
    expect(truthOf(eventIdx)).toBe(true);
    expect([descTable, availRing, usedRing, size].map(valueOf)).toEqual([0x1000n, 0x2000n, 0x3000n, 8n]);
  });

  test('should store whatever the driver sets up, and refuse it when it is activated', () => {
    const made = Queue.new(domain, domain.u16(16));

    call('setUp', made, { field: 'size', value: domain.u16(3) });
    call('setUp', made, { field: 'descTable', value: domain.u64(1) });
    call('setUp', made, { field: 'availRing', value: domain.u64(2) });
    call('setUp', made, { field: 'usedRing', value: domain.u64(3) });
    call('setUp', made, { field: 'ready', value: domain.bool(true) });
    call('setUp', made, { field: 'eventIdx', value: domain.bool(true) });

    const { size, descTableAddress, availRingAddress, usedRingAddress } = made;
    expect([size, descTableAddress, availRingAddress, usedRingAddress].map(valueOf)).toEqual([
      3n,
      1n,
      2n,
      3n,
    ]);
    expect([made.ready, made.usesNotifSuppression].map(truthOf)).toEqual([true, true]);
    expect(outcome(call('activate', made, memory()))).toBe('InvalidQueue');
    expect(trapOf(() => call('pop', made, memory()))).toBe('host pointer');
  });

  test('should activate a queue that is set up', () => {
    expect(outcome(call('activate', device(), memory()))).toBe('ok');
  });

  test('should pop the head and its chain', () => {
    const mem = memory();
    makeAvailable(mem, 4);
    putDescriptor(mem, 4, [0x5000, 6, 0, 0]);

    const chain = value(call('pop', device(), mem));

    // An instance of a walk has its fields.
    const first = chain && value(new Walk(domain, chain.walk as WalkFields).next(mem));
    expect([chain?.head, first?.addr].map((word) => word && valueOf(word))).toEqual([4n, 0x5000n]);
    expect(value(call('pop', device({ nextAvail: domain.u16(1) }), mem))).toBeUndefined();
  });

  test('should name an idx too far ahead as all implementations do', () => {
    const mem = memory();
    put16(mem, AVAIL_RING + 2, 100);
    expect(outcome(call('pop', device(), mem))).toBe('InvalidAvailRingIndex');
    expect(outcome(call('enableNotification', device(), mem))).toBe('InvalidAvailRingIndex');
  });

  test('should add an element and publish it', () => {
    const [queue, mem] = [used(), memory()];

    expect(outcome(call('addUsed', queue, mem, domain.u16(5), domain.u32(9)))).toBe('ok');

    expect(accesses(mem.events.all)).toEqual(['write 0x301c', 'fence release', 'write 0x3002']);
    expect([queue.nextUsed, queue.numAdded].map(valueOf)).toEqual([4n, 2n]);
  });

  test('should publish nothing where a head is refused', () => {
    const [queue, mem] = [device(), memory()];
    expect(outcome(call('addUsed', queue, mem, domain.u16(8), domain.u32(9)))).toBe('InvalidDescriptorIndex');
    expect(mem.events.all).toEqual([]);
  });

  test('should trap where idx cannot be written', () => {
    const [queue, mem] = [
      used({ usedRingPtr: domain.u64(0x3ffc) }),
      new ConcreteMemory([{ base: 0x3ffcn, size: 3n }]),
    ];
    expect(trapOf(() => call('addUsed', queue, mem, domain.u16(5), domain.u32(9)))).toBe('host pointer');
    expect(valueOf(queue.nextUsed)).toBe(3n);
    expect(trapOf(() => call('needsNotification', queue, mem))).toBe('host pointer');
  });

  test('should say whether a chain is available already', () => {
    const [mem, full] = [memory(), memory()];
    makeAvailable(full, 1);
    const answers = [mem, full].map((at) => truthOf(value(call('enableNotification', device(), at))));
    expect(answers).toEqual([false, true]);
  });

  test('should say whether to notify', () => {
    const mem = memory();
    put16(mem, 0x2014, 2);
    expect(truthOf(value(call('needsNotification', used(), mem)))).toBe(true);
  });

  test('should undo a pop, and become a new queue when it is reset', () => {
    const queue = device();
    call('undoPop', queue);
    expect(valueOf(queue.nextAvail)).toBe(65535n);
    call('reset', queue);
    expect(queue).toEqual(Queue.new(domain, domain.u16(16)));
    expect(trapOf(() => call('pop', queue, memory()))).toBe('host pointer');
  });

  test('should restore the queue of an activated device', () => {
    const kept = call('save', used());
    const restore = (changes: object) =>
      saved?.operations['restore']?.({ ...kept, ...changes, domain }, memory());
    expect(restore({})).toEqual({ ok: true, value: used() });
    expect(restore({ ready: domain.bool(false) })).toMatchObject({ error: { kind: 'InvalidQueue' } });
  });
});
