import { describe, expect, test } from 'vitest';
import { valueOf } from '../../src/domain/concrete.ts';
import { chainAt, entriesOf, NEXT, putTable, walkOn, WRITE, type Entry } from './chain.fixture.ts';
import { accesses, memory } from './queue.fixture.ts';

const BIG = 2 ** 31;

/** What a walk of the queue's table yields. */
function walkTable(table: readonly Entry[], head = 0, size = 8): Entry[] {
  const mem = memory();
  putTable(mem, 0x1000n, ...table);
  return walkOn(chainAt(head, size), mem);
}

describe('a walk', () => {
  test('should yield descriptors as they stand in memory, unused flags and next included', () => {
    const table: Entry[] = [
      [0xffff_ffff_ffff_ffffn, 3, 0xfff8 | NEXT | WRITE, 2],
      [0n, 0, 0, 0],
      [0x10n, 0xffff, NEXT, 1],
    ];
    expect(walkTable(table)).toEqual([table[0], table[2], table[1]]);
  });

  test('should begin at the head, and yield nothing where that is out of range', () => {
    const table: Entry[] = Array.from({ length: 9 }, (_, i) => [BigInt(i), 1, 0, 0]);
    expect(walkTable(table, 7)).toEqual([table[7]]);
    expect(walkTable(table, 8)).toEqual([]);
    expect(walkTable(table, 65535)).toEqual([]);
  });

  test('should end where next is out of range', () => {
    const to = (next: number): Entry[] =>
      walkTable([...Array<Entry>(8).fill([0n, 1, 0, 0])].with(0, [0n, 1, NEXT, next]));
    expect(to(7)).toHaveLength(2);
    expect(to(8)).toHaveLength(1);
  });

  test.each([1, 2, 8])('should yield no more than a queue of size %i has entries', (size) => {
    expect(walkTable([[0n, 1, NEXT, 0]], 0, size)).toHaveLength(size);
  });

  test('should yield all of the largest queue, and not look at the first again', () => {
    const mem = memory({ base: 0x1000n, size: 16n * 32768n });
    for (let i = 0; i < 32768; i += 1)
      putTable(mem, 0x1000n + 16n * BigInt(i), [0n, 1, NEXT, (i + 1) % 32768]);
    const chain = chainAt(0, 32768);
    expect(walkOn(chain, mem)).toHaveLength(32768);
    expect(mem.events.all).toHaveLength(32768);
    expect(valueOf(chain.bytes)).toBe(32768n);
  });

  test('should never look at the buffers', () => {
    expect(walkTable([[0xffff_ffff_ffff_fff0n, BIG, 0, 0]])).toHaveLength(1);
  });

  test('should read each descriptor by one plain copy', () => {
    const mem = memory();
    putTable(mem, 0x1000n, [0n, 1, NEXT, 3]);
    walkOn(chainAt(0), mem);
    expect(accesses(mem.events.all)).toEqual(['read 0x1000', 'read 0x1030']);
  });
});

describe('the lengths of a walk', () => {
  test.each([
    ['one byte less than 2^32', [BIG, BIG - 1], 2],
    ['exactly 2^32', [BIG, BIG], 1],
    ['0 after the most there is', [2 ** 32 - 1, 0], 2],
    ['1 after the most there is', [2 ** 32 - 1, 1], 1],
  ])('should be added up: %s', (_, [first = 0, second = 0], yielded) => {
    const table: Entry[] = [
      [0n, first, NEXT, 1],
      [0n, second, 0, 0],
    ];
    expect(walkTable(table)).toHaveLength(yielded);
  });
});

describe('a descriptor that is not all mapped', () => {
  test('should end the walk', () => {
    const table: Entry[] = [
      [0n, 1, NEXT, 1],
      [0n, 1, NEXT, 2],
    ];
    for (const [size, yielded] of [
      [0x1fn, 1],
      [0x20n, 2],
    ] as const) {
      const mem = memory({ base: 0x1000n, size });
      putTable(mem, 0x1000n, ...table.slice(0, yielded));
      expect(walkOn(chainAt(0), mem)).toHaveLength(yielded);
    }
  });

  test('should be none where it runs on into an adjacent region', () => {
    const mem = memory({ base: 0x1001n, size: 8n }, { base: 0x1009n, size: 8n });
    putTable(mem, 0x1001n, [0x1122_3344_5566_7788n, 9, WRITE, 7]);
    expect(walkOn(chainAt(0, 8, 0x1001n), mem)).toEqual([[0x1122_3344_5566_7788n, 9, WRITE, 7]]);
  });

  test('should end the walk at the top of the address space', () => {
    const top = 0xffff_ffff_ffff_ffe0n;
    const mem = memory({ base: 0n, size: 16n }, { base: top, size: 31n });
    putTable(mem, top, [0n, 1, NEXT, 1]);
    expect(walkOn(chainAt(0, 8, top), mem)).toHaveLength(1);
    expect(walkOn(chainAt(1, 8, top), mem)).toHaveLength(0);
    const reads = mem.events.all.length;
    expect(walkOn(chainAt(2, 8, top), mem)).toHaveLength(0);
    expect(mem.events.all).toHaveLength(reads);
  });
});

test('should go on from anywhere by a copy of its own', () => {
  const mem = memory();
  putTable(mem, 0x1000n, [0n, 1, NEXT, 1], [1n, 2, NEXT, 2], [2n, 3, 0, 0]);
  const chain = chainAt(0);
  chain.next(mem);

  expect(walkOn(chain.walk, mem)).toHaveLength(2);
  expect([chain.head, chain.index, chain.walk.head].map(valueOf)).toEqual([0n, 1n, 0n]);
  expect(walkOn(chain, mem)).toHaveLength(2);
});

test('should tell readable from writable descriptors, each by a copy of its own', () => {
  const mem = memory();
  const flags = [0, WRITE, 0xfff8, WRITE | 0xfff8, 0];
  putTable(mem, 0x1000n, ...flags.map((each, i): Entry => [BigInt(i), 1, each | (i < 4 ? NEXT : 0), i + 1]));
  const chain = chainAt(0);
  const [readable, writable] = [chain.readable(), chain.writable()];

  expect(entriesOf(() => readable.next(mem)).map(([addr]) => addr)).toEqual([0n, 2n, 4n]);
  expect(entriesOf(() => writable.next(mem)).map(([addr]) => addr)).toEqual([1n, 3n]);
  expect(walkOn(chain, mem)).toHaveLength(5);
});
