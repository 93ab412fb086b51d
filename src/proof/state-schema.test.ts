import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf } from '../domain/concrete.ts';
import {
  bool,
  isSameState,
  isWithin,
  powerOfTwo,
  table,
  u16,
  u32,
  u64,
  u8,
  type WordField,
} from './state-schema.ts';

/** The 8-bit values of a field. */
function valuesOf(field: WordField): readonly number[] {
  const all = Array.from({ length: 256 }, (_, value) => value);
  return all.filter((value) => truthOf(isWithin(domain, field, domain.u8(value))));
}

describe('a field', () => {
  test('should have every value of its width where no range is given', () => {
    expect([u8(), u16(), u32(), u64()].map(({ width, max }) => [width, max])).toEqual([
      [8, 0xffn],
      [16, 0xffffn],
      [32, 0xffff_ffffn],
      [64, 0xffff_ffff_ffff_ffffn],
    ]);
    expect(valuesOf(u8())).toHaveLength(256);
  });

  test('should have the values of its range, both ends included, and no others', () => {
    expect(valuesOf(u8({ min: 4, max: 16, multipleOf: 4 }))).toEqual([4, 8, 12, 16]);
    expect(valuesOf(u8({ min: 255 }))).toEqual([255]);
    expect(valuesOf({ ...powerOfTwo(64), width: 8 })).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  test.each([
    [() => u8({ max: 256 }), 'is not a range within 0 to 255'],
    [() => u16({ min: 2, max: 1 }), 'is not a range'],
    [() => u16({ min: 1, multipleOf: 4 }), 'are not multiples of 4'],
    [() => powerOfTwo(24), 'expected a greatest value that is a power of two'],
  ])('should be refused where it has no such values: %s', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a table', () => {
  test('should have entries of any value, and no range', () => {
    expect(table(u16(), 256)).toEqual({ kind: 'table', width: 16, count: 256 });
    expect(() => table(u16({ max: 9 }), 256)).toThrow('declare them without a range');
  });

  test.each([0, 1.5, 131_073])('should not have %s entries of 64 bits', (count) => {
    expect(() => table(u64(), count)).toThrow(
      `a table cannot have ${count} entries of 64 bits: expected 1 to 131072`,
    );
  });
});

describe('two states', () => {
  const state = { count: domain.u16(3), open: domain.bool(true), cookies: domain.table(8, 4, 0) };

  test('should be the same where every field is', () => {
    const same = { count: domain.u16(3), open: domain.bool(true), cookies: domain.table(8, 4, 0).set(3, 0) };
    expect(truthOf(isSameState(domain, state, same))).toBe(true);
  });

  test.each([
    ['a word', { count: domain.u16(4) }],
    ['a truth value', { open: domain.bool(false) }],
    ['an entry of a table', { cookies: domain.table(8, 4, 0).set(3, 1) }],
    ['a width', { count: domain.u8(3) }],
    ['a kind of value', { open: domain.u8(1) }],
  ])('should differ by %s, unless that field is excepted', (_, changed) => {
    const other = { ...state, ...changed };
    expect(truthOf(isSameState(domain, state, other))).toBe(false);
    expect(truthOf(isSameState(domain, state, other, Object.keys(changed)))).toBe(true);
  });
});

test('a truth value should have no range', () => {
  expect(bool()).toEqual({ kind: 'bool' });
});
