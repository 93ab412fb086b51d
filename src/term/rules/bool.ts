import type { Rule } from './rule.ts';
import type { And, BoolTerm, Iff, Not, Or } from '../term.ts';
import type { Terms } from '../terms.ts';

const notRules: readonly Rule<Not>[] = [
  {
    /** match: not true, not false, not not k; result: false, true, k */
    name: 'not-constant',
    apply(t, { arg }) {
      if (arg.kind === 'truth') return t.truth(!arg.value);
      return arg.kind === 'not' ? arg.arg : undefined;
    },
  },
  {
    /** match: not (x ≤ 0); result: 1 − x ≤ 0 */
    name: 'not-le',
    apply: (t, { arg }) => (arg.kind === 'le' ? t.atMostZero(t.sum(1n, [[-1n, arg.arg]])) : undefined),
  },
  {
    /** match: not of a conjunction or disjunction; result: the other one, of the negations */
    name: 'not-and-or',
    apply(t, { arg }) {
      if (arg.kind === 'and') return t.or(...arg.args.map((a) => t.not(a)));
      return arg.kind === 'or' ? t.and(...arg.args.map((a) => t.not(a))) : undefined;
    },
  },
];

/**
 * match:  a conjunction (disjunction) of any number
 * result: inner ones merged in, each conjunct once, ordered by identity, without `unit`; `zero` where one is `zero` or two
 *         are each other's negation
 */
function junction(t: Terms, kind: 'and' | 'or', args: readonly BoolTerm[]): BoolTerm {
  const [unit, zero] = kind === 'and' ? [t.true, t.false] : [t.false, t.true];
  const flat = new Set<BoolTerm>();
  const collect = (terms: readonly BoolTerm[]): void => {
    for (const term of terms) {
      if (term.kind === kind) collect(term.args);
      else if (term !== unit) flat.add(term);
    }
  };
  collect(args);
  if (flat.has(zero)) return zero;
  for (const term of flat) if (flat.has(t.not(term))) return zero;
  const ordered = [...flat].sort((a, b) => a.id - b.id);
  const [first] = ordered;
  if (first === undefined) return unit;
  if (ordered.length === 1) return first;
  return kind === 'and' ? t.and(...ordered) : t.or(...ordered);
}

const same = (a: readonly BoolTerm[], b: readonly BoolTerm[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

function junctionRule<T extends And | Or>(kind: T['kind']): Rule<T> {
  return {
    name: `${kind}-normal-form`,
    apply(t, term) {
      const ordered = [...term.args].sort((a, b) => a.id - b.id);
      const parts = new Set(ordered);
      const plain = same(ordered, term.args) && parts.size === ordered.length && ordered.length > 1;
      const nested = ordered.some(
        (arg) => arg.kind === kind || arg.kind === 'truth' || parts.has(t.not(arg)),
      );
      return plain && !nested ? undefined : junction(t, kind, term.args);
    },
  };
}

/** (k and x) or (not k and x), as two branches that agree make it: x. */
const orOfBranches: Rule<Or> = {
  name: 'or-of-branches',
  apply(t, { args }) {
    const [a, b] = args;
    if (args.length !== 2 || a?.kind !== 'and' || b?.kind !== 'and') return undefined;
    const onlyA = a.args.filter((arg) => !b.args.includes(arg));
    const onlyB = b.args.filter((arg) => !a.args.includes(arg));
    const [x, y] = [onlyA[0], onlyB[0]];
    if (onlyA.length !== 1 || onlyB.length !== 1 || x === undefined || y === undefined || t.not(x) !== y)
      return undefined;
    return t.and(...a.args.filter((arg) => b.args.includes(arg)));
  },
};

const iffRules: readonly Rule<Iff>[] = [
  {
    /** match: k iff k, k iff not k, k iff true, k iff false; result: true, false, k, not k */
    name: 'iff-constant',
    apply(t, { left, right }) {
      if (left === right) return t.true;
      if (left === t.not(right)) return t.false;
      if (left.kind === 'truth') return left.value ? right : t.not(right);
      if (right.kind === 'truth') return right.value ? left : t.not(left);
      return undefined;
    },
  },
  {
    /** match: l iff k with l made after k; result: k iff l */
    name: 'iff-order',
    apply: (t, { left, right }) => (left.id > right.id ? t.iff(right, left) : undefined),
  },
];

export const boolRules = {
  not: notRules,
  and: [junctionRule<And>('and')],
  or: [junctionRule<Or>('or'), orOfBranches],
  iff: iffRules,
};
