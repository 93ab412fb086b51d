import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVERYTHING, NOTHING } from '../context/memory-variants.ts';
import { subterms } from '../term/children.ts';
import { isPowerOfTwo } from '../term/range.ts';
import { Builder } from '../term/random-term.fixture.ts';
import { boolRecipe } from '../term/recipes.fixture.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { Model } from './model.ts';
import { Models } from './models.ts';
import { repaired } from './repair.ts';

const t = new Terms();
const [x, y] = [t.var('x', 0n, 65_535n), t.var('y', 3n, 65_535n)];
const size = t.var('size', 1n, 256n, true);
const [at, memory] = [t.var('at', 0n, (1n << 64n) - 1n), t.memory('ram')];

const start = new Model({
  ...{ ints: new Map(), bools: new Map(), memories: new Map() },
  ...{ end: 'least', memory: NOTHING },
});

const isWord = (address: typeof at, value: bigint): BoolTerm =>
  t.eq(t.load(memory, address, 2), t.const(value));

describe('a model', () => {
  test('should have a value for what it does not name', () => {
    expect([start.int(x), start.int(y), start.int(size)]).toEqual([0n, 3n, 1n]);
    const greatest = new Model({ ...start.values, end: 'greatest', memory: EVERYTHING });
    expect([greatest.int(y), greatest.int(size)]).toEqual([65_535n, 256n]);
    expect([start.holds(t.mapped('ram', x)), greatest.holds(t.mapped('ram', x))]).toEqual([false, true]);
    const open = t.var('open', -Infinity, Infinity);
    expect([start.int(open), greatest.int(open)]).toEqual([0n, 0n]);
  });

  test('should be as far from a condition as it breaks parts of it', () => {
    const [a, b, c] = [t.boolVar('a'), t.boolVar('b'), t.boolVar('c')];
    expect(start.distance(t.and(a, t.or(b, t.and(b, c)), c))).toBe(3);
    expect(start.distance(t.or(t.and(a, b), c))).toBe(1);
    expect(start.distance(t.not(a))).toBe(0);
    expect(start.distance(t.or(t.not(a), t.not(b)), false)).toBe(2);
  });
});

describe('a search near a model', () => {
  test.each<[string, readonly BoolTerm[]]>([
    ['a number', [t.eq(x, t.const(77n))]],
    ['a bound', [t.le(t.const(400n), x), t.le(x, t.const(500n))]],
    ['a power of two', [t.eq(size, t.const(64n)), t.eq(t.rem(x, size), t.const(63n))]],
    ['a word that wraps', [t.eq(t.wrap(16, t.add(x, y)), t.const(1n)), t.le(t.const(9n), x)]],
    ['a field', [t.eq(t.field(x, 4, 4), t.const(9n)), t.eq(t.field(x, 0, 4), t.const(6n))]],
    ['bytes of memory', [isWord(at, 0x1234n), t.mapped('ram', at), t.le(t.const(64n), at)]],
    ['bytes that a number depends on', [t.eq(t.load(memory, at, 2), x), t.le(t.const(600n), x)]],
    ['a hole', [t.mapped('ram', at), t.not(t.mapped('ram', t.offset(at, 8n)))]],
    ['the end of a region', [t.mapped('ram', at), t.eq(t.layout('region-after', 'ram', at), t.const(5n))]],
    ['what was stored', [t.eq(t.select(t.store(memory, at, x, 2), t.offset(at, 1n)), t.const(7n))]],
    ['a choice', [t.eq(t.ite(t.boolVar('k'), x, y), t.const(0n))]],
  ])('should find %s', (_, conditions) => {
    const found = repaired(start, conditions);
    for (const condition of conditions) expect(found?.holds(condition)).toBe(true);
  });

  test('should find nothing where there is nothing, and only what holds', () => {
    expect(repaired(start, [t.raw.le(t.const(70_000n), x)])).toBeUndefined();
    expect(repaired(start, [t.le(x, t.const(5n)), t.raw.le(t.const(6n), x)])).toBeUndefined();
  });

  test('should find only values that variables can have, in which a random condition holds as it is defined', () => {
    let found = 0;
    const property = fc.property(boolRecipe, (recipe) => {
      const { rewritten, raw } = new Builder(new Terms()).bool(recipe);
      const model = repaired(start, [rewritten]);
      if (model === undefined) return;
      found += 1;
      // A new one of the same values, which remembers nothing.
      const again = new Model(model.values);
      expect(again.holds(raw)).toBe(true);
      for (const term of subterms([raw])) {
        if (term.kind !== 'var') continue;
        const value = again.int(term);
        expect(value >= term.range.lo && value <= term.range.hi).toBe(true);
        expect(term.powerOfTwo && !isPowerOfTwo(value)).toBe(false);
      }
    });
    fc.assert(property, { seed: 20261129, numRuns: 400 });
    expect(found).toBeGreaterThan(100);
  });
});

describe('the models that are known', () => {
  test('should be those in which what is said of them holds, and no others', () => {
    const models = new Models();
    const condition = t.eq(x, t.const(500n));
    expect(models.known([condition])).toBeUndefined();
    const wrong = new Model({ ...start.values, ints: new Map([['x', 501n]]) });
    expect(models.learn(wrong, [condition])).toBe(false);
    expect(models.known([condition])).toBeUndefined();
    const right = new Model({ ...start.values, ints: new Map([['x', 500n]]) });
    expect(models.learn(right, [condition])).toBe(true);
    expect(models.known([condition])).toBe(right);
  });

  test('should be found near one another, and kept', () => {
    const models = new Models();
    const condition = t.eq(x, t.const(500n));
    const found = models.near([condition, isWord(at, 3n)]);
    expect(found?.holds(condition)).toBe(true);
    expect(models.known([condition])).toBe(found);
  });
});
