import { beforeAll, describe, expect, it } from 'vitest';
import { oneIn } from '../full.fixture.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { Evaluator } from '../term/evaluate.ts';
import { lower, type Encoding } from './lower.ts';
import type { Solver } from './solver.ts';
import { startEmbeddedZ3 } from './z3-wasm.ts';

type Ends = readonly [lo: bigint, hi: bigint];

/** Dividends and divisors whose ranges begin above, at and below 0: the bounds of a quotient come from them. */
const NATURALS: readonly Ends[] = [
  [0n, 5n],
  [4n, 9n],
  [7n, 7n],
];
const DIVISORS: readonly Ends[] = [
  [0n, 0n],
  [0n, 3n],
  [1n, 4n],
  [3n, 12n],
  [8n, 9n],
];
const POWERS: readonly Ends[] = [
  [1n, 16n],
  [4n, 16n],
];
/** Only a power of two divides these. */
const INTEGERS: readonly Ends[] = [...NATURALS, [-9n, -4n], [-6n, 5n]];

const valuesOf = ([lo, hi]: Ends): readonly bigint[] =>
  Array.from({ length: Number(hi - lo) + 1 }, (_, i) => lo + BigInt(i));

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

interface Division {
  readonly term: IntTerm;
  readonly inputs: readonly IntTerm[];
}

function divisions(t: Terms, kind: 'rem' | 'div', arg: Ends, by: Ends, powers: boolean): Division {
  const [lo, hi] = arg;
  const offset = t.var('x', 0n, hi - lo);
  const divisor = t.var('s', by[0], by[1], powers);
  return { term: t[kind](t.offset(offset, lo), divisor), inputs: [offset, divisor] };
}

/** Each assignment of a division's inputs, and the assertion that its value there is the one by definition. */
function pinned(
  t: Terms,
  { term, inputs: [x, s] }: Division,
  arg: Ends,
  by: Ends,
  powers: boolean,
): { here: BoolTerm; right: BoolTerm }[] {
  if (x === undefined || s === undefined) throw new Error('a division has two inputs');
  return valuesOf(arg).flatMap((a) =>
    valuesOf(by)
      .filter((b) => !powers || (b & (b - 1n)) === 0n)
      .map((b) => {
        const value = new Evaluator({
          int: (name) => (name === 'x' ? a - arg[0] : b),
          bool: () => false,
          byte: () => 0n,
          layout: () => 0n,
          mapped: () => false,
        }).int(term);
        return {
          here: t.and(t.eq(x, t.const(a - arg[0])), t.eq(s, t.const(b))),
          right: t.eq(term, t.const(value)),
        };
      }),
  );
}

const CASES = [
  ...(['rem', 'div'] as const).flatMap((kind) =>
    NATURALS.flatMap((arg) => DIVISORS.map((by) => ({ kind, arg, by, powers: false }))),
  ),
  ...NATURALS.flatMap((arg) => POWERS.map((by) => ({ kind: 'div' as const, arg, by, powers: true }))),
  ...INTEGERS.flatMap((arg) => POWERS.map((by) => ({ kind: 'rem' as const, arg, by, powers: true }))),
];

const ASKED: readonly (readonly [Encoding, exact: boolean])[] = [
  ['int', true],
  ['int', false],
  ['bv', true],
];

describe.each(ASKED)('lowered to %s, exact %s', (encoding, exact) => {
  const status = (t: Terms, assertion: BoolTerm): string =>
    solver.check(lower({ terms: t, assertions: [assertion], exact, observed: false }, encoding).text, [], {})
      .status;

  it.each(oneIn(12, CASES))(
    '$kind of $arg by $by, powers $powers, has one value for all arguments: the right one',
    ({ kind, arg, by, powers }) => {
      const t = new Terms({ rewriting: false });
      const cases = pinned(t, divisions(t, kind, arg, by, powers), arg, by, powers);
      for (const { here, right } of cases) expect(status(t, t.and(here, right))).toBe('sat');
      if (exact)
        expect(status(t, t.or(...cases.map(({ here, right }) => t.and(here, t.not(right)))))).toBe('unsat');
    },
  );
});
