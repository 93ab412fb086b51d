import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../full.fixture.ts';
import { subterms } from '../term/children.ts';
import { Evaluator } from '../term/evaluate.ts';
import { BOOL_NAMES, BOUNDED_NAMES, Builder, variable } from '../term/random-term.fixture.ts';
import {
  assignmentOf,
  boolRecipe,
  bounded,
  byteAt,
  intRecipe,
  values,
  type Values,
} from '../term/recipes.fixture.ts';
import type { BoolTerm, IntTerm, Term } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { lower, type Encoding } from './lower.ts';
import type { Solver } from './solver.ts';
import { startEmbeddedZ3 } from './z3-wasm.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

/** Every variable and every byte that some terms look at has the value it is given. */
function pins(t: Terms, roots: readonly Term[], given: Values, evaluator: Evaluator): readonly BoolTerm[] {
  const all = subterms(roots);
  const addresses = all.flatMap((term) => (term.kind === 'select' ? [evaluator.int(term.address)] : []));
  return [
    ...all.filter((term) => term.kind === 'var').map((term) => t.eq(term, t.const(evaluator.int(term)))),
    ...BOUNDED_NAMES.map((name) => t.eq(variable(t, name), t.const(given.ints[name]))),
    ...BOOL_NAMES.map((name, i) => t.iff(t.boolVar(name), t.truth(given.bools[i] === true))),
    ...['m', 'n'].flatMap((name) =>
      addresses.map((at) => t.eq(t.select(t.memory(name), t.const(at)), t.const(byteAt(given, at, name)))),
    ),
  ];
}

/** For each term, that it has the value which it has by definition. */
function equations(t: Terms, terms: readonly Term[], evaluator: Evaluator): readonly BoolTerm[] {
  return terms.flatMap((term) => {
    if (term.sort === 'int') return [t.eq(term, t.const(evaluator.int(term)))];
    return term.sort === 'bool' ? [t.iff(term, t.truth(evaluator.bool(term)))] : [];
  });
}

const ASKED: readonly (readonly [Encoding, exact: boolean])[] = [
  ['int', true],
  ['int', false],
  ['bv', true],
];

describe.each(ASKED)('random terms, lowered to %s, exact %s', (encoding, exact) => {
  it('have the value they have by definition, and where definitions are exact no other', () => {
    const status = (t: Terms, assertions: readonly BoolTerm[]): string =>
      solver.check(lower({ terms: t, assertions, exact, observed: false }, encoding).text, [], {}).status;
    fc.assert(
      fc.property(
        fc.array(encoding === 'int' ? intRecipe : bounded.int, { minLength: 4, maxLength: 8 }),
        fc.array(encoding === 'int' ? boolRecipe : bounded.bool, { maxLength: 3 }),
        values,
        (ints, bools, given) => {
          const store = new Terms();
          const builder = new Builder(store);
          const t = store.raw;
          const pairs = [
            ...ints.map((recipe) => builder.int(recipe)),
            ...bools.map((recipe) => builder.bool(recipe)),
          ];
          const terms = pairs.flatMap(({ raw, rewritten }) => [raw, rewritten]);
          const evaluator = new Evaluator(assignmentOf(given));
          const here = pins(t, terms, given, evaluator);
          const right = equations(t, terms, evaluator);
          expect(status(t, [...here, ...right])).toBe('sat');
          if (exact) expect(status(t, [...here, t.not(t.and(...right))])).toBe('unsat');
        },
      ),
      { seed: 20260715, numRuns: runs(20) },
    );
  });
});

describe('that values at equal places are equal', () => {
  const t = new Terms();
  const word = (name: string): IntTerm => t.var(name, 0n, 9n);
  const read = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ at: word(name), value: word(`of ${name}`) }));
  const pairs = read.flatMap((one, i) => read.slice(0, i).map((other) => ({ one, other })));
  const said = ({ one, other }: (typeof pairs)[number]): BoolTerm =>
    t.implies(t.eq(one.at, other.at), t.eq(one.value, other.value));
  const status = (conditions: readonly BoolTerm[]): string =>
    solver.check(
      lower({ terms: t, assertions: [t.and(...conditions)], exact: true, observed: false }, 'int').text,
      [],
      {},
    ).status;

  it('should be told of each two of which it is said, and of no others', () => {
    for (const pair of pairs) {
      const broken = t.and(t.eq(pair.one.at, pair.other.at), t.not(t.eq(pair.one.value, pair.other.value)));
      expect(status([...pairs.map(said), broken])).toBe('unsat');
      expect(status([...pairs.filter((other) => other !== pair).map(said), broken])).toBe('sat');
    }
  });

  it('should be told as a function, in fewer words', () => {
    const { text } = lower({ terms: t, assertions: pairs.map(said), exact: true, observed: false }, 'int');
    expect(text.match(/declare-fun \$f\d+ \(Int\) Int/g)).toHaveLength(1);
    expect(text).not.toContain('(or ');
  });
});
