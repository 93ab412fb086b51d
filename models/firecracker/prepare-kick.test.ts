import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { accesses, AVAIL_RING, memory, put16, queue, trapOf } from './queue.fixture.ts';

const USED_EVENT = AVAIL_RING + 4 + 2 * 8;
const without = { usesNotifSuppression: domain.bool(false) };

describe('prepare_kick', () => {
  test('should fence, then read used_event, then start to count again', () => {
    const [q, mem] = [queue({ nextUsed: domain.u16(2), numAdded: domain.u16(4) }), memory()];
    put16(mem, USED_EVENT, 65534);

    expect(truthOf(q.prepareKick(mem))).toBe(true);

    expect(accesses(mem.events.all)).toEqual(['fence seq-cst', 'read 0x2014']);
    expect(valueOf(q.numAdded)).toBe(0n);
    expect(truthOf(q.prepareKick(mem))).toBe(false);
  });

  test.each([
    [65533, false],
    [65534, true],
    [1, true],
    [2, false],
  ])('should say of used_event %i, four elements up to 2 having been added: %s', (event, expected) => {
    const [q, mem] = [queue({ nextUsed: domain.u16(2), numAdded: domain.u16(4) }), memory()];
    put16(mem, USED_EVENT, event);
    expect(truthOf(q.prepareKick(mem))).toBe(expected);
  });

  test('should always say yes without suppression, and look at nothing', () => {
    const [q, mem] = [queue({ ...without, numAdded: domain.u16(4) }), memory()];
    expect(truthOf(q.prepareKick(mem))).toBe(true);
    expect(mem.events.all).toEqual([]);
    expect(valueOf(q.numAdded)).toBe(4n);
  });

  test('should trap where used_event cannot be read, having counted on', () => {
    const q = queue({ numAdded: domain.u16(4) });
    const mem = new ConcreteMemory([{ base: 0x2000n, size: 0x15n }]);
    expect(trapOf(() => q.prepareKick(mem))).toBe('host pointer');
    expect(valueOf(q.numAdded)).toBe(4n);
  });
});
