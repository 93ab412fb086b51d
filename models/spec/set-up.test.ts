import { describe, expect, test } from 'vitest';
import { concreteDomain as domain } from '../../src/domain/concrete.ts';
import type { SetUp } from 'ringproof/virtio/split';
import { SpecQueue } from './queue.ts';
import { errorOf, notReady, plain, queueOf, stateOf, valueIn } from './spec.fixture.ts';

describe('make', () => {
  test.each([0, 3, 65535, 32769])('should refuse %i as largest size', (maxSize) => {
    expect(errorOf(SpecQueue.make(domain, domain.u16(maxSize)))).toBe('InvalidMaxSize');
  });

  test.each([1, 2, 32768])('should make a queue of largest size %i', (maxSize) => {
    expect(plain(valueIn(SpecQueue.make(domain, domain.u16(maxSize))).state)).toEqual({
      ...{ maxSize: BigInt(maxSize), size: BigInt(maxSize), ready: false, eventIdx: false },
      ...{
        addedAll: false,
        inOrder: false,
        nextAvail: 0n,
        nextUsed: 0n,
        numAdded: 0n,
        descTable: 0n,
        availRing: 0n,
        usedRing: 0n,
      },
    });
  });
});

const size = (value: number): SetUp => ({ field: 'size', value: domain.u16(value) });
const address = (field: 'descTable' | 'availRing' | 'usedRing', value: number): SetUp => ({
  field,
  value: domain.u64(value),
});

describe('set-up', () => {
  test.each([
    [size(0), 'InvalidSize'],
    [size(6), 'InvalidSize'],
    [size(32), 'InvalidSize'],
    [address('descTable', 0x1008), 'InvalidDescTableAlign'],
    [address('availRing', 0x1001), 'InvalidAvailRingAlign'],
    [address('usedRing', 0x1002), 'InvalidUsedRingAlign'],
  ])('should refuse %o', (change, kind) => {
    const queue = queueOf(notReady);
    expect(errorOf(queue.setUp(change))).toBe(kind);
    expect(queue.state).toEqual(stateOf(notReady));
  });

  test.each([size(1), size(16), address('descTable', 0x10), address('availRing', 2), address('usedRing', 4)])(
    'should take %o over',
    (change) => {
      const queue = queueOf(notReady);
      expect(errorOf(queue.setUp(change))).toBeUndefined();
      expect(queue.state).toEqual({ ...stateOf(notReady), [change.field]: change.value });
    },
  );

  test.each<SetUp>([size(16), address('usedRing', 4), { field: 'eventIdx', value: domain.bool(false) }])(
    'should change nothing of a ready queue: %o',
    (change) => {
      const queue = queueOf();
      expect(errorOf(queue.setUp(change))).toBe('QueueReady');
      expect(queue.state).toEqual(stateOf());
    },
  );

  test('should let the driver disable a ready queue and then change it', () => {
    const queue = queueOf();
    const results = [{ field: 'ready', value: domain.bool(false) } as const, size(4)].map((change) =>
      errorOf(queue.setUp(change)),
    );
    expect(results).toEqual([undefined, undefined]);
    expect(plain(queue.state)).toMatchObject({ ready: false, size: 4n });
  });
});

test('should be as just made after a reset', () => {
  const queue = queueOf({ nextUsed: domain.u16(3), nextAvail: domain.u16(4), numAdded: domain.u16(2) });
  queue.reset();
  expect(queue.state).toEqual(valueIn(SpecQueue.make(domain, domain.u16(16))).state);
});

test('should give a state that stays as it is when the queue goes on', () => {
  const queue = queueOf();
  const { state } = queue;
  queue.reset();
  expect(state).toEqual(stateOf());
});
