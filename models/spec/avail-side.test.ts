import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import {
  accesses,
  AVAIL_RING,
  errorOf,
  makeAvailable,
  memoryOf,
  plain,
  put16,
  queueOf,
  stateOf,
  valueIn,
} from './spec.fixture.ts';
import { Walk } from './walk.ts';

const headOf = (chain: { readonly head: Parameters<typeof valueOf>[0] } | undefined) =>
  chain === undefined ? undefined : valueOf(chain.head);

describe('pop', () => {
  test('should read idx with acquire, then the entry', () => {
    const [queue, memory] = [queueOf(), memoryOf()];
    makeAvailable(memory, 5);

    const chain = valueIn(queue.pop(memory));

    expect(headOf(chain)).toBe(5n);
    expect(accesses(memory.events.all)).toEqual(['load 0x2002 acquire', 'load 0x2004 relaxed']);
    expect(queue.state).toEqual(stateOf({ nextAvail: domain.u16(1) }));
    const walk = chain?.walk;
    expect(walk instanceof Walk && plain(walk.state)).toEqual({
      ...{ table: 0x1000n, entries: 8n, index: 5n, remaining: 8n, bytes: 0n },
      ...{ indirect: false, isFull: false },
    });
  });

  test('should take the chains of a full ring in order, across the wrap of the index, and then no more', () => {
    const none = { nextAvail: domain.u16(65533), nextUsed: domain.u16(65533) };
    const [queue, memory] = [queueOf(none), memoryOf()];
    put16(memory, AVAIL_RING, 0, (65533 + 8) % 65536, 3, 4, 5, 6, 7, 0, 1, 2);

    const heads = Array.from({ length: 9 }, () => headOf(valueIn(queue.pop(memory))));

    expect(heads).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, undefined]);
    expect(valueOf(queue.state.nextAvail)).toBe(5n);
  });

  test.each([
    ['an idx one further ahead than there are entries', [0, 9], 'InvalidAvailRingIndex'],
    ['an idx that went back', [0, 65535], 'InvalidAvailRingIndex'],
    ['a head beyond the table', [0, 1, 8], 'InvalidDescriptorIndex'],
  ])('should report %s, each time, and change nothing', (_, ring, kind) => {
    const [queue, memory] = [queueOf(), memoryOf()];
    put16(memory, AVAIL_RING, ...ring);

    expect([errorOf(queue.pop(memory)), errorOf(queue.pop(memory))]).toEqual([kind, kind]);
    expect(queue.state).toEqual(stateOf());
  });

  test('should report an idx and an entry that are not mapped', () => {
    expect(errorOf(queueOf({ availRing: domain.u64(0x20000) }).pop(memoryOf()))).toBe('GuestMemory');
    const queue = queueOf({ availRing: domain.u64(2n ** 64n - 2n) });
    expect(errorOf(queue.pop(memoryOf()))).toBe('AddressOverflow');
    const cut = memoryOf(0x1000n, 0x1004n);
    put16(cut, AVAIL_RING + 2n, 1);
    expect(errorOf(queueOf().pop(cut))).toBe('GuestMemory');
  });
});

test('should report a chain that does not fit beside those in flight, and take it once one is returned', () => {
  const [queue, memory] = [queueOf({ nextAvail: domain.u16(8) }), memoryOf()];
  put16(memory, AVAIL_RING + 2n, 9, 5);

  expect(errorOf(queue.pop(memory))).toBe('InvalidAvailRingIndex');
  expect(errorOf(queue.addUsed(memory, domain.u16(5), domain.u32(0)))).toBeUndefined();
  expect(headOf(valueIn(queue.pop(memory)))).toBe(5n);
});

describe('undoing a pop', () => {
  test('should do nothing where no chain is in flight', () => {
    const queue = queueOf();

    queue.undoPop();

    expect(queue.state).toEqual(stateOf());
  });

  test('should make the same chain come again', () => {
    const none = { nextAvail: domain.u16(65535), nextUsed: domain.u16(65535) };
    const [queue, memory] = [queueOf(none), memoryOf()];
    put16(memory, AVAIL_RING + 2n, 0);
    put16(memory, AVAIL_RING + 4n + 14n, 6);

    const first = headOf(valueIn(queue.pop(memory)));
    queue.undoPop();

    expect(valueOf(queue.state.nextAvail)).toBe(65535n);
    expect([first, headOf(valueIn(queue.pop(memory)))]).toEqual([6n, 6n]);
  });
});

describe('iterating', () => {
  test('should give what is available, put chains back as far as it gave some, and read idx once', () => {
    const [queue, memory] = [queueOf(), memoryOf()];
    makeAvailable(memory, 1, 2);

    const chains = valueIn(queue.iterate(memory));
    makeAvailable(memory, 1, 2, 3);
    const given = Array.from({ length: 3 }, () => headOf(chains.next(queue, memory)));
    for (let i = 0; i < 3; i++) chains.previous(queue);

    expect(given).toEqual([1n, 2n, undefined]);
    expect(valueOf(queue.state.nextAvail)).toBe(0n);
    expect(headOf(chains.next(queue, memory))).toBe(1n);
    expect(accesses(memory.events.all).filter((access) => access.includes('0x2002'))).toEqual([
      'load 0x2002 acquire',
    ]);
  });

  test('should stop before a head that pop reports', () => {
    const [queue, memory] = [queueOf(), memoryOf()];
    makeAvailable(memory, 1, 8, 2);

    const chains = valueIn(queue.iterate(memory));

    const given = Array.from({ length: 3 }, () => headOf(chains.next(queue, memory)));
    expect(given).toEqual([1n, undefined, undefined]);
    expect(errorOf(queue.pop(memory))).toBe('InvalidDescriptorIndex');
  });

  test('should report an idx too far ahead', () => {
    const memory = memoryOf();
    put16(memory, AVAIL_RING + 2n, 9);
    expect(errorOf(queueOf().iterate(memory))).toBe('InvalidAvailRingIndex');
  });
});
