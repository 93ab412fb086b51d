import { expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../domain/concrete.ts';
import { bool, isTable, powerOfTwo, table, u16, u32, u64, type Schema } from './state-schema.ts';
import { checkCounts, haveLengths, withLengths } from './table-lengths.ts';

const FIELDS = { size: u16(), cookies: table(u64(), 'size'), pairs: table(u32(), 4, 2) };
const RECORD = { size: domain.u16(7), cookies: domain.table(64, 3, 0), pairs: domain.table(32, 8, 0) };

test('should be those that the fields say, whatever they were', () => {
  const { cookies } = withLengths(FIELDS, RECORD);
  expect(isTable(cookies) && valueOf(cookies.length)).toBe(7n);
});

test.each([
  ['as their fields say', {}, true],
  ['one entry less', { size: domain.u16(8) }, false],
  ['words for half of the structures', { pairs: domain.table(32, 4, 0) }, false],
])('should be told apart: %s', (_, changed, expected) => {
  const record = { ...withLengths(FIELDS, RECORD), ...changed };
  expect(truthOf(haveLengths(domain, FIELDS, record))).toBe(expected);
});

test.each<[string, Schema, string]>([
  ['no field', { cookies: table(u64(), 'sizes') }, "as 'sizes' says, which is no word of the same state"],
  ['no number', { open: bool(), cookies: table(u64(), 'open') }, 'which is no word of the same state'],
  ['too great', { size: u64(), cookies: table(u64(), 'size') }, 'and the limit is 4294967296'],
  [
    'too great in words',
    { size: u32({ max: 2 ** 28 }), cookies: table(u64(), 'size', 3) },
    "value of 'size'",
  ],
])('should be refused where the field that counts is %s', (_, fields, message) => {
  expect(() => checkCounts(fields)).toThrow(message);
});

test('should be taken where they are in proportion', () => {
  expect(() => {
    checkCounts({ size: powerOfTwo(), cookies: table(u64(), 'size'), other: table(u16(), 9) });
  }).not.toThrow();
});
