import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConcreteState } from '../context/concrete-state.ts';
import { boolInput, integerInput, powerOfTwoInput, wordInput } from '../proof/inputs.ts';
import type { Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';
import { Evaluator } from '../term/evaluate.ts';
import { FACTS, factOf, isMapped, regionMaps } from '../term/small-maps.fixture.ts';
import { Terms } from '../term/terms.ts';
import { check } from './check.fixture.ts';
import { Prover } from '../prover/prover.ts';
import { valuesIn } from '../prover/state-values.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import { simplestFirst, Witnesses } from './witnesses.ts';

const t = new Terms();
const ring = t.scale(16n, t.var('ring/16', 4n, (1n << 60n) - 1n));
const size = t.var('size', 1n, 256n, true);
const count = t.var('count', 5n, Infinity);
const ready = t.boolVar('ready');
const INPUTS = new Map<string, DeclaredInput>([
  ['ring', { input: wordInput('ring', 64, { min: 64, multipleOf: 16 }), term: ring }],
  ['size', { input: powerOfTwoInput('size', 256), term: size }],
  ['count', { input: integerInput('count', { min: 5 }), term: count }],
  ['ready', { input: boolInput('ready'), term: ready }],
]);

/** A solver that counts what it is asked, and witnesses that ask it. */
function witnesses(solver?: Solver) {
  const asked: string[] = [];
  const prover = new Prover(
    t,
    () => ({
      name: 'counting',
      check: (text, symbols, limits) => {
        asked.push(text);
        return (
          solver?.check(text, symbols, limits) ?? {
            status: 'unknown',
            reason: 'no solver was asked',
            steps: 0,
          }
        );
      },
    }),
    'int',
  );
  return { known: new Witnesses(prover, INPUTS, ['ram', 'ram/driver']), asked };
}

const at = t.const(4096n);
/** What no search near known states finds. */
const hard = t.and(
  ...[7n, 11n, 13n, 17n].map((by) => t.eq(t.rem(t.offset(count, -5n), t.const(by)), t.const(1234n % by))),
);

describe('the values of a state', () => {
  const state: ConcreteState = {
    inputs: new Map<string, bigint | boolean>([
      ['ring', 160n],
      ['size', 32n],
      ['count', 1n << 70n],
      ['ready', true],
    ]),
    memories: new Map([
      ['ram', { regions: [{ base: 10n, size: 5n }], bytes: new Map([[12n, 7]]) }],
      ['ram/driver', { regions: [], bytes: new Map([[12n, 9]]) }],
    ]),
  };
  const evaluator = new Evaluator(valuesIn(state, INPUTS));

  test('should be those of its inputs and bytes', () => {
    expect(evaluator.int(t.add(ring, size))).toBe(192n);
    expect(evaluator.int(count)).toBe(1n << 70n);
    expect(evaluator.bool(ready)).toBe(true);
    expect(evaluator.int(t.load(t.memory('ram'), t.const(11n), 2))).toBe(0x700n);
    expect(evaluator.int(t.load(t.memory('ram/driver'), t.const(12n), 1))).toBe(9n);
    expect(() => evaluator.int(t.var('other', 0n, 9n))).toThrow("'other' is no input");
  });

  test.each([0n, 1n, (1n << 64n) - 37n])('should be those of its regions, from %s on', (origin) => {
    fc.assert(
      fc.property(regionMaps(origin), (regions) => {
        const memories = new Map([['ram', { regions, bytes: new Map<bigint, number>() }]]);
        const values = valuesIn({ ...state, memories }, INPUTS);
        for (let address = origin; address < origin + 37n; address++) {
          expect(values.mapped('ram', address)).toBe(isMapped(regions, address));
          if (!isMapped(regions, address)) continue;
          for (const fact of FACTS)
            expect(values.layout(fact, 'ram', address)).toBe(factOf(regions, fact, address));
        }
      }),
      { seed: 20260722, numRuns: 100 },
    );
  });
});

describe('whether some state satisfies a condition', () => {
  test('should be known of the ends of inputs, and of memory that is everywhere or nowhere', () => {
    const { known, asked } = witnesses();
    for (const ends of [
      t.and(t.eq(ring, t.const(64n)), t.eq(size, t.const(256n)), ready),
      t.and(t.eq(ring, t.const((1n << 64n) - 16n)), t.eq(size, t.const(1n)), t.not(ready)),
      t.and(t.mapped('ram', at), t.eq(t.layout('extent-before', 'ram', at), at)),
      t.not(t.mapped('ram', at)),
    ])
      expect(known.reached(ends)).toBe(true);
    // Without rewriting, which knows it of the range.
    expect(known.knows(t.raw.lt(count, t.const(5n)))).toBe(false);
    expect(asked).toEqual([]);
  });

  test('should be asked once where it is not, and be known of what the answer shows', async () => {
    const { known, asked } = witnesses(await startEmbeddedZ3());
    const sizes = t.eq(t.rem(ring, t.scale(48n, size)), t.const(16n));
    const both = t.and(sizes, t.eq(size, t.const(4n)));
    expect(known.knows(both)).toBe(false);
    expect([known.reached(both), known.reached(both), known.possible(both), known.reached(sizes)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(asked).toHaveLength(1);
    const never = t.and(t.le(count, t.const(6n)), t.eq(t.rem(size, t.const(3n)), t.zero));
    expect([known.possible(never), known.possible(never)]).toEqual([false, false]);
    expect(asked).toHaveLength(2);
  });

  test('should stay open where a solver gives up, and be asked again', () => {
    const { known, asked } = witnesses();
    expect([known.possible(hard), known.reached(hard)]).toEqual([null, null]);
    // Once for a state, and once for whether there is one.
    expect(asked).toHaveLength(3);
  });

  test('should be decided by satisfiability if no state is found soon', async () => {
    const z3 = await startEmbeddedZ3();
    const { known, asked } = witnesses({
      name: 'unlucky with states',
      check: (text, symbols, limits) =>
        symbols.length > 0
          ? { status: 'unknown', reason: 'out of budget', steps: 0 }
          : z3.check(text, symbols, limits),
    });
    expect([
      known.reached(hard),
      known.reached(t.and(hard, t.eq(t.rem(t.offset(count, -5n), t.const(7n)), t.zero))),
    ]).toEqual([true, false]);
    expect(known.knows(hard)).toBe(false);
    expect(asked).toHaveLength(4);
  });

  test('should be known of areas that do not overlap, also where one of them is moved', () => {
    const [table, other] = [t.var('table', 0n, 1n << 63n), t.var('other', 0n, 1n << 63n)];
    const inputs = new Map<string, DeclaredInput>([
      ['table', { input: wordInput('table', 64, { max: 1n << 63n }), term: table }],
      ['other', { input: wordInput('other', 64, { max: 1n << 63n }), term: other }],
    ]);
    const states = new Witnesses(
      new Prover(
        t,
        () => {
          throw new Error('no solver may be asked');
        },
        'int',
      ),
      inputs,
      ['ram'],
    );
    const behind = (a: typeof table, b: typeof table) => t.le(t.offset(a, 1n << 20n), b);
    const apart = t.and(
      ...[table, other].map((address) => t.mapped('ram', address)),
      t.or(behind(table, other), behind(other, table)),
      t.not(t.eq(table, t.zero)),
    );
    expect(states.knows(apart)).toBe(true);
    const least = { input: 'other', at: 0n, is: t.eq(other, t.zero) };
    expect(states.knowsAt(apart, least)).toBe(true);
  });

  test('should be found by changing one input of a known state, and its memory with it', async () => {
    const { known, asked } = witnesses(await startEmbeddedZ3());
    const eight = t.eq(size, t.const(8n));
    expect(known.reached(t.and(eight, t.mapped('ram', ring)))).toBe(true);
    const least = { input: 'ring', at: 64n, is: t.eq(ring, t.const(64n)) };
    expect(known.knowsAt(t.and(eight, t.mapped('ram', ring)), least)).toBe(true);
    const above = t.le(t.const(65n), ring);
    expect([known.knows(above), known.knowsAt(above, least)]).toEqual([true, false]);
    expect(asked).toEqual([]);
  });

  test('should be found by changes that break nothing else', () => {
    const { known, asked } = witnesses();
    const hole = t.and(t.mapped('ram', at), t.not(t.mapped('ram', t.const(4097n))));
    const word = t.eq(t.load(t.memory('ram'), at, 2), t.wrap(16, t.offset(t.field(ring, 4, 16), 300n)));
    const all = t.and(hole, word, t.le(t.const(1n << 20n), ring), t.eq(size, t.const(64n)));
    expect([known.knows(all), known.reached(all), known.knows(all)]).toEqual([false, true, true]);
    expect(asked).toEqual([]);
  });
});

describe('a proof of what rewriting tells', () => {
  test('should need no solver for its covers and ends', async () => {
    const result = await check(
      (p) => {
        const [x, memory] = [p.any.u16('x'), p.memory()];
        const at = p.any.u64('at');
        if (memory.load(at, 8, 'acquire').ok) p.assert('x', x.add(1).sub(1).eq(x));
        p.cover('loaded', memory.accessible(at, 8));
        p.cover('not loaded', memory.accessible(at, 8).not());
      },
      { covers: ['loaded', 'not loaded'] },
    );
    expect(result).toMatchObject({ verdict: 'proved', solver: null });
  });
});

describe('of several conditions', () => {
  const x = t.boolVar('x');
  const [simple, less] = [hard, t.and(hard, t.or(x, t.not(ready)), t.le(t.const(7n), count))];
  /** That has many terms. */
  const many = t.or(...Array.from({ length: 600 }, (_, i) => t.and(hard, t.boolVar(`y${i}`))));

  test('the simplest is sought, in one question', () => {
    const { known, asked } = witnesses();
    known.seek([less, simple], many);

    expect(simplestFirst([less, simple])).toEqual([simple, less]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('|in.x|');
  });

  test('none is sought where they have few terms, or where a state of any is known', () => {
    const { known, asked } = witnesses();
    known.seek([less, simple], t.or(less, simple));
    known.seek([less, simple], t.or(many, ready));

    expect(asked).toEqual([]);
  });
});
