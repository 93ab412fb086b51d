import { describe, expect, it } from 'vitest';
import { Context } from './context.ts';
import type { BoolTerm } from './term.ts';
import { Terms } from './terms.ts';

const WORDS = 2n ** 64n;

function setUp() {
  const t = new Terms();
  const [x, y] = [t.var('x', 0n, 99n), t.var('y', 0n, 99n)];
  const [k, l] = [t.boolVar('k'), t.boolVar('l')];
  const c = (n: bigint) => t.const(n);
  // An address, how many mapped bytes follow it, and sums of words that may wrap.
  const a = t.var('a', 0n, WORDS - 1n);
  const after = t.layout('extent-after', 'memory', a);
  const wrapped = (n: bigint) => t.wrap(64, t.offset(a, n));
  return { t, x, y, k, l, c, a, after, wrapped };
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
  'a bound of a multiple': ({ t, a, x, c }) => ({
    premise: [t.le(t.add(a, t.scale(2n, x)), c(9n))],
    ask: t.le(t.add(t.scale(4n, a), t.scale(8n, x)), c(36n)),
    answer: t.true,
  }),
  'a residue of what is below the modulus': ({ t, a, c, wrapped }) => ({
    premise: [t.le(a, c(WORDS - 5n))],
    ask: t.le(wrapped(4n), c(99n)),
    answer: t.le(t.offset(a, 4n), c(99n)),
  }),
  'a residue with a known quotient': ({ t, a, c, wrapped }) => ({
    premise: [t.le(c(WORDS - 4n), a)],
    ask: t.le(wrapped(4n), c(1n)),
    answer: t.le(t.offset(a, 4n - WORDS), c(1n)),
  }),
  'an equation modulo what the difference is within': ({ t, a, c, x, wrapped }) => ({
    premise: [t.le(a, c(WORDS - 5n))],
    ask: t.isZero(t.wrap(64, t.sub(wrapped(4n), x))),
    answer: t.eq(t.offset(a, 4n), x),
  }),
  'an equation modulo what no difference is a multiple of': ({ t, a, c, x }) => ({
    premise: [t.le(a, c(WORDS - 5n)), t.le(c(100n), a)],
    ask: t.isZero(t.wrap(64, t.sub(a, x))),
    answer: t.false,
  }),
  'a sum of an address and the bytes that follow it': ({ t, a, c, after, wrapped }) => ({
    premise: [t.mapped('memory', a), t.le(c(8n), after)],
    ask: t.le(c(7n), wrapped(7n)),
    answer: t.true,
  }),
  'the same, known in the other order': ({ t, a, c, after, wrapped }) => ({
    premise: [t.le(c(8n), after), t.mapped('memory', a)],
    ask: t.le(c(7n), wrapped(7n)),
    answer: t.true,
  }),
  'a sum of an address and as many bytes as a term says': ({ t, a, c, x, after }) => ({
    premise: [t.mapped('memory', a), t.le(t.scale(16n, x), after)],
    ask: t.le(c(0n), t.sub(t.wrap(64, t.add(a, t.scale(16n, x))), a)),
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
  'a multiple above the bound by less than the factor': ({ t, a, x, c }) => [
    t.le(t.add(a, t.scale(2n, x)), c(9n)),
    t.le(t.offset(t.add(t.scale(4n, a), t.scale(8n, x)), -36n), c(-4n)),
  ],
  'a residue of what may reach the modulus': ({ t, a, c, wrapped }) => [
    t.le(a, c(WORDS - 4n)),
    t.le(wrapped(4n), c(99n)),
  ],
  'a residue of what may be negative': ({ t, a, c }) => [
    t.le(a, c(99n)),
    t.le(t.wrap(64, t.offset(a, -1n)), c(99n)),
  ],
  'an equation modulo what the difference may reach': ({ t, a, c, x, wrapped }) => [
    t.le(a, c(WORDS - 4n)),
    t.isZero(t.wrap(64, t.sub(wrapped(4n), x))),
  ],
  'a residue where its range has to show that it is no negative number': ({ t, a, c }) => [
    t.le(c(1n), a),
    t.eq(t.field(t.wrap(64, t.offset(a, -1n)), 8, 8), c(3n)),
  ],
  'a sum of an address and more bytes than follow it': ({ t, a, c, after, wrapped }) => [
    t.and(t.mapped('memory', a), t.le(c(8n), after)),
    t.le(c(9n), wrapped(9n)),
  ],
  'a sum of an address that may be unmapped': ({ t, c, after, wrapped }) => [
    t.le(c(8n), after),
    t.le(c(7n), wrapped(7n)),
  ],
  'a sum of an address of another map': ({ t, a, c, after, wrapped }) => [
    t.and(t.mapped('other', a), t.le(c(8n), after)),
    t.le(c(7n), wrapped(7n)),
  ],
};

describe('a context', () => {
  it.each(Object.entries(APPLIES))('decides %s', (_, build) => {
    const s = setUp();
    const { premise, ask, answer } = build(s);
    expect(new Context(s.t, { premise, knowsMaps: true }).simplify(ask)).toBe(answer);
  });

  it.each(Object.entries(DOES_NOT_APPLY))('leaves open %s', (_, build) => {
    const s = setUp();
    const [premise, ask] = build(s);
    expect(new Context(s.t, { premise: [premise], knowsMaps: true }).simplify(ask)).toBe(ask);
  });

  it('decides conditions inside of terms', () => {
    const { t, x, y, k } = setUp();
    const choice = t.le(t.ite(k, x, y), t.const(50n));
    expect(new Context(t, { premise: [t.not(k)], knowsMaps: true }).simplify(choice)).toBe(
      t.le(y, t.const(50n)),
    );
  });

  it('leaves what is asked without a premise as it is', () => {
    const { t, x, y, k } = setUp();
    const condition = t.or(t.and(k, t.le(x, y)), t.eq(t.rem(x, y), t.const(3n)));
    expect(new Context(t, { knowsMaps: true }).simplify(condition)).toBe(condition);
  });

  it('keeps what is true of every map, where that is to be said', () => {
    const { t, a, c } = setUp();
    const end = t.le(a, c(WORDS - 2n));
    const premise = [t.mapped('memory', a)];
    expect(new Context(t, { premise, knowsMaps: true }).simplify(end)).toBe(t.true);
    expect(new Context(t, { premise, knowsMaps: false }).simplify(end)).toBe(end);
  });

  it('does nothing with rewriting off', () => {
    const { t, k } = setUp();
    expect(new Context(t.raw, { premise: [k], knowsMaps: true }).simplify(k)).toBe(k);
  });
});
