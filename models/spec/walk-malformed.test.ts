import { describe, expect, test } from 'vitest';
import { concreteDomain as domain } from '../../src/domain/concrete.ts';
import { DESC_TABLE, memoryOf, NEXT, putTable, type PlainDescriptor } from './spec.fixture.ts';
import { BIG, memoryWith, outcome, toTable, walkOf } from './walk.fixture.ts';

const next = (index: number, len = 1): PlainDescriptor => ({ len, flags: NEXT, next: index });

describe('a malformed chain', () => {
  test.each<[string, readonly PlainDescriptor[], readonly PlainDescriptor[], readonly (number | string)[]]>([
    ['a next out of range', [next(1), next(4)], [], [1, 'NextOutOfRange']],
    ['a loop of one', [next(0)], [], [1, 1, 1, 'Loop']],
    ['a loop of two', [next(1), next(0)], [], [1, 1, 1, 'Loop']],
    ['a loop in a table', [toTable(2)], [next(1), next(1)], [1, 'Loop']],
    ['a next out of range in a table', [toTable(2)], [next(2), {}], ['NextOutOfRange']],
    ['a table within a table', [toTable(2)], [next(1), toTable(1)], [1, 'NestedIndirect']],
    ['a table as first of a table', [toTable(2)], [toTable(1)], ['NestedIndirect']],
    ['a table that goes on', [toTable(1, NEXT)], [{}], ['IndirectWithNext']],
    ['a table of nothing', [toTable(0)], [], ['InvalidTableLength']],
    ['a table with a rest', [toTable(1.5)], [{}], ['InvalidTableLength']],
    ['a table of too many entries', [toTable(65536)], [{}], ['InvalidTableLength']],
    ['a table that is not all mapped', [toTable(0xa01)], [{}], ['Unmapped']],
    ['a table at the end of all addresses', [{ ...toTable(1), addr: 2n ** 64n - 16n }], [], ['Unmapped']],
    ['too many bytes', [next(1, BIG), next(2, BIG), next(3, 1)], [], [BIG, BIG, 'TooLong']],
    ['too many bytes in all tables', [next(1, BIG), toTable(1)], [{ len: BIG + 1 }], [BIG, 'TooLong']],
  ])('should be reported: %s', (_, table, indirect, expected) => {
    expect(outcome(walkOf(), memoryWith(table, indirect))).toEqual(expected);
  });

  test('should be reported where it begins out of range', () => {
    expect(outcome(walkOf({ index: domain.u16(4) }), memoryWith([]))).toEqual(['HeadOutOfRange']);
  });

  test.each([0xffn, 2n ** 64n - 16n])(
    'should be reported where its descriptors are not mapped: %i',
    (table) => {
      const walk = walkOf({ table: domain.u64(table), index: domain.u16(1) });
      expect(outcome(walk, memoryWith([]))).toEqual(['Unmapped']);
    },
  );

  test('should be reported where a descriptor is cut', () => {
    const memory = memoryOf(0x1000n, 0x18n);
    putTable(memory, DESC_TABLE, next(1));
    expect(outcome(walkOf(), memory)).toEqual([1, 'Unmapped']);
  });
});
