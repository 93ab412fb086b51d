import { expect, test } from 'vitest';
import { Terms } from '../term/terms.ts';
import { PathMemory } from './path-memory.ts';

const t = new Terms();
const x = t.var('x', 0n, 100n);
const atMost = (bound: bigint) => t.le(x, t.const(bound));

test('should simplify with what its own path knows, whatever an earlier one knew', () => {
  const memory = new PathMemory(t);
  const first = memory.begin();
  first.add(atMost(50n));
  first.add(atMost(10n));
  expect(first.simplify(atMost(20n))).toBe(t.true);
  const second = memory.begin();
  expect(second.simplify(atMost(20n))).toBe(atMost(20n));
  second.add(atMost(50n));
  second.add(t.not(atMost(20n)));
  expect(second.simplify(atMost(20n))).toBe(t.false);
  expect(second.simplify(atMost(60n))).toBe(t.true);
});

test('should go on from steps of an earlier run with all that they say', () => {
  const memory = new PathMemory(t);
  const first = memory.begin();
  first.add(atMost(50n));
  first.add(t.not(atMost(30n)));
  const second = memory.begin();
  second.add(atMost(50n));
  second.add(t.not(atMost(30n)));
  expect(second.simplify(atMost(30n))).toBe(t.false);
  second.add(atMost(40n));
  expect(second.simplify(t.and(atMost(45n), atMost(20n)))).toBe(t.false);
  expect(second.literals).toEqual([atMost(50n), t.not(atMost(30n)), atMost(40n)]);
});

test('should not take a condition for what it became after other steps', () => {
  const memory = new PathMemory(t);
  const first = memory.begin();
  first.add(atMost(50n));
  expect(first.simplify(atMost(60n))).toBe(t.true);
  const second = memory.begin();
  second.add(t.not(atMost(70n)));
  expect(second.simplify(atMost(60n))).toBe(t.false);
  const third = memory.begin();
  third.add(atMost(50n));
  expect(third.simplify(atMost(60n))).toBe(t.true);
});
