import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { accesses, memory, outcome, queue, trapOf } from './queue.fixture.ts';

const [three, len] = [domain.u16(3), domain.u32(0x100)];
const element = (id: number) => Uint8Array.of(id, 0, 0, 0, 0, 1, 0, 0);
const counters = ({ nextUsed, numAdded }: ReturnType<typeof queue>) => [nextUsed, numAdded].map(valueOf);

describe('add_used', () => {
  test('should write the element, and leave idx alone until it is published', () => {
    const [q, mem] = [queue({ nextUsed: domain.u16(65535) }), memory()];

    expect(outcome(q.addUsed(mem, three, len))).toBe('ok');

    expect(accesses(mem.events.all)).toEqual(['write 0x303c']);
    expect(mem.getBytes(0x303cn, 8)).toEqual(element(3));
    expect(counters(q)).toEqual([0n, 1n]);
  });

  test('should refuse a head beyond the table and change nothing', () => {
    const [q, mem] = [queue(), memory()];

    expect(outcome(q.addUsed(mem, domain.u16(8), len))).toBe('DescIndexOutOfBounds');

    expect(mem.events.all).toEqual([]);
    expect(counters(q)).toEqual([0n, 0n]);
  });

  test('should trap where the element cannot be written, having counted nothing', () => {
    const [q, mem] = [queue(), new ConcreteMemory([{ base: 0x3000n, size: 11n }])];
    expect(trapOf(() => q.addUsed(mem, three, len))).toBe('host pointer');
    expect(counters(q)).toEqual([0n, 0n]);
    expect(mem.events.all).toEqual([]);
  });

  test('should not go on into an adjacent region', () => {
    const regions = [
      { base: 0x3000n, size: 8n },
      { base: 0x3008n, size: 8n },
    ];
    expect(trapOf(() => queue().addUsed(new ConcreteMemory(regions), three, len))).toBe('host pointer');
  });
});

test('should write an element some places further without counting it', () => {
  const [q, mem] = [queue({ nextUsed: domain.u16(7) }), memory()];

  expect(outcome(q.writeUsedElement(mem, domain.u16(2), three, len))).toBe('ok');
  expect(outcome(q.writeUsedElement(mem, domain.u16(2), domain.u16(8), len))).toBe('DescIndexOutOfBounds');

  expect(accesses(mem.events.all)).toEqual(['write 0x300c']);
  expect(mem.getBytes(0x300cn, 8)).toEqual(element(3));
  expect(counters(q)).toEqual([7n, 0n]);
});

test('should count many elements at once, across the wrap', () => {
  const q = queue({ nextUsed: domain.u16(65530), numAdded: domain.u16(65535) });
  q.advanceNextUsed(domain.u16(10));
  expect(counters(q)).toEqual([4n, 9n]);
});

describe('advance_used_ring_idx', () => {
  test('should fence, then write idx', () => {
    const [q, mem] = [queue({ nextUsed: domain.u16(0x1234) }), memory()];

    q.advanceUsedRingIdx(mem);

    expect(accesses(mem.events.all)).toEqual(['fence release', 'write 0x3002']);
    expect(mem.getBytes(0x3002n, 2)).toEqual(Uint8Array.of(0x34, 0x12));
  });

  test('should trap where idx cannot be written', () => {
    const cut = new ConcreteMemory([{ base: 0x3000n, size: 3n }]);
    expect(trapOf(() => queue().advanceUsedRingIdx(cut))).toBe('host pointer');
  });
});
