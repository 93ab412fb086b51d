import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { poppedChain, Walk, type WalkFields } from './chain-walk.ts';
import {
  accesses,
  DESC_TABLE,
  makeAvailable,
  memory,
  putDescriptor,
  queue,
  trapOf,
  value,
} from './queue.fixture.ts';

const at = (index: number, remaining: number, changes: Partial<WalkFields> = {}): WalkFields => ({
  table: domain.u64(DESC_TABLE),
  entries: domain.u16(8),
  index: domain.u16(index),
  remaining: domain.u16(remaining),
  bytes: domain.u32(77),
  isRead: domain.bool(false),
  descAddr: domain.u64(0x9000),
  descLen: domain.u32(9),
  descFlags: domain.u16(0),
  descNext: domain.u16(0),
  ...changes,
});
const position = ({ index, remaining }: Walk) => [index, remaining].map((word) => Number(valueOf(word)));

describe('a walk', () => {
  test('should go from the descriptor at index to the next, one less to come', () => {
    const [mem, walk] = [memory(), new Walk(domain, at(3, 5))];
    putDescriptor(mem, 3, [0x5000, 9, 3, 6]);

    const descriptor = value(walk.next(mem));

    expect(descriptor && valueOf(descriptor.addr)).toBe(0x5000n);
    expect(position(walk)).toEqual([6, 4]);
    expect(valueOf(walk.bytes)).toBe(77n);
    expect(accesses(mem.events.all)).toEqual(['read 0x1030']);
  });

  test.each([
    ['a descriptor without NEXT', [0, 9, 2, 6], 5],
    ['the last descriptor that may come', [0, 9, 1, 6], 1],
  ] as const)('should be over behind %s', (_, descriptor, remaining) => {
    const [mem, walk] = [memory(), new Walk(domain, at(3, remaining))];
    putDescriptor(mem, 3, descriptor);

    expect(value(walk.next(mem))).toBeDefined();
    expect(position(walk)[1]).toBe(0);
    expect(value(walk.next(mem))).toBeUndefined();
    expect(mem.events.all).toHaveLength(1);
  });

  test('should end at a descriptor that cannot be used, and be over then', () => {
    const [mem, walk] = [memory(), new Walk(domain, at(3, 5))];
    putDescriptor(mem, 3, [0, 9, 1, 8]);
    expect(value(walk.next(mem))).toBeUndefined();
    expect(position(walk)).toEqual([3, 0]);
    expect(value(new Walk(domain, at(8, 5)).next(mem))).toBeUndefined();
  });

  test('should judge the last descriptor that may come by a next that is not followed', () => {
    const [mem, walk] = [memory(), new Walk(domain, at(3, 1))];
    putDescriptor(mem, 3, [0, 9, 1, 8]);
    expect(value(walk.next(mem))).toBeUndefined();
  });

  test('should trap at a table that is not there', () => {
    const mem = new ConcreteMemory([{ base: 0x2000n, size: 0x10n }]);
    expect(trapOf(() => new Walk(domain, at(0, 8)).next(mem))).toBe('host pointer');
  });
});

describe('a chain that pop gave', () => {
  test('should be walked without reading its first descriptor again', () => {
    const mem = memory();
    makeAvailable(mem, 2);
    putDescriptor(mem, 2, [0x5000, 9, 1, 4]);
    const popped = value(queue().pop(mem));
    if (popped === undefined) throw new Error('no chain');
    // The driver changes it: too late.
    putDescriptor(mem, 2, [0x6000, 9, 0, 0]);
    const chain = poppedChain(domain, popped);
    const before = mem.events.all.length;

    const walks = [0, 1].map(() => {
      const walk = new Walk(domain, chain.walk);
      const yielded = [value(walk.next(mem)), value(walk.next(mem)), value(walk.next(mem))];
      return yielded.map((descriptor) => descriptor && valueOf(descriptor.addr));
    });

    expect(valueOf(chain.head)).toBe(2n);
    expect(walks).toEqual([
      [0x5000n, 0n, undefined],
      [0x5000n, 0n, undefined],
    ]);
    expect(accesses(mem.events.all.slice(before))).toEqual(['read 0x1040', 'read 0x1040']);
    expect(position(chain.walk)).toEqual([2, 8]);
    expect(valueOf(chain.walk.bytes)).toBe(0n);
  });
});
