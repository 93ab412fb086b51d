import { describe, expect, test } from 'vitest';
import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import type { SplitDeviceState } from 'ringproof/virtio/split';
import { accesses, memory, put16, queue } from './queue.fixture.ts';
import type { AvailIter, Queue } from './queue.ts';

/** A queue whose ring holds 100 … 107 and `idx`. */
function available(
  idx: number,
  changes: Partial<SplitDeviceState> = {},
): { readonly q: Queue; readonly mem: ConcreteMemory } {
  const [q, mem] = [queue(changes), memory()];
  put16(mem, 0x2002n, idx, 100, 101, 102, 103, 104, 105, 106, 107);
  return { q, mem };
}

function iterOf(q: Queue, mem: ConcreteMemory): AvailIter {
  const made = q.iter(mem);
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
}

/** The heads of so many chains that come next, `undefined` for none. */
function headsOf(count: number, iter: AvailIter, q: Queue, mem: ConcreteMemory): (number | undefined)[] {
  return Array.from({ length: count }, () => {
    const chain = iter.next(q, mem);
    return chain && Number(valueOf(chain.head));
  });
}

const at = (nextAvail: number): Partial<SplitDeviceState> => ({ nextAvail: domain.u16(nextAvail) });

describe('an iterator', () => {
  test('should yield the chains up to idx, across the end of the ring and of the indices', () => {
    const { q, mem } = available(2, at(65534));
    const iter = iterOf(q, mem);
    expect(headsOf(5, iter, q, mem)).toEqual([106, 107, 100, 101, undefined]);
    expect(valueOf(q.nextAvail)).toBe(2n);
  });

  test('should yield chains of the whole table', () => {
    const { q, mem } = available(1);
    const chain = iterOf(q, mem).next(q, mem);
    expect(
      [chain?.table, chain?.entries, chain?.index, chain?.remaining, chain?.bytes].map(
        (w) => w && valueOf(w),
      ),
    ).toEqual([0x1000n, 8n, 100n, 8n, 0n]);
    expect(chain && truthOf(chain.indirect)).toBe(false);
  });

  test('should read idx once, before any entry, all with acquire', () => {
    const { q, mem } = available(1, at(65535));
    const iter = iterOf(q, mem);
    put16(mem, 0x2002n, 5);
    expect(headsOf(3, iter, q, mem)).toEqual([107, 100, undefined]);
    expect(accesses(mem.events.all)).toEqual([
      'load 0x2002 acquire',
      'load 0x2012 acquire',
      'load 0x2004 acquire',
    ]);
  });

  test.each([
    [0, 8, true],
    [0, 9, false],
    [65535, 7, true],
    [65535, 8, false],
    [1, 0, false],
  ])('should be made where idx is at most the size ahead: from %i to %i', (nextAvail, idx, made) => {
    const { q, mem } = available(idx, at(nextAvail));
    const iter = q.iter(mem);
    expect(iter.ok || iter.error.kind).toBe(made || 'InvalidAvailRingIndex');
    expect(valueOf(q.nextAvail)).toBe(BigInt(nextAvail));
  });

  test.each([
    ['not ready', { ready: domain.bool(false) }],
    ['without an available ring', { availRing: domain.u64(0) }],
  ])('should not be made of a queue that is %s, nor anything be read', (_, changes) => {
    const [q, mem] = [queue(changes), memory({ base: 0n, size: 0x4000n })];
    expect(q.iter(mem)).toEqual({ ok: false, error: { kind: 'QueueNotReady' } });
    expect(mem.events.all).toEqual([]);
    expect(q.popDescriptorChain(mem)).toBeUndefined();
  });

  test('should not be made where idx cannot be read', () => {
    const overflow = queue({ availRing: domain.u64(0xffff_ffff_ffff_fffen) }).iter(memory());
    expect(overflow).toEqual({ ok: false, error: { kind: 'AddressOverflow' } });
    const unmapped = queue({ availRing: domain.u64(0x9000) }).iter(memory());
    expect(!unmapped.ok && unmapped.error.kind).toBe('GuestMemory');
  });

  test('should stay where an entry cannot be read, again and again', () => {
    const q = queue(at(1));
    const mem = memory({ base: 0x2000n, size: 6n });
    put16(mem, 0x2002n, 4);
    const iter = iterOf(q, mem);
    expect(headsOf(2, iter, q, mem)).toEqual([undefined, undefined]);
    expect(valueOf(q.nextAvail)).toBe(1n);
    iter.previous(q);
    expect(headsOf(2, iter, q, mem)).toEqual([0, undefined]);
  });

  test('should stay where an entry lies beyond the last address', () => {
    const ring = 0xffff_ffff_ffff_fff8n;
    const q = queue({ availRing: domain.u64(ring), ...at(2) });
    const mem = memory({ base: 0n, size: 16n }, { base: ring, size: 7n });
    put16(mem, ring + 2n, 3);
    expect(q.popDescriptorChain(mem)).toBeUndefined();
    expect(accesses(mem.events.all)).toEqual([`load 0x${(ring + 2n).toString(16)} acquire`]);
    expect(valueOf(q.nextAvail)).toBe(2n);
  });
});

describe('going back', () => {
  test('should yield the same chain again, also one from before the iterator was made', () => {
    const { q, mem } = available(3, at(2));
    const iter = iterOf(q, mem);
    expect(headsOf(1, iter, q, mem)).toEqual([102]);
    iter.previous(q);
    iter.previous(q);
    expect(headsOf(3, iter, q, mem)).toEqual([101, 102, undefined]);
  });

  test('should go on after the last index 65535', () => {
    const { q, mem } = available(0);
    const iter = iterOf(q, mem);
    iter.previous(q);
    expect(valueOf(q.nextAvail)).toBe(65535n);
    expect(headsOf(2, iter, q, mem)).toEqual([107, undefined]);
  });

  test('should be possible without an iterator, whatever the queue is', () => {
    const q = queue({ ready: domain.bool(false) });
    q.goToPreviousPosition();
    expect(valueOf(q.nextAvail)).toBe(65535n);
  });
});

describe('popping', () => {
  test('should take the next chain', () => {
    const { q, mem } = available(2, at(1));
    const chain = q.popDescriptorChain(mem);
    expect(chain && valueOf(chain.head)).toBe(101n);
    expect(q.popDescriptorChain(mem)).toBeUndefined();
    expect(valueOf(q.nextAvail)).toBe(2n);
  });

  test('should hide an index that is too far ahead', () => {
    const { q, mem } = available(9);
    expect(q.popDescriptorChain(mem)).toBeUndefined();
    expect(valueOf(q.nextAvail)).toBe(0n);
  });
});
