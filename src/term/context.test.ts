import { describe, expect, it } from 'vitest';
import { Context } from './context.ts';
import type { BoolTerm } from './term.ts';
import { Terms } from './terms.ts';

function setUp() {
  const t = new Terms();
  const [x, y] = [t.var('x', 0n, 99n), t.var('y', 0n, 99n)];
  const [k, l] = [t.boolVar('k'), t.boolVar('l')];
  const c = (n: bigint) => t.const(n);
  return { t, x, y, k, l, c };
}

type Case = (s: ReturnType<typeof setUp>) => {
  premise: readonly BoolTerm[];
  ask: BoolTerm;
  answer: BoolTerm;
};

const APPLIES: Readonly<Record<string, Case>> = {
  'a known condition': ({ t, k }) => ({ premise: [k], ask: k, answer: t.true }),
  'the negation of one': ({ t, k }) => ({ premise: [t.not(k)], ask: k, answer: t.false }),
  'a part of a known conjunction': ({ t, k, l }) => ({ premise: [t.and(k, l)], ask: l, answer: t.true }),
  'a weaker upper bound': ({ t, x, c }) => ({
    premise: [t.le(x, c(5n))],
    ask: t.le(x, c(8n)),
    answer: t.true,
  }),
  'an upper bound below a lower one': ({ t, x, c }) => ({
    premise: [t.lt(x, c(5n))],
    ask: t.le(c(5n), x),
    answer: t.false,
  }),
  'a difference, the other way round': ({ t, x, y }) => ({
    premise: [t.lt(x, y)],
    ask: t.le(y, x),
    answer: t.false,
  }),
  'a bound from an equation': ({ t, x, y }) => ({
    premise: [t.eq(x, t.offset(y, 2n))],
    ask: t.le(x, t.offset(y, 2n)),
    answer: t.true,
  }),
  'an equation outside of a bound': ({ t, x, c }) => ({
    premise: [t.le(x, c(5n))],
    ask: t.eq(x, c(6n)),
    answer: t.false,
  }),
  'an equation against another': ({ t, x, y }) => ({
    premise: [t.eq(x, t.offset(y, 2n))],
    ask: t.eq(x, t.offset(y, 3n)),
    answer: t.false,
  }),
  'the tighter of two bounds': ({ t, x, c }) => ({
    premise: [t.le(x, c(9n)), t.le(x, c(4n)), t.le(x, c(7n))],
    ask: t.le(x, c(4n)),
    answer: t.true,
  }),
};

const DOES_NOT_APPLY: Readonly<
  Record<string, (s: ReturnType<typeof setUp>) => readonly [BoolTerm, BoolTerm]>
> = {
  'a stronger upper bound': ({ t, x, c }) => [t.le(x, c(5n)), t.le(x, c(4n))],
  'a lower bound that an upper one touches': ({ t, x, c }) => [t.le(x, c(5n)), t.le(c(5n), x)],
  'an equation at the bound': ({ t, x, c }) => [t.le(x, c(5n)), t.eq(x, c(5n))],
  'a bound of another term': ({ t, x, y, c }) => [t.le(x, c(5n)), t.le(y, c(5n))],
  'a part of a known disjunction': ({ t, k, l }) => [t.or(k, l), k],
  'the other difference': ({ t, x, y }) => [t.le(x, y), t.le(y, x)],
  'a bound of a multiple of it': ({ t, x, y }) => [
    t.le(t.add(x, y), t.const(9n)),
    t.le(t.add(t.scale(2n, x), y), t.const(9n)),
  ],
};

describe('a context', () => {
  it.each(Object.entries(APPLIES))('decides %s', (_, build) => {
    const s = setUp();
    const { premise, ask, answer } = build(s);
    expect(new Context(s.t, premise).simplify(ask)).toBe(answer);
  });

  it.each(Object.entries(DOES_NOT_APPLY))('leaves open %s', (_, build) => {
    const s = setUp();
    const [premise, ask] = build(s);
    expect(new Context(s.t, [premise]).simplify(ask)).toBe(ask);
  });

  it('decides conditions inside of terms', () => {
    const { t, x, y, k } = setUp();
    const choice = t.le(t.ite(k, x, y), t.const(50n));
    expect(new Context(t, [t.not(k)]).simplify(choice)).toBe(t.le(y, t.const(50n)));
  });

  it('leaves what is asked without a premise as it is', () => {
    const { t, x, y, k } = setUp();
    const condition = t.or(t.and(k, t.le(x, y)), t.eq(t.rem(x, y), t.const(3n)));
    expect(new Context(t, []).simplify(condition)).toBe(condition);
  });

  it('does nothing with rewriting off', () => {
    const { t, k } = setUp();
    expect(new Context(t.raw, [k]).simplify(k)).toBe(k);
  });
});
