import { describe, expect, test } from 'vitest';
import { knownValues } from './known-values.ts';
import type { BoolTerm, IntTerm, Var } from './term.ts';
import { Terms } from './terms.ts';

function setUp() {
  const t = new Terms();
  const variable = (name: string): Var => {
    const made = t.var(name, 0n, 65_535n);
    if (made.kind !== 'var') throw new TypeError(`${name} is no variable`);
    return made;
  };
  const named = (name: string, count: number): readonly Var[] =>
    Array.from({ length: count }, (_, i) => variable(`${name}${i}`));
  const pair = (at: readonly IntTerm[], values: readonly Var[], i: number, j: number): BoolTerm =>
    t.implies(t.eq(at[i] ?? t.zero, at[j] ?? t.zero), t.eq(values[i] ?? t.zero, values[j] ?? t.zero));
  const pairs = (at: readonly IntTerm[], values: readonly Var[]): readonly BoolTerm[] =>
    at.flatMap((_, i) => at.slice(0, i).map((_, j) => pair(at, values, i, j)));
  return { t, variable, named, pair, pairs };
}

describe('conditions about each two of several values', () => {
  test('should be one function', () => {
    const { t, named, pairs } = setUp();
    const [at, values] = [named('at', 5), named('value', 5)];
    const other = t.lt(t.var('at0', 0n, 65_535n), t.const(7n));

    const { functions, left } = knownValues(t, [t.and(...pairs(at, values), other)]);

    expect(left).toEqual([other]);
    expect(functions).toHaveLength(1);
    expect(new Map(functions[0]?.map((one) => [one.value, one.at]))).toEqual(
      new Map(values.map((value, i) => [value, at[i]])),
    );
  });

  test('should be a function of places that are sums', () => {
    const { t, named, pairs } = setUp();
    const [[low = t.zero, high = t.zero, ...more], values] = [named('at', 4), named('value', 4)];
    const at = [t.add(low, t.scale(256n, high)), t.offset(high, 3n), ...more];

    const { functions, left } = knownValues(t, pairs(at, values));

    expect(left).toEqual([]);
    expect(new Map(functions[0]?.map((one) => [one.value, one.at]))).toEqual(
      new Map(values.map((value, i) => [value, at[i]])),
    );
  });

  test('should be a function for each table', () => {
    const { t, named, pairs } = setUp();
    const at = named('at', 4);
    const { functions, left } = knownValues(t, [...pairs(at, named('v', 4)), ...pairs(at, named('w', 4))]);
    expect([functions.length, left.length]).toEqual([2, 0]);
  });

  test('should leave out no more than they say where one is missing', () => {
    const { t, named, pairs } = setUp();
    const all = pairs(named('at', 5), named('value', 5));
    for (const missing of all) {
      const { functions, left } = knownValues(
        t,
        all.filter((one) => one !== missing),
      );
      // Four of the values have all of their pairs, and the fifth keeps its three.
      expect(functions.map((values) => values.length)).toEqual([4]);
      expect(left).toHaveLength(3);
    }
  });

  test('should stay where one of them is about another place', () => {
    const { t, named, pair, pairs } = setUp();
    const [at, values] = [named('at', 4), named('value', 4)];
    const moved = at.map((one, i) => (i === 3 ? t.offset(one, 1n) : one));
    const strange = pair(moved, values, 3, 0);
    const all = pairs(at, values).map((one) => (one === pair(at, values, 3, 0) ? strange : one));
    expect(knownValues(t, all)).toEqual({ functions: [], left: all });
  });

  test('should stay where they are few', () => {
    const { t, named, pairs } = setUp();
    const all = pairs(named('at', 3), named('value', 3));
    expect(knownValues(t, all)).toEqual({ functions: [], left: all });
  });
});
