import { beforeAll, describe, expect, it } from 'vitest';
import {
  exactOperations,
  overflowTests,
  testOperations,
  wordOperations,
  type Shape,
  type TestOperation,
  type WordOperation,
} from '../domain/operations.ts';
import { oneIn, unless } from '../full.fixture.ts';
import { pow2 } from '../term/range.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { lower, type Encoding } from './lower.ts';
import type { Solver } from './solver.ts';
import { startEmbeddedZ3 } from './z3-wasm.ts';

const WIDTH = 4;
const VALUES = Array.from({ length: 1 << WIDTH }, (_, i) => BigInt(i));
const ENCODINGS: readonly Encoding[] = ['int', 'bv'];

/** The parameters that an operation is tried with at a width. */
function shapesOf(name: string, width: number): readonly Shape[] {
  const shapes = (...parameters: readonly (readonly bigint[])[]): readonly Shape[] =>
    parameters.map((list) => ({ width, parameters: list }));
  switch (name) {
    case 'mul':
      return shapes(
        ...(width === WIDTH ? VALUES : [0n, 1n, 3n, 8n, pow2(width) - 1n]).map((factor) => [factor]),
      );
    case 'concat':
      return shapes([BigInt(width)]);
    case 'extract': {
      const lows = width === WIDTH ? [0, 1, 2, 3] : [0, 8, width / 2, width - 8];
      const lengths = width === WIDTH ? [1, 2, 3, 4] : [8, width / 2];
      const pairs = lows.flatMap((low) => lengths.map((length) => [low, length] as const));
      return shapes(
        ...pairs.filter(([low, length]) => low + length <= width).map((pair) => pair.map(BigInt)),
      );
    }
    case 'zeroExtend':
      return shapes([BigInt(2 * width)]);
    case 'truncate':
      return shapes([BigInt(width / 2)]);
    default:
      return shapes([]);
  }
}

/** The widths of words that an operation is tried with: shifts and products grow too slow, and are alike at all of them. */
function fullWidthsOf(name: string): readonly number[] {
  if (name === 'shl' || name === 'shr') return [8, 16];
  if (name === 'mul') return [8, 32];
  // A word of 128 bits there is not.
  return name === 'concat' ? [8, 16, 32] : [8, 16, 32, 64];
}

type Operation = { readonly word: WordOperation } | { readonly test: TestOperation };

const OPERATIONS: readonly (readonly [string, string, Operation, TestOperation | undefined])[] = [
  ...Object.entries(wordOperations).map(([name, word]) => [name, name, { word }, undefined] as const),
  ...Object.entries(testOperations).map(([name, test]) => [name, name, { test }, undefined] as const),
  ...Object.entries(overflowTests).map(
    ([name, test]) => [`overflow of ${name}`, name, { test }, undefined] as const,
  ),
  ...Object.entries(exactOperations).map(
    ([name, word]) =>
      [`exact ${name}`, name, { word }, overflowTests[name as keyof typeof overflowTests]] as const,
  ),
];

const arityOf = (operation: Operation): number =>
  ('word' in operation ? operation.word : operation.test).arity;

/** Pairs of arguments; for one argument the second is always 0. */
function argumentsOf(operation: Operation): readonly (readonly [bigint, bigint])[] {
  return VALUES.flatMap((a) => (arityOf(operation) === 2 ? VALUES : [0n]).map((b) => [a, b] as const));
}

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

/** The symbol that an input has in a query. */
type SymbolOf = (name: string) => string;

function isUnsat(
  t: Terms,
  assertions: readonly BoolTerm[],
  encoding: Encoding,
  extra: (symbolOf: SymbolOf) => string = () => '',
): boolean {
  const { text, observables } = lower({ terms: t, assertions, exact: true, observed: false }, encoding);
  const inputs = [...observables.ints, ...observables.bools];
  const symbolOf: SymbolOf = (name) => inputs.find((input) => input.name === name)?.symbol ?? `no ${name}`;
  const answer = solver.check(text + extra(symbolOf), [], {});
  if (answer.status === 'unknown') throw new Error(`no answer: ${answer.reason}`);
  return answer.status === 'unsat';
}

/** A formula that holds where the symbolic form differs from the concrete one at (a, b). */
function difference(
  t: Terms,
  operation: Operation,
  shape: Shape,
  x: IntTerm,
  y: IntTerm,
  a: bigint,
  b: bigint,
): BoolTerm {
  const r = t.raw;
  const here = r.and(r.eq(x, r.const(a)), r.eq(y, r.const(b)));
  if ('word' in operation) {
    const expected = r.const(operation.word.concrete(shape, a, b));
    return r.and(here, r.not(r.eq(operation.word.symbolic(t, shape, x, y), expected)));
  }
  const holds = operation.test.symbolic(t, shape, x, y);
  return r.and(here, operation.test.concrete(shape, a, b) ? r.not(holds) : holds);
}

/** Comparisons that take seconds each. */
const SLOW: readonly string[] = [
  ...['bv, rewriting true: concat', 'bv, rewriting false: concat'],
  ...['int, rewriting true: or', 'int, rewriting true: xor'],
  ...['int, rewriting false: or', 'int, rewriting false: xor'],
  ...[
    'or',
    'xor',
    'div',
    'exact add',
    'exact mul',
    'overflow of add',
    'overflow of mul',
    'le',
    'extract',
  ].map((name) => `full width: ${name}`),
];

/** The operations to be compared in this way. */
const asked = (comparison: string): typeof OPERATIONS =>
  unless(
    ([name]) => SLOW.includes(`${comparison}: ${name}`),
    comparison.endsWith('rewriting false')
      ? oneIn(8, OPERATIONS)
      : comparison === 'full width'
        ? oneIn(3, OPERATIONS)
        : OPERATIONS,
  );

describe.each(ENCODINGS)('at width 4, for all inputs, lowered to %s', (encoding) => {
  describe.each([true, false])('rewriting %s', (rewriting) => {
    it.each(asked(`${encoding}, rewriting ${rewriting}`))(
      '%s agrees with its concrete form',
      (_, name, operation, overflow) => {
        for (const shape of shapesOf(name, WIDTH)) {
          const t = new Terms({ rewriting });
          const x = t.var('x', 0n, pow2(WIDTH) - 1n);
          const y = arityOf(operation) === 2 ? t.var('y', 0n, pow2(WIDTH) - 1n) : t.zero;
          const differences = argumentsOf(operation)
            .filter(([a, b]) => overflow?.concrete(shape, a, b) !== true)
            .map(([a, b]) => difference(t, operation, shape, x, y, a, b));
          expect({ shape, agrees: isUnsat(t, [t.raw.or(...differences)], encoding) }).toEqual({
            shape,
            agrees: true,
          });
        }
      },
    );
  });
});

const bv = (width: number, value: bigint): string => `(_ bv${value} ${width})`;

describe("SMT-LIB's own operators", () => {
  it.each(OPERATIONS)('agree with the concrete form of %s at width 4', (_, name, operation, overflow) => {
    for (const shape of shapesOf(name, WIDTH)) {
      const facts = argumentsOf(operation)
        .filter(([a, b]) => overflow?.concrete(shape, a, b) !== true)
        .map(([a, b]) => {
          const [x, y] = [bv(WIDTH, a), bv(WIDTH, b)];
          if ('test' in operation)
            return `(= ${operation.test.smtlib(shape, x, y)} ${operation.test.concrete(shape, a, b)})`;
          const width = operation.word.resultWidth?.(shape) ?? WIDTH;
          return `(= ${operation.word.smtlib(shape, x, y)} ${bv(width, operation.word.concrete(shape, a, b))})`;
        });
      expect(solver.check(`(assert (not (and true ${facts.join(' ')})))`, [], {})).toMatchObject({
        status: 'unsat',
      });
    }
  });

  it.each(asked('full width'))(
    'agree with the symbolic form of %s at full width, rewritten and not',
    (_, name, operation, overflow) => {
      for (const width of fullWidthsOf(name)) {
        for (const shape of shapesOf(name, width)) {
          for (const rewriting of [true, false]) {
            const t = new Terms({ rewriting });
            const x = t.var('x', 0n, pow2(width) - 1n);
            const y = arityOf(operation) === 2 ? t.var('y', 0n, pow2(width) - 1n) : t.zero;
            const r = t.raw;
            const used = [r.eq(x, x), r.eq(y, y)];
            const premise = overflow === undefined ? [] : [r.not(overflow.symbolic(t, shape, x, y))];
            let result: BoolTerm;
            let claim: (symbolOf: SymbolOf) => string;
            if ('word' in operation) {
              const size = operation.word.resultWidth?.(shape) ?? width;
              result = r.eq(operation.word.symbolic(t, shape, x, y), t.var('z', 0n, pow2(size) - 1n));
              claim = (of) => `(= ${of('z')} ${operation.word.smtlib(shape, of('x'), of('y'))})`;
            } else {
              result = r.iff(operation.test.symbolic(t, shape, x, y), t.boolVar('z'));
              claim = (of) => `(= ${of('z')} ${operation.test.smtlib(shape, of('x'), of('y'))})`;
            }
            const agrees = isUnsat(
              t,
              [...used, ...premise, result],
              'bv',
              (of) => `(assert (not ${claim(of)}))`,
            );
            expect({ width, shape, rewriting, agrees }).toEqual({ width, shape, rewriting, agrees: true });
          }
        }
      }
    },
  );
});
