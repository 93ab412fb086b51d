import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import {
  accesses,
  AVAIL_RING,
  makeAvailable,
  memory,
  put16,
  putDescriptor,
  queue,
  trapOf,
  value,
} from './queue.fixture.ts';

describe('len', () => {
  test('should be how far idx is ahead, across the wrap', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(65534) }), memory()];
    put16(mem, AVAIL_RING + 2, 3);

    expect(valueOf(q.len(mem))).toBe(5n);
    expect(truthOf(q.isEmpty(mem))).toBe(false);
    q.nextAvail = domain.u16(3);
    expect(truthOf(q.isEmpty(mem))).toBe(true);
  });

  test('should trap where idx cannot be read', () => {
    const mem = new ConcreteMemory([{ base: 0x2000n, size: 3n }]);
    expect(trapOf(() => queue().len(mem))).toBe('host pointer');
    expect(trapOf(() => queue().isEmpty(mem))).toBe('host pointer');
  });
});

describe('pop', () => {
  test('should read idx, fence, read the entry, read the descriptor', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(65535) }), memory()];
    put16(mem, AVAIL_RING + 2, 0);
    put16(mem, AVAIL_RING + 4 + 2 * 7, 5);
    putDescriptor(mem, 5, [0x1234, 0x10, 2, 9]);

    const chain = value(q.pop(mem));

    expect(accesses(mem.events.all)).toEqual(['read 0x2002', 'fence acquire', 'read 0x2012', 'read 0x1050']);
    expect(valueOf(q.nextAvail)).toBe(0n);
    if (chain === undefined) throw new Error('no chain');
    expect([chain.index, chain.addr, chain.len, chain.flags, chain.next, chain.ttl].map(valueOf)).toEqual([
      5n,
      0x1234n,
      0x10n,
      2n,
      9n,
      8n,
    ]);
  });

  test('should take no chain from an empty ring, having read idx alone', () => {
    const [q, mem] = [queue(), memory()];
    expect(value(q.pop(mem))).toBeUndefined();
    expect(accesses(mem.events.all)).toEqual(['read 0x2002']);
    expect(valueOf(q.nextAvail)).toBe(0n);
  });

  test('should take a chain from a full ring and report one chain more', () => {
    const [q, mem] = [queue(), memory()];
    put16(mem, AVAIL_RING + 2, 9);

    const refused = q.pop(mem);

    expect(!refused.ok && refused.error).toMatchObject({ kind: 'InvalidAvailIdx' });
    expect(accesses(mem.events.all)).toEqual(['read 0x2002']);
    put16(mem, AVAIL_RING + 2, 8);
    expect(value(q.pop(mem))).toBeDefined();
  });

  test.each([
    ['a head beyond the table', 8, [0, 0, 0, 0]],
    ['a head that leads beyond the table', 1, [0, 0, 1, 8]],
  ] as const)('should stay at %s', (_, head, descriptor) => {
    const [q, mem] = [queue(), memory()];
    makeAvailable(mem, head, 2);
    putDescriptor(mem, 1, descriptor);

    expect([value(q.pop(mem)), value(q.pop(mem))]).toEqual([undefined, undefined]);

    expect(valueOf(q.nextAvail)).toBe(0n);
    expect(valueOf(q.len(mem))).toBe(2n);
  });

  test('should give the same chain again after undo_pop', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(0) }), memory()];
    makeAvailable(mem, 3, 4);
    const first = value(q.pop(mem));
    q.undoPop();

    expect(value(q.pop(mem))?.index).toEqual(first?.index);
    q.nextAvail = domain.u16(0);
    q.undoPop();
    expect(valueOf(q.nextAvail)).toBe(65535n);
  });

  test('should not look at idx in pop_unchecked', () => {
    const [q, mem] = [queue(), memory()];
    put16(mem, AVAIL_RING + 4, 6);

    expect(valueOf(q.popUnchecked(mem)?.index ?? domain.u16(0))).toBe(6n);

    expect(accesses(mem.events.all)).toEqual(['fence acquire', 'read 0x2004', 'read 0x1060']);
    expect(valueOf(q.nextAvail)).toBe(1n);
  });

  test.each([
    ['idx', [{ base: 0x1000n, size: 0x1000n }], 0],
    ['the entry', [{ base: 0x1000n, size: 0x1004n }], 0],
    ['the descriptor', [{ base: 0x1008n, size: 0x2000n }], 0],
    [
      'the descriptor, behind a hole',
      [
        { base: 0x1000n, size: 0x8n },
        { base: 0x2000n, size: 0x100n },
      ],
      0,
    ],
  ])('should trap where %s cannot be reached', (_, regions, head) => {
    const [q, mem] = [queue(), new ConcreteMemory(regions)];
    if (regions.some(({ base, size }) => base + size >= 0x2004n)) put16(mem, AVAIL_RING + 2, 1);
    if (regions.some(({ base, size }) => base + size >= 0x2006n)) put16(mem, AVAIL_RING + 4, head);

    expect(trapOf(() => q.pop(mem))).toBe('host pointer');
    expect(valueOf(q.nextAvail)).toBe(0n);
  });
});
