import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluator } from '../term/evaluate.ts';
import { pow2 } from '../term/range.ts';
import { Terms } from '../term/terms.ts';
import {
  exactOperations,
  overflowTests,
  testOperations,
  wordOperations,
  type Shape,
  type TestOperation,
  type WordOperation,
} from './operations.ts';

const WIDTHS = [8, 16, 32, 64];

/** Words of a width: its ends, what is next to a power of two, small numbers, and any. */
const word = (width: number): fc.Arbitrary<bigint> => {
  const greatest = pow2(width) - 1n;
  const nearPowers = fc
    .tuple(fc.integer({ min: 0, max: width - 1 }), fc.bigInt(-1n, 1n))
    .map(([bit, offset]) => BigInt.asUintN(width, pow2(bit) + offset));
  return fc.oneof(fc.constantFrom(0n, greatest), nearPowers, fc.bigInt(0n, 70n), fc.bigInt(0n, greatest));
};

function parameters(name: string, width: number): fc.Arbitrary<readonly bigint[]> {
  switch (name) {
    case 'mul':
      return word(width).map((factor) => [factor]);
    case 'concat':
      return fc.constant([BigInt(width)]);
    case 'zeroExtend':
      return fc.constant([BigInt(2 * width)]);
    case 'truncate':
      return fc.constant([BigInt(width / 2)]);
    case 'extract':
      return fc
        .tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: 1, max: width }))
        .map(([low, length]) => [BigInt(low), BigInt(Math.min(length, width - low))]);
    default:
      return fc.constant([]);
  }
}

type Operation = { readonly word: WordOperation } | { readonly test: TestOperation };

const OPERATIONS: readonly (readonly [string, string, Operation])[] = [
  ...Object.entries(wordOperations).map(([name, word]) => [name, name, { word }] as const),
  ...Object.entries(exactOperations).map(([name, word]) => [`exact ${name}`, name, { word }] as const),
  ...Object.entries(testOperations).map(([name, test]) => [name, name, { test }] as const),
  ...Object.entries(overflowTests).map(([name, test]) => [`overflow of ${name}`, name, { test }] as const),
];

interface Inputs {
  readonly shape: Shape;
  readonly a: bigint;
  readonly b: bigint;
}

const inputs = (name: string): fc.Arbitrary<Inputs> =>
  fc.constantFrom(...WIDTHS).chain((width) =>
    fc.record({
      shape: fc.record({ width: fc.constant(width), parameters: parameters(name, width) }),
      a: word(width),
      b: word(width),
    }),
  );

/** What an operation's term is, by its definition, of constants or of variables that hold them. */
function ofTerms(
  operation: Operation,
  { shape, a, b }: Inputs,
  t: Terms,
  constants: boolean,
): bigint | boolean {
  const evaluator = new Evaluator({
    int: (name) => (name === 'a' ? a : b),
    bool: () => false,
    byte: () => 0n,
    layout: () => 0n,
    mapped: () => false,
  });
  const greatest = pow2(shape.width) - 1n;
  const [x, y] = constants ? [t.const(a), t.const(b)] : [t.var('a', 0n, greatest), t.var('b', 0n, greatest)];
  return 'word' in operation
    ? evaluator.int(operation.word.symbolic(t, shape, x, y))
    : evaluator.bool(operation.test.symbolic(t, shape, x, y));
}

describe('at full width', () => {
  it.each(OPERATIONS)('%s of numbers is what its term is', (title, name, operation) => {
    fc.assert(
      fc.property(inputs(name), fc.boolean(), fc.boolean(), (given, rewriting, constants) => {
        const { shape, a, b } = given;
        const overflow: TestOperation | undefined = title.startsWith('exact ')
          ? overflowTests[name as keyof typeof overflowTests]
          : undefined;
        fc.pre(overflow?.concrete(shape, a, b) !== true);
        const form = 'word' in operation ? operation.word : operation.test;
        expect(ofTerms(operation, given, new Terms({ rewriting }), constants)).toBe(
          form.concrete(shape, a, b),
        );
      }),
      { seed: 20260721, numRuns: 150 },
    );
  });
});
