import { k, l, x8, y8, type RuleCases } from './rule-case.fixture.ts';
import type { BoolTerm } from '../term.ts';
import type { Terms } from '../terms.ts';

const h = (t: Terms): BoolTerm => t.boolVar('h');

const junctionCases = (join: (t: Terms, ...args: readonly BoolTerm[]) => BoolTerm): RuleCases => {
  const other = (t: Terms): BoolTerm =>
    join(t, k(t), l(t)).kind === 'and' ? t.or(k(t), l(t)) : t.and(k(t), l(t));
  return {
    applies: {
      none: (t) => join(t),
      one: (t) => join(t, k(t)),
      'the same twice': (t) => join(t, k(t), l(t), k(t)),
      'another order': (t) => {
        const [first, second] = [k(t), l(t)];
        return join(t, second, first);
      },
      'one and its negation': (t) => join(t, k(t), l(t), t.not(k(t))),
      'with true': (t) => join(t, k(t), t.true),
      'with false': (t) => join(t, k(t), t.false),
      nested: (t) => join(t, join(t, k(t), l(t)), h(t)),
    },
    doesNotApply: {
      'two in order': (t) => join(t, k(t), l(t)),
      'nested in the other junction': (t) => {
        const first = h(t);
        return join(t, first, other(t));
      },
    },
  };
};

export const boolCases: Readonly<Record<string, RuleCases>> = {
  'not-constant': {
    applies: {
      true: (t) => t.not(t.true),
      false: (t) => t.not(t.false),
      'a negation': (t) => t.not(t.not(k(t))),
    },
    doesNotApply: { 'an open condition': (t) => t.not(k(t)) },
  },
  'not-le': {
    applies: { 'a comparison': (t) => t.not(t.le(x8(t), y8(t))) },
    doesNotApply: { 'an equation': (t) => t.not(t.eq(x8(t), y8(t))) },
  },
  'not-and-or': {
    applies: {
      'a conjunction': (t) => t.not(t.and(k(t), l(t))),
      'a disjunction': (t) => t.not(t.or(k(t), t.not(l(t)))),
    },
    doesNotApply: { 'an equivalence': (t) => t.not(t.iff(k(t), l(t))) },
  },
  'and-normal-form': junctionCases((t, ...args) => t.and(...args)),
  'or-normal-form': junctionCases((t, ...args) => t.or(...args)),
  'or-of-branches': {
    applies: {
      'branches that agree': (t) => t.or(t.and(k(t), h(t)), t.and(t.not(k(t)), h(t))),
      'branches of a comparison': (t) =>
        t.or(t.and(t.le(x8(t), y8(t)), l(t), h(t)), t.and(h(t), t.lt(y8(t), x8(t)), l(t))),
    },
    doesNotApply: {
      'two conditions': (t) => t.or(t.and(k(t), h(t)), t.and(l(t), h(t))),
      'branches that differ': (t) => t.or(t.and(k(t), h(t)), t.and(t.not(k(t)), l(t))),
      'a third case': (t) => t.or(t.and(k(t), h(t)), t.and(t.not(k(t)), h(t)), l(t)),
    },
  },
  'iff-constant': {
    applies: {
      itself: (t) => t.iff(k(t), k(t)),
      'its negation': (t) => t.iff(k(t), t.not(k(t))),
      'true on the right': (t) => t.iff(k(t), t.true),
      'false on the right': (t) => t.iff(k(t), t.false),
      'true on the left': (t) => t.iff(t.true, k(t)),
      'false on the left': (t) => t.iff(t.false, k(t)),
    },
    doesNotApply: { 'two conditions': (t) => t.iff(k(t), l(t)) },
  },
  'iff-order': {
    applies: {
      'the younger first': (t) => {
        const [first, second] = [k(t), l(t)];
        return t.iff(second, first);
      },
    },
    doesNotApply: { 'the older first': (t) => t.iff(k(t), l(t)) },
  },
};
