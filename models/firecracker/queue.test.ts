import type { Ordering } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import {
  accesses,
  AVAIL_RING,
  makeAvailable,
  memory,
  outcome,
  put16,
  queue,
  trapOf,
  USED_RING,
  value,
} from './queue.fixture.ts';

const AVAIL_EVENT = USED_RING + 4 + 8 * 8;
const without = { usesNotifSuppression: domain.bool(false) };

/** A memory in which the driver sets idx just after the device's full fence. */
class RacingMemory extends ConcreteMemory {
  readonly #idx: number;

  constructor(idx: number) {
    super([{ base: 0x1000n, size: 0x3000n }]);
    this.#idx = idx;
  }

  override fence(ordering: Ordering): void {
    super.fence(ordering);
    if (ordering === 'seq-cst') put16(this, AVAIL_RING + 2, this.#idx);
  }
}

describe('try_enable_notification', () => {
  test('should notice a chain that came after it asked', () => {
    expect(truthOf(value(queue().tryEnableNotification(new RacingMemory(1))))).toBe(false);
  });

  test('should ask for the next chain, fence, and look at idx again', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(0x102) }), memory()];
    put16(mem, AVAIL_RING + 2, 0x102);

    expect(truthOf(value(q.tryEnableNotification(mem)))).toBe(true);

    expect(accesses(mem.events.all)).toEqual(['read 0x2002', 'write 0x3044', 'fence seq-cst', 'read 0x2002']);
    expect(mem.getBytes(BigInt(AVAIL_EVENT), 2)).toEqual(Uint8Array.of(2, 1));
    expect(valueOf(q.usedRingAvailEventGet(mem))).toBe(0x102n);
  });

  test('should not ask while a chain is available', () => {
    const [q, mem] = [queue(), memory()];
    makeAvailable(mem, 1);
    expect(truthOf(value(q.tryEnableNotification(mem)))).toBe(false);
    expect(accesses(mem.events.all)).toEqual(['read 0x2002']);
  });

  test('should report an idx too far ahead', () => {
    const [q, mem] = [queue(), memory()];
    put16(mem, AVAIL_RING + 2, 9);
    expect(outcome(q.tryEnableNotification(mem))).toBe('InvalidAvailIdx');
  });

  test('should say yes without suppression, whatever is available', () => {
    const [q, mem] = [queue(without), memory()];
    makeAvailable(mem, 1);
    expect(truthOf(value(q.tryEnableNotification(mem)))).toBe(true);
    expect(mem.events.all).toEqual([]);
  });

  test('should trap where avail_event cannot be written', () => {
    const mem = new ConcreteMemory([{ base: 0x2000n, size: 0x1045n }]);
    expect(trapOf(() => queue().tryEnableNotification(mem))).toBe('host pointer');
  });

  test('should use suppression once it is enabled', () => {
    const q = queue(without);
    q.enableNotifSuppression();
    expect(truthOf(q.usesNotifSuppression)).toBe(true);
  });
});

describe('pop_or_enable_notification', () => {
  test('should pop without checking idx against the size twice', () => {
    const [q, mem] = [queue(), memory()];
    makeAvailable(mem, 1);
    expect(valueOf(value(q.popOrEnableNotification(mem))?.index ?? domain.u16(0))).toBe(1n);
    expect(accesses(mem.events.all)).toEqual(['read 0x2002', 'fence acquire', 'read 0x2004', 'read 0x1010']);
  });

  test('should enable notifications where there is no chain', () => {
    const mem = memory();
    expect(value(queue().popOrEnableNotification(mem))).toBeUndefined();
    expect(accesses(mem.events.all)).toContain('write 0x3044');
  });

  test('should be a pop without suppression', () => {
    const mem = memory();
    expect(value(queue(without).popOrEnableNotification(mem))).toBeUndefined();
    expect(accesses(mem.events.all)).toEqual(['read 0x2002']);
  });

  test.each([1, 100])('should take the chain at next_avail where idx becomes %i after it asked', (idx) => {
    const mem = new RacingMemory(idx);
    expect(value(queue().popOrEnableNotification(mem))).toBeDefined();
    expect(accesses(mem.events.all).slice(-3)).toEqual(['fence acquire', 'read 0x2004', 'read 0x1000']);
  });

  test.each([without, {}])('should report an idx too far ahead: %o', (changes) => {
    const mem = memory();
    put16(mem, AVAIL_RING + 2, 9);
    expect(outcome(queue(changes).popOrEnableNotification(mem))).toBe('InvalidAvailIdx');
  });
});
