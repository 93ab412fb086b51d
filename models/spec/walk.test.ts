import { describe, expect, test } from 'vitest';
import { concreteDomain as domain } from '../../src/domain/concrete.ts';
import { DESC_TABLE, NEXT, plain, putTable, WRITE } from './spec.fixture.ts';
import { BIG, memoryWith, outcome, TABLE, toTable, walkOf } from './walk.fixture.ts';

describe('a well-formed chain', () => {
  test('should be yielded in order, as it stands in memory, and end', () => {
    const memory = memoryWith([
      { addr: 0xabcn, len: 10, flags: NEXT, next: 2 },
      { len: 30, flags: WRITE | 0x8000, next: 0xffff },
      { len: 0, flags: NEXT, next: 1 },
    ]);
    const walk = walkOf();
    expect(outcome(walk, memory)).toEqual([10, 0, 30, 'end']);
    expect(plain(walk.state)).toMatchObject({ remaining: 0n, bytes: 40n });
    expect(outcome(walk, memory)).toEqual(['end']);

    const first = walkOf().next(memory);
    expect(first.ok && first.value && plain(first.value)).toEqual({
      addr: 0xabcn,
      len: 10n,
      flags: 1n,
      next: 2n,
    });
  });

  test('should be read one descriptor a step', () => {
    const memory = memoryWith([{ flags: NEXT, next: 3 }]);
    walkOf().next(memory);
    expect(memory.events.all).toMatchObject([{ kind: 'read', address: domain.u64(DESC_TABLE) }]);
  });

  test.each([0, WRITE])('should go on in an indirect table, whose descriptor has other flags %i', (flags) => {
    const memory = memoryWith(
      [{ len: 1, flags: NEXT, next: 1 }, toTable(5, flags)],
      [{ len: 2, flags: NEXT, next: 4 }, { len: 9 }, { len: 9 }, { len: 9 }, { len: 3, flags: WRITE }],
    );
    const walk = walkOf();
    expect(outcome(walk, memory)).toEqual([1, 2, 3, 'end']);
    expect(plain(walk.state)).toEqual({
      ...{ table: TABLE, entries: 5n, index: 4n, remaining: 0n, bytes: 6n },
      ...{ indirect: true, isFull: false },
    });
  });

  test('should have as many elements as the queue, those of a table included', () => {
    const memory = memoryWith(
      [1, 2, 3].map((next) => ({ len: next, flags: NEXT, next })).concat({ len: 0, flags: 0, next: 0 }),
      [{ len: 7, flags: NEXT, next: 1 }, { len: 8 }],
    );
    expect(outcome(walkOf(), memory)).toEqual([1, 2, 3, 0, 'end']);
    putTable(memory, DESC_TABLE + 32n, toTable(2));
    expect(outcome(walkOf(), memory)).toEqual([1, 2, 7, 8, 'end']);
    putTable(memory, DESC_TABLE + 32n, { len: 3, flags: NEXT, next: 3 }, toTable(2));
    expect(outcome(walkOf(), memory)).toEqual([1, 2, 3, 'Loop']);
  });

  test('should have empty descriptors before others', () => {
    const memory = memoryWith([{ len: 0, flags: NEXT, next: 1 }, { len: 1 }]);
    expect(outcome(walkOf(), memory)).toEqual([0, 1, 'end']);
  });

  test('should have up to 2^32 bytes, and empty descriptors behind them', () => {
    const memory = memoryWith([
      { len: BIG, flags: NEXT, next: 1 },
      { len: BIG, flags: NEXT, next: 2 },
      { len: 0, flags: NEXT, next: 3 },
      { len: 0 },
    ]);
    expect(outcome(walkOf(), memory)).toEqual([BIG, BIG, 0, 0, 'end']);
    putTable(memory, DESC_TABLE + 48n, { len: 1 });
    expect(outcome(walkOf(), memory)).toEqual([BIG, BIG, 0, 'TooLong']);
  });
});
