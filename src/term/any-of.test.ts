import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyOf } from './any-of.ts';
import { Evaluator } from './evaluate.ts';
import type { BoolTerm } from './term.ts';
import { Terms } from './terms.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;

/** Conjunctions of literals, each the index of a name and whether it is negated. */
const conjunctions = fc.array(
  fc.array(fc.tuple(fc.nat({ max: NAMES.length - 1 }), fc.boolean()), { maxLength: 5 }),
  { maxLength: 4 },
);

function built(t: Terms, literals: readonly (readonly [number, boolean])[]): BoolTerm {
  return t.and(
    ...literals.map(([name, isNegated]) => {
      const literal = t.boolVar(NAMES[name] ?? 'a');
      return isNegated ? t.not(literal) : literal;
    }),
  );
}

test('any of some conditions holds exactly where one of them does', () => {
  fc.assert(
    fc.property(conjunctions, (all) => {
      const t = new Terms();
      const conditions = all.map((literals) => built(t, literals));
      const any = anyOf(t, conditions);
      for (let bits = 0; bits < 1 << NAMES.length; bits += 1) {
        const values = new Evaluator({
          ...{ int: () => 0n, byte: () => 0n, layout: () => 0n, mapped: () => false },
          bool: (name) => ((bits >> NAMES.findIndex((one) => one === name)) & 1) === 1,
        });
        expect(values.bool(any)).toBe(conditions.some((condition) => values.bool(condition)));
      }
    }),
  );
});

test('what all conditions have in common is said once', () => {
  const t = new Terms();
  const [a, b, c, d] = NAMES.map((name) => t.boolVar(name));
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('no name');

  expect(anyOf(t, [t.and(a, b, c), t.and(a, b, d)])).toBe(t.and(a, b, t.or(c, d)));
  expect(anyOf(t, [t.and(a, b), t.and(a, b, d)])).toBe(t.and(a, b));
  expect(anyOf(t, [t.and(a, b), c])).toBe(t.or(t.and(a, b), c));
  expect(anyOf(t, [t.and(a, b)])).toBe(t.and(a, b));
  expect(anyOf(t, [])).toBe(t.false);
});
