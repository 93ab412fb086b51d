import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../full.fixture.ts';
import { subterms } from './children.ts';
import { Context } from './context.ts';
import { Evaluator } from './evaluate.ts';
import { possibleValues } from './possible-values.ts';
import { floorMod, pow2 } from './range.ts';
import { Builder } from './random-term.fixture.ts';
import { Rebuilder } from './rebuild.ts';
import { assignmentOf, boolRecipe, intRecipe, memoryRecipe, values } from './recipes.fixture.ts';
import type { IntTerm, Term } from './term.ts';
import { Terms } from './terms.ts';

const RUNS = { seed: 20260714, numRuns: runs(1500) };

/** Whether a value is one that a term says it can have. */
function fits(term: IntTerm, value: bigint): boolean {
  const { lo, hi } = term.range;
  return lo <= value && value <= hi && floorMod(value, pow2(Math.min(term.align, 80))) === 0n;
}

const ints = (roots: readonly Term[]): readonly IntTerm[] =>
  subterms(roots).filter((term): term is IntTerm => term.sort === 'int');

describe('a random term', () => {
  it('has the same value rewritten', () => {
    fc.assert(
      fc.property(intRecipe, boolRecipe, values, (int, bool, given) => {
        const builder = new Builder(new Terms());
        const evaluator = new Evaluator(assignmentOf(given));
        const [word, condition] = [builder.int(int), builder.bool(bool)];
        expect(evaluator.int(word.rewritten)).toBe(evaluator.int(word.raw));
        expect(evaluator.bool(condition.rewritten)).toBe(evaluator.bool(condition.raw));
      }),
      RUNS,
    );
  });

  it('has its value within its range and alignment, rewritten and not', () => {
    fc.assert(
      fc.property(intRecipe, boolRecipe, values, (int, bool, given) => {
        const builder = new Builder(new Terms());
        const evaluator = new Evaluator(assignmentOf(given));
        const [word, condition] = [builder.int(int), builder.bool(bool)];
        const all = ints([word.raw, word.rewritten, condition.raw, condition.rewritten]);
        expect(all.filter((term) => !fits(term, evaluator.int(term)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has its value among those that it is said to have, where they are few', () => {
    fc.assert(
      fc.property(intRecipe, values, (int, given) => {
        const word = new Builder(new Terms()).int(int);
        const evaluator = new Evaluator(assignmentOf(given));
        const isMissing = (term: IntTerm): boolean =>
          possibleValues(term, 64)?.includes(evaluator.int(term)) === false;
        expect(ints([word.raw, word.rewritten]).filter(isMissing)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('means the same simplified, where the premise holds', () => {
    fc.assert(
      fc.property(fc.array(boolRecipe, { maxLength: 4 }), boolRecipe, values, (premises, bool, given) => {
        const t = new Terms();
        const builder = new Builder(t);
        const evaluator = new Evaluator(assignmentOf(given));
        const premise = premises
          .map((recipe) => builder.bool(recipe).rewritten)
          .map((condition) => (evaluator.bool(condition) ? condition : t.not(condition)));
        const { rewritten } = builder.bool(bool);
        const simplified = new Context(t, { premise, knowsMaps: true }).simplify(rewritten);
        expect(evaluator.bool(simplified)).toBe(evaluator.bool(rewritten));
      }),
      RUNS,
    );
  });

  it('means the same simplified by a bound on the same sum', () => {
    const kind = fc.constantFrom('le' as const, 'lt' as const, 'eq' as const);
    const offset = fc.bigInt(-3n, 3n);
    fc.assert(
      fc.property(
        intRecipe,
        intRecipe,
        fc.tuple(kind, offset, kind, offset, fc.boolean()),
        values,
        (left, right, how, given) => {
          const [known, first, asked, second, swapped] = how;
          const t = new Terms();
          const builder = new Builder(t);
          const evaluator = new Evaluator(assignmentOf(given));
          const [a, b] = [builder.int(left).rewritten, builder.int(right).rewritten];
          const gap = t.const(evaluator.int(a) - evaluator.int(b) + first);
          const condition = t[known](a, t.add(b, gap));
          const premise = evaluator.bool(condition) ? condition : t.not(condition);
          const other = t.offset(t.add(b, gap), second);
          const ask = swapped ? t[asked](other, a) : t[asked](a, other);
          const simplified = new Context(t, { premise: [premise], knowsMaps: true }).simplify(ask);
          expect(evaluator.bool(simplified)).toBe(evaluator.bool(ask));
        },
      ),
      RUNS,
    );
  });

  it('is the same object when it is built again, and when it is rebuilt', () => {
    fc.assert(
      fc.property(intRecipe, boolRecipe, memoryRecipe, (int, bool, memory) => {
        const t = new Terms();
        const [first, second] = [new Builder(t), new Builder(t)];
        const [word, condition] = [first.int(int), first.bool(bool)];
        expect(second.int(int)).toEqual(word);
        expect(second.int(int).rewritten).toBe(word.rewritten);
        expect(second.bool(bool).rewritten).toBe(condition.rewritten);
        const rebuilder = new Rebuilder(t, { bool: () => undefined, residue: () => undefined });
        expect(rebuilder.memory(new Builder(t).memory(memory).rewritten)).toBe(
          first.memory(memory).rewritten,
        );
        expect(rebuilder.int(word.rewritten)).toBe(word.rewritten);
        expect(rebuilder.bool(condition.rewritten)).toBe(condition.rewritten);
      }),
      RUNS,
    );
  });
});

describe('a random chain of stores', () => {
  it('is read as its bytes are', () => {
    fc.assert(
      fc.property(
        memoryRecipe,
        fc.bigInt(0n, 9n),
        fc.constantFrom(1, 2, 4, 8),
        values,
        (recipe, at, bytes, given) => {
          const t = new Terms();
          const memory = new Builder(t).memory(recipe);
          const evaluator = new Evaluator(assignmentOf(given));
          const expected = Array.from({ length: bytes }, (_, i) =>
            evaluator.byte(memory.raw, at + BigInt(i)),
          );
          const word = expected.reduce((total, byte, i) => total + byte * pow2(8 * i), 0n);
          expect(evaluator.int(t.load(memory.rewritten, t.const(at), bytes))).toBe(word);
          expect(evaluator.int(t.raw.load(memory.raw, t.const(at), bytes))).toBe(word);
        },
      ),
      RUNS,
    );
  });
});
