import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { restore, save } from './persist.ts';
import { memory, outcome, queue, value } from './queue.fixture.ts';

const used = queue({ nextAvail: domain.u16(9), nextUsed: domain.u16(7), numAdded: domain.u16(3) });
const [yes, no] = [domain.bool(true), domain.bool(false)];

describe('restore', () => {
  test('should bring back every field that is saved, and suppression from the features', () => {
    const restored = value(restore(domain, memory(), save(used), { isActivated: true, eventIdx: yes }));
    expect(restored).toEqual(used);
    expect(truthOf(restored.usesNotifSuppression)).toBe(true);
  });

  test('should make no pointers for a device that is not activated, and check nothing', () => {
    const broken = save(queue({ ready: no, size: domain.u16(5), usedRingAddress: domain.u64(3) }));

    const restored = value(restore(domain, memory(), broken, { isActivated: false, eventIdx: no }));

    expect(truthOf(restored.isUsedRingSet)).toBe(false);
    expect(valueOf(restored.size)).toBe(5n);
    expect(truthOf(restored.usesNotifSuppression)).toBe(false);
  });

  test.each([
    ['NotReady', { ready: no }],
    ['InvalidSize', { size: domain.u16(32) }],
    ['PointerNotAligned', { usedRingAddress: domain.u64(0x3002) }],
    ['MemoryError', { usedRingAddress: domain.u64(0x9000) }],
  ])('should refuse the queue of an activated device with %s', (kind, changes) => {
    const device = { isActivated: true, eventIdx: no };
    expect(outcome(restore(domain, memory(), save(queue(changes)), device))).toBe(kind);
  });

  test('should not hold the indices against the rings', () => {
    // idx of the ring is 0: next_avail is 9 ahead of it.
    const device = { isActivated: true, eventIdx: no };
    const [mem, saved] = [memory(), save(used)];
    expect(outcome(value(restore(domain, mem, saved, device)).pop(mem))).toBe('InvalidAvailIdx');
  });
});
