import { beforeAll, describe, expect, it } from 'vitest';
import { unless } from '../../full.fixture.ts';
import { lower, type Encoding } from '../../solver/lower.ts';
import type { Solver } from '../../solver/solver.ts';
import { startEmbeddedZ3 } from '../../solver/z3-wasm.ts';
import { RULES } from '../rewrite.ts';
import type { BoolTerm, IntTerm } from '../term.ts';
import { Terms } from '../terms.ts';
import { bitandCases, fieldCases, lowbitCases, wrapCases } from './bits-cases.fixture.ts';
import { boolCases } from './bool-cases.fixture.ts';
import { carryCases } from './carry-cases.fixture.ts';
import { iteCases, memoryCases, sumCases } from './choice-cases.fixture.ts';
import { eqCases, leCases } from './comparison-cases.fixture.ts';
import { divCases, remCases } from './division-cases.fixture.ts';
import type { RuleCase, RuleCases } from './rule-case.fixture.ts';

const CASES: Readonly<Record<string, RuleCases>> = {
  ...wrapCases,
  ...fieldCases,
  ...bitandCases,
  ...lowbitCases,
  ...leCases,
  ...carryCases,
  ...eqCases,
  ...remCases,
  ...divCases,
  ...iteCases,
  ...sumCases,
  ...memoryCases,
  ...boolCases,
};

/** Cases that take seconds each. */
const SLOW: readonly string[] = [
  'and-power-minus-one: on the left',
  'and-power-minus-one: on the right',
  'and-mask: runs of 1, 2 and 3 ones',
  'join-ites: of one condition',
  'read-over-overlay: three bytes at even places',
];

/** Rules that constructors apply themselves, and report. */
const IN_CONSTRUCTORS = ['join-fields', 'join-ites', 'read-over-write', 'read-over-overlay'];

/** Of the sample: one case of each half of a rule, the first that is not slow. */
const list = (half: keyof RuleCases): readonly RuleCase[] =>
  firstOfEach(
    unless(
      ({ rule, what }) => SLOW.includes(`${rule}: ${what}`),
      Object.entries(CASES).flatMap(([rule, cases]) =>
        Object.entries(cases[half]).map(([what, build]) => ({ rule, what, build })),
      ),
    ),
  );

function firstOfEach(cases: readonly RuleCase[]): readonly RuleCase[] {
  return unless((one) => cases.find(({ rule }) => rule === one.rule) !== one, cases);
}

let solver: Solver;
beforeAll(async () => {
  solver = await startEmbeddedZ3();
});

interface Rewritten {
  readonly t: Terms;
  readonly left: IntTerm | BoolTerm;
  readonly result: IntTerm | BoolTerm;
  readonly fired: readonly string[];
}

function rewrite(build: RuleCase['build']): Rewritten {
  const t = new Terms();
  const left = build(t.raw);
  const fired: string[] = [];
  t.onRewrite = (rule) => fired.push(rule);
  return { t, left, result: build(t), fired };
}

/** Whether a term and its rewritten form can differ, with rewriting off. */
function difference({ t, left, result }: Rewritten, encoding: Encoding): string {
  const r = t.raw;
  const same =
    left.sort === 'int' && result.sort === 'int'
      ? r.eq(left, result)
      : left.sort === 'bool' && result.sort === 'bool'
        ? r.iff(left, result)
        : r.false;
  const query = { terms: r, assertions: [r.not(same)], exact: true, observed: false };
  return solver.check(lower(query, encoding).text, [], {}).status;
}

it('every rule has cases, and every case a rule', () => {
  const rules = Object.values(RULES).flatMap((ofKind) => ofKind.map(({ name }) => name));
  expect(Object.keys(CASES).sort()).toEqual([...rules, ...IN_CONSTRUCTORS].sort());
  expect(Object.entries(CASES).filter(([, { applies }]) => Object.keys(applies).length === 0)).toEqual([]);
});

describe('applies', () => {
  it.each(list('applies'))('$rule: $what', ({ rule, build }) => {
    const rewritten = rewrite(build);
    expect(rewritten.fired).toContain(rule);
    expect(rewritten.result).not.toBe(rewritten.left);
    expect(difference(rewritten, 'int')).toBe('unsat');
    expect(difference(rewritten, 'bv')).toBe('unsat');
  });
});

describe('does not apply', () => {
  it.each(list('doesNotApply'))('$rule: $what', ({ rule, build }) => {
    const rewritten = rewrite(build);
    expect(rewritten.fired).not.toContain(rule);
    expect(difference(rewritten, 'int')).toBe('unsat');
    expect(difference(rewritten, 'bv')).toBe('unsat');
  });
});
