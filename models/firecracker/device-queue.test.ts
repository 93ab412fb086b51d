import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import type { SplitDeviceState } from '../split-device.ts';
import { firecrackerDevice } from './index.ts';
import {
  accesses,
  AVAIL_RING,
  makeAvailable,
  memory,
  outcome,
  put16,
  putDescriptor,
  value,
} from './queue.fixture.ts';

const state: SplitDeviceState = {
  maxSize: domain.u16(16),
  size: domain.u16(8),
  ready: domain.bool(true),
  eventIdx: domain.bool(true),
  nextAvail: domain.u16(0),
  nextUsed: domain.u16(3),
  numAdded: domain.u16(1),
  descTable: domain.u64(0x1000),
  availRing: domain.u64(0x2000),
  usedRing: domain.u64(0x3000),
};
const device = (changes: Partial<SplitDeviceState> = {}) =>
  firecrackerDevice.create(domain, { ...state, ...changes });

describe('the device interface', () => {
  test('should give the state that it was made of', () => {
    expect(device().state).toEqual(state);
  });

  test('should store whatever the driver sets up, and refuse it when it is activated', () => {
    const made = value(firecrackerDevice.make(domain, domain.u16(16)));

    made.setUp({ field: 'size', value: domain.u16(3) });
    made.setUp({ field: 'descTable', value: domain.u64(1) });
    made.setUp({ field: 'availRing', value: domain.u64(2) });
    made.setUp({ field: 'usedRing', value: domain.u64(3) });
    made.setUp({ field: 'ready', value: domain.bool(true) });
    made.setUp({ field: 'eventIdx', value: domain.bool(true) });

    const { size, descTable, availRing, usedRing, ready, eventIdx } = made.state;
    expect([size, descTable, availRing, usedRing].map(valueOf)).toEqual([3n, 1n, 2n, 3n]);
    expect([ready, eventIdx].map(truthOf)).toEqual([true, true]);
    expect(outcome(made.activate(memory()))).toBe('InvalidQueue');
    expect(outcome(made.pop(memory()))).toBe('HostMemory');
  });

  test('should activate a queue that is set up', () => {
    expect(outcome(device().activate(memory()))).toBe('ok');
  });

  test('should pop the head and its chain', () => {
    const mem = memory();
    makeAvailable(mem, 4);
    putDescriptor(mem, 4, [0x5000, 6, 0, 0]);

    const chain = value(device().pop(mem));

    const first = chain && value(chain.walk().next(mem));
    expect([chain?.head, first?.addr].map((word) => word && valueOf(word))).toEqual([4n, 0x5000n]);
    expect(value(device({ nextAvail: domain.u16(1) }).pop(mem))).toBeUndefined();
  });

  test('should name an idx too far ahead as all implementations do', () => {
    const mem = memory();
    put16(mem, AVAIL_RING + 2, 100);
    expect(outcome(device().pop(mem))).toBe('InvalidAvailRingIndex');
    expect(outcome(device().enableNotification(mem))).toBe('InvalidAvailRingIndex');
  });

  test('should add an element and publish it', () => {
    const [queue, mem] = [device(), memory()];

    expect(outcome(queue.addUsed(mem, domain.u16(5), domain.u32(9)))).toBe('ok');

    expect(accesses(mem.log)).toEqual(['write 0x301c', 'fence release', 'write 0x3002']);
    expect([queue.state.nextUsed, queue.state.numAdded].map(valueOf)).toEqual([4n, 2n]);
  });

  test('should publish nothing where a head is refused', () => {
    const [queue, mem] = [device(), memory()];
    expect(outcome(queue.addUsed(mem, domain.u16(8), domain.u32(9)))).toBe('InvalidDescriptorIndex');
    expect(mem.log).toEqual([]);
  });

  test('should have counted the element where idx can not be written', () => {
    const [queue, mem] = [
      device({ usedRing: domain.u64(0x3ffc) }),
      new ConcreteMemory([{ base: 0x3ffcn, size: 3n }]),
    ];
    expect(outcome(queue.addUsed(mem, domain.u16(5), domain.u32(9)))).toBe('HostMemory');
    expect(valueOf(queue.state.nextUsed)).toBe(3n);
    expect(outcome(queue.needsNotification(mem))).toBe('HostMemory');
  });

  test('should say whether a chain is available already', () => {
    const [mem, full] = [memory(), memory()];
    makeAvailable(full, 1);
    const answers = [mem, full].map((at) => truthOf(value(device().enableNotification(at))));
    expect(answers).toEqual([false, true]);
  });

  test('should say whether to notify', () => {
    const mem = memory();
    put16(mem, 0x2014, 2);
    expect(truthOf(value(device().needsNotification(mem)))).toBe(true);
  });

  test('should undo a pop, and become a new queue when it is reset', () => {
    const queue = device();
    firecrackerDevice.undoPop?.(queue);
    expect(valueOf(queue.state.nextAvail)).toBe(65535n);
    firecrackerDevice.reset?.(queue);
    expect(queue.state).toEqual(value(firecrackerDevice.make(domain, domain.u16(16))).state);
    expect(outcome(queue.pop(memory()))).toBe('HostMemory');
  });

  test('should restore the queue of an activated device', () => {
    const restored = firecrackerDevice.restore?.(domain, state, memory());
    expect(restored?.ok && restored.value.state).toEqual(state);
    const unready = { ...state, ready: domain.bool(false) };
    expect(firecrackerDevice.restore?.(domain, unready, memory())).toMatchObject({
      error: { kind: 'InvalidQueue' },
    });
  });
});
