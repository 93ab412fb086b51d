import fc from 'fast-check';
import type { Assignment } from './evaluate.ts';
import {
  BOOL_NAMES,
  BOUNDED_NAMES,
  VAR_NAMES,
  VARIABLES,
  type BoolRecipe,
  type IntRecipe,
  type MemoryRecipe,
  type VarName,
} from './random-term.fixture.ts';

interface Recipes extends Record<string, unknown> {
  int: IntRecipe;
  bool: BoolRecipe;
  memory: MemoryRecipe;
}

const bigint = (min: number, max: number): fc.Arbitrary<bigint> => fc.integer({ min, max }).map(BigInt);
const bytes = fc.constantFrom(1, 2, 4);
const named = (...names: readonly VarName[]): fc.Arbitrary<IntRecipe> =>
  fc.constantFrom(...names).map((name): IntRecipe => ({ kind: 'var', name }));
const constant = (values: fc.Arbitrary<bigint>): fc.Arbitrary<IntRecipe> =>
  values.map((value): IntRecipe => ({ kind: 'const', value }));

const coefficient = fc.oneof(bigint(-3, 3), fc.constantFrom(4n, 8n, -8n, 16n, 17n));
const divisor = fc.oneof(named('s', 'u', 'a', 'b'), constant(fc.constantFrom(0n, 1n, 2n, 3n, 8n, 12n)));
/** Addresses near each other: stores and loads meet in every way. */
const address = fc.oneof(
  constant(bigint(0, 9)),
  fc
    .tuple(
      bigint(0, 5),
      coefficient.filter((c) => c >= 0n),
      named('a', 'e', 's', 'u'),
    )
    .map(([start, c, name]): IntRecipe => ({ kind: 'sum', constant: start, terms: [[c, name]] })),
);

const recipes = (names: readonly VarName[]): fc.LetrecValue<Recipes> =>
  fc.letrec<Recipes>((tie) => ({
    int: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'term' },
      named(...names),
      constant(bigint(-20, 70)),
      fc.record({
        kind: fc.constant('sum' as const),
        constant: bigint(-20, 40),
        terms: fc.array(fc.tuple(coefficient, tie('int')), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('wrap' as const),
        bits: fc.integer({ min: 1, max: 7 }),
        arg: tie('int'),
      }),
      fc.record({
        kind: fc.constant('field' as const),
        arg: tie('int'),
        low: fc.integer({ min: 0, max: 5 }),
        bits: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ kind: fc.constantFrom('rem' as const, 'div' as const), arg: tie('int'), by: divisor }),
      fc.record({ kind: fc.constant('bitand' as const), left: tie('int'), right: tie('int') }),
      fc.record({ kind: fc.constant('lowbit' as const), arg: tie('int') }),
      fc.record({
        kind: fc.constant('ite' as const),
        condition: tie('bool'),
        left: tie('int'),
        right: tie('int'),
      }),
      fc.record({ kind: fc.constant('load' as const), memory: tie('memory'), address, bytes }),
    ),
    bool: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'term' },
      fc.constantFrom(...BOOL_NAMES).map((name): BoolRecipe => ({ kind: 'boolvar', name })),
      fc.boolean().map((value): BoolRecipe => ({ kind: 'truth', value })),
      fc.record({
        kind: fc.constantFrom('le' as const, 'lt' as const, 'eq' as const),
        left: tie('int'),
        right: tie('int'),
      }),
      fc.record({ kind: fc.constant('not' as const), arg: tie('bool') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        args: fc.array(tie('bool'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('iff' as const), left: tie('bool'), right: tie('bool') }),
    ),
    memory: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'term' },
      fc.constantFrom<MemoryRecipe>({ kind: 'memory', name: 'm' }, { kind: 'memory', name: 'n' }),
      fc.record({ kind: fc.constant('filled' as const), byte: tie('int') }),
      fc.record({
        kind: fc.constant('store' as const),
        memory: tie('memory'),
        address,
        value: tie('int'),
        bytes,
      }),
      fc.record({
        kind: fc.constant('overlay' as const),
        memory: tie('memory'),
        first: address,
        length: address,
        other: tie('memory'),
        source: address,
      }),
    ),
  }));

/** Terms over all variables. */
export const { int: intRecipe, bool: boolRecipe, memory: memoryRecipe } = recipes(VAR_NAMES);

/** Terms over variables with both ends. */
export const bounded = recipes(BOUNDED_NAMES);

/** Values of all variables: a number for each, and one that the bytes of the memory come from. */
export interface Values {
  readonly ints: Readonly<Record<VarName, bigint>>;
  readonly bools: readonly boolean[];
  readonly seed: bigint;
}

/** Beyond all that other variables reach, and within: ends that are missing are not to matter. */
const FAR = 1000n;

const valueOf = (name: VarName): fc.Arbitrary<bigint> => {
  const { lo, hi } = VARIABLES[name];
  const [min, max] = [typeof lo === 'bigint' ? lo : -FAR, typeof hi === 'bigint' ? hi : FAR];
  if (!('powerOfTwo' in VARIABLES[name])) return fc.bigInt({ min, max });
  const powers = Array.from({ length: 8 }, (_, i) => 1n << BigInt(i)).filter((p) => p >= lo && p <= hi);
  return fc.constantFrom(...powers);
};

export const values: fc.Arbitrary<Values> = fc.record({
  ints: fc.record({
    a: valueOf('a'),
    b: valueOf('b'),
    c: valueOf('c'),
    d: valueOf('d'),
    e: valueOf('e'),
    s: valueOf('s'),
    u: valueOf('u'),
    v: valueOf('v'),
    w: valueOf('w'),
    x: valueOf('x'),
  }),
  bools: fc.array(fc.boolean(), { minLength: BOOL_NAMES.length, maxLength: BOOL_NAMES.length }),
  seed: fc.bigInt({ min: 0n, max: 255n }),
});

/** The byte that some values put at an address of an initial memory. */
export const byteAt = ({ seed }: Values, address: bigint, memory = 'm'): bigint =>
  (address * (memory === 'm' ? 89n : 57n) + seed) & 255n;

export function assignmentOf(given: Values): Assignment {
  const { ints, bools } = given;
  return {
    int: (name) => ints[VAR_NAMES.find((known) => known === name) ?? 'a'],
    bool: (name) => bools[BOOL_NAMES.findIndex((known) => known === name)] === true,
    byte: (memory, address) => byteAt(given, address, memory),
    layout: () => 0n,
    mapped: () => false,
  };
}
