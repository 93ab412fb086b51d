import { describe, expect, test } from 'vitest';
import { concreteDomain } from '../domain/concrete.ts';
import type { BoolOperand } from '../domain/word.ts';
import { conjunctsOf, watchingConditions } from './conditions.ts';
import { brokenInWords } from '../story/conjunct-words.ts';

const { u16, u64, bool } = {
  u16: (value: number) => concreteDomain.u16(value),
  u64: (value: number) => concreteDomain.u64(value),
  bool: (value: boolean) => concreteDomain.bool(value),
};

const partsOf = (make: () => BoolOperand) => watchingConditions(() => conjunctsOf(make()));
const broken = (make: () => BoolOperand, text = ''): string =>
  brokenInWords(partsOf(make), { file: 'a.ts', line: 1, text });

describe('a broken condition', () => {
  test('should have a part for each of what it joins, with the values that it was made of', () => {
    const parts = partsOf(() =>
      u16(0)
        .eq(1)
        .and(u64(16).lt(u64(17)), false, bool(true)),
    );

    expect(parts).toEqual([
      { operator: 'eq', left: '0', right: '1', holds: false },
      { operator: 'lt', left: '0x10', right: '0x11', holds: true },
      { operator: 'is', left: 'false', right: 'true', holds: false },
      { operator: 'is', left: 'true', right: 'true', holds: true },
    ]);
  });

  test('should be described by its conclusion, if it is an implication', () => {
    expect(partsOf(() => u16(1).eq(1).implies(u16(2).ge(3).and(true)))).toEqual([
      { operator: 'ge', left: '2', right: '3', holds: false },
      { operator: 'is', left: 'true', right: 'true', holds: true },
    ]);
  });

  test.each<[string, () => BoolOperand]>([
    ['0, expected 1', () => u16(0).eq(1)],
    ['1, expected another value than 1', () => u16(1).ne(1)],
    ['4, expected less than 4', () => u16(4).lt(4)],
    ['5, expected at most 4', () => u16(5).le(4)],
    ['4, expected more than 4', () => u16(4).gt(4)],
    ['3, expected at least 4', () => u16(3).ge(4)],
    ['true, expected false', () => bool(true).iff(u16(1).eq(2))],
    ['expected not to hold: 3 eq 3', () => u16(3).eq(3).not()],
    ['none holds of: 1 eq 2 or false', () => u16(1).eq(2).or(false)],
    ['0, expected 1; 2, expected 3', () => u16(0).eq(1).and(u16(2).eq(3))],
  ])('should be described as %s', (words, make) => {
    expect(broken(make)).toBe(words);
  });

  test('should name what is compared where one line says so, and say nothing of what was not seen', () => {
    const line = "p.assert('it advances', after.nextUsed.eq(before.nextUsed.add(1)));";

    expect(broken(() => u16(0).eq(1), line)).toBe('after.next_used = 0, expected 1');
    expect(broken(() => u16(0).eq(1), `p.assert('x', a.eq(1).and(b.eq(2)));`)).toBe('0, expected 1');
    expect(conjunctsOf(u16(0).eq(1))).toEqual([]);
    expect(partsOf(() => false)).toEqual([]);
  });
});
