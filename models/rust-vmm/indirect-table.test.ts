import { describe, expect, test } from 'vitest';
import { truthOf, valueOf } from '../../src/domain/concrete.ts';
import { chainAt, INDIRECT, NEXT, putTable, walkOn, WRITE, type Entry } from './chain.fixture.ts';
import { accesses, memory } from './queue.fixture.ts';

const TABLE = 0x2000n;

/** Walks a chain of a queue with an indirect table at 0x2000, or where it is said to be. */
function walk(queueTable: readonly Entry[], table: readonly Entry[], size = 8, at = TABLE): Entry[] {
  const mem = memory();
  putTable(mem, 0x1000n, ...queueTable);
  putTable(mem, at, ...table);
  return walkOn(chainAt(0, size), mem);
}

/** Entries that lead from one to the next. */
const entries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => [BigInt(i), i, i < count - 1 ? NEXT : WRITE, i + 1]);

const toTable = (count: number, flags = 0): Entry => [TABLE, 16 * count, INDIRECT | flags, 1];

describe('an indirect table', () => {
  test('should be yielded in place of the descriptor that leads to it', () => {
    expect(walk([toTable(3)], entries(3))).toEqual(entries(3));
  });

  test.each([NEXT, WRITE, NEXT | WRITE])(
    'should be the end whatever that says besides: flags %i',
    (flags) => {
      expect(walk([toTable(2, flags), [0n, 7, 0, 0]], entries(2))).toEqual(entries(2));
    },
  );

  test('should come after direct descriptors', () => {
    const direct: Entry[] = [[9n, 1, NEXT, 1]];
    expect(walk([...direct, toTable(2)], entries(2))).toEqual([...direct, ...entries(2)]);
  });

  test('should be entered by the last descriptor that the queue allows, and not behind it', () => {
    const direct: Entry = [9n, 1, NEXT, 1];
    expect(walk([direct, toTable(2)], entries(2), 2)).toHaveLength(3);
    expect(walk([direct, [9n, 1, NEXT, 2], toTable(2)], entries(2), 2)).toHaveLength(2);
  });

  test('should have a limit of its own: the number of its entries', () => {
    expect(walk([toTable(5)], entries(5), 2)).toHaveLength(5);
    expect(walk([toTable(3)], [[0n, 1, NEXT, 0]], 8)).toHaveLength(3);
    expect(walk([toTable(3)], entries(4))).toHaveLength(3);
  });

  test('should begin at its first entry, whichever descriptor leads to it', () => {
    expect(walk([[0n, 1, NEXT, 3], ...entries(2), toTable(1)], entries(1))).toHaveLength(2);
  });

  test('should need no alignment', () => {
    const at = TABLE + 1n;
    expect(walk([[at, 32, INDIRECT, 0]], entries(2), 8, at)).toEqual(entries(2));
  });

  test.each([0, 1, 15, 17, 24])('should yield nothing where its length is %i', (length) => {
    expect(walk([[TABLE, length, INDIRECT, 0]], entries(2))).toEqual([]);
  });

  test('should end at an index out of its range, also one in the range of the queue', () => {
    expect(walk([toTable(2)], [[0n, 1, NEXT, 2]], 8)).toHaveLength(1);
  });

  test('should end at a further table', () => {
    expect(walk([toTable(3)], [[0n, 1, NEXT, 1], toTable(3), [0n, 1, 0, 0]])).toHaveLength(1);
    expect(walk([toTable(1)], [toTable(1)])).toHaveLength(0);
  });

  test('should have up to 65535 entries', () => {
    const mem = memory();
    const loop: Entry = [0n, 1, NEXT, 0];
    putTable(
      mem,
      0x1000n,
      toTable(65535),
      [TABLE, 16 * 65536, INDIRECT, 0],
      [TABLE, 2 ** 32 - 16, INDIRECT, 0],
    );
    putTable(mem, TABLE, loop);
    const chain = chainAt(0);

    expect(walkOn(chain, mem)).toHaveLength(65535);
    expect([chain.bytes, chain.entries].map(valueOf)).toEqual([65535n, 65535n]);
    expect(truthOf(chain.indirect)).toBe(true);
    expect(walkOn(chainAt(1), mem)).toHaveLength(0);
    expect(walkOn(chainAt(2), mem)).toHaveLength(0);
  });

  test('should reach its last entry at index 65534', () => {
    const mem = memory({ base: 0x1000n, size: 0x20_0000n });
    putTable(mem, 0x1000n, toTable(65535));
    putTable(mem, TABLE, [0n, 1, NEXT, 65534]);
    putTable(mem, TABLE + 65534n * 16n, [5n, 2, 0, 0]);
    expect(walkOn(chainAt(0), mem)).toHaveLength(2);
  });

  test('should add its lengths to those before, and not its own', () => {
    const half = 2 ** 31;
    const direct: Entry = [0n, half, NEXT, 1];
    expect(walk([direct, toTable(1)], [[0n, half - 1, 0, 0]])).toHaveLength(2);
    expect(walk([direct, toTable(1)], [[0n, half, 0, 0]])).toHaveLength(1);
    expect(
      walk(
        [[0n, 2 ** 32 - 1, NEXT, 1], toTable(2)],
        [
          [0n, 0, NEXT, 1],
          [0n, 0, 0, 0],
        ],
      ),
    ).toHaveLength(3);
  });

  test('should end the walk where it is not mapped, or beyond the last address', () => {
    const mem = memory();
    putTable(mem, 0x1000n, [0x9000n, 16, INDIRECT, 0], [0xffff_ffff_ffff_fff8n, 32, INDIRECT, 0]);
    expect(walkOn(chainAt(0), mem)).toHaveLength(0);
    expect(walkOn(chainAt(1), mem)).toHaveLength(0);

    const top = memory({ base: 0n, size: 0x1010n }, { base: 0xffff_ffff_ffff_ff00n, size: 0xffn });
    putTable(top, 0x1000n, [0xffff_ffff_ffff_ffe8n, 32, INDIRECT, 0]);
    putTable(top, 0xffff_ffff_ffff_ffe8n, [0n, 1, NEXT, 1]);
    expect(walkOn(chainAt(0), top)).toHaveLength(1);
  });
});

test('should be entered and read in one step', () => {
  const mem = memory();
  putTable(mem, 0x1000n, toTable(2));
  putTable(mem, TABLE, ...entries(2));
  const chain = chainAt(0);

  chain.next(mem);

  expect(accesses(mem.events.all)).toEqual(['read 0x1000', 'read 0x2000']);
  expect([chain.index, chain.remaining, chain.head].map(valueOf)).toEqual([1n, 1n, 0n]);
});
