import type { Bool } from '../../index.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** Each is compared with JavaScript's own truth of decided operands, or with a table that is wrong in one row. */
export const booleans: Corpus<Bool> = {
  and: [
    proved('a and b', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.and(b)) === (domain.decide(a) && domain.decide(b));
    }),
    refuted('a and b, wrong where only a holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.and(b)) === domain.decide(a);
    }),
    refuted('a and b, wrong where only b holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.and(b)) === domain.decide(b);
    }),
    refuted('a and b, wrong where neither holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.and(b)) === (domain.decide(a) === domain.decide(b));
    }),
    proved('of three, each is needed', ({ any, domain }) => {
      const [a, b, c] = [any.bool('a'), any.bool('b'), any.bool('c')];
      return !domain.decide(a.and(b, c)) || (domain.decide(a) && domain.decide(b) && domain.decide(c));
    }),
    refuted('of three, two are enough', ({ any, domain }) => {
      const [a, b, c] = [any.bool('a'), any.bool('b'), any.bool('c')];
      return domain.decide(a.and(b, c)) === (domain.decide(a) && domain.decide(b));
    }),
    proved('with none besides it, and with true, it stays', ({ any, domain }) => {
      const a = any.bool('a');
      return domain.decide(a.and()) === domain.decide(a) && domain.decide(a.and(true)) === domain.decide(a);
    }),
    refuted('with false it stays', ({ any, domain }) => {
      const a = any.bool('a');
      return domain.decide(a.and(false)) === domain.decide(a);
    }),
  ],
  or: [
    proved('a or b', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.or(b)) === (domain.decide(a) || domain.decide(b));
    }),
    refuted('a or b, wrong where only a holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.or(b)) === domain.decide(b);
    }),
    refuted('a or b, wrong where only b holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.or(b)) === domain.decide(a);
    }),
    refuted('a or b, wrong where both hold', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.or(b)) === (domain.decide(a) !== domain.decide(b));
    }),
    proved('of three, one is needed', ({ any, domain }) => {
      const [a, b, c] = [any.bool('a'), any.bool('b'), any.bool('c')];
      return domain.decide(a.or(b, c)) || !(domain.decide(a) || domain.decide(b) || domain.decide(c));
    }),
    refuted('of three, the last does not count', ({ any, domain }) => {
      const [a, b, c] = [any.bool('a'), any.bool('b'), any.bool('c')];
      return domain.decide(a.or(b, c)) === (domain.decide(a) || domain.decide(b));
    }),
    refuted('with true it stays', ({ any, domain }) => {
      const a = any.bool('a');
      return domain.decide(a.or(true)) === domain.decide(a);
    }),
  ],
  not: [
    proved('not a', ({ any, domain }) => {
      const a = any.bool('a');
      return domain.decide(a.not()) === !domain.decide(a);
    }),
    refuted('not a is a', ({ any, domain }) => {
      const a = any.bool('a');
      return domain.decide(a.not()) === domain.decide(a);
    }),
    proved('not below is at least', ({ any, domain }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return domain.decide(x.lt(y).not()) === domain.decide(y.le(x));
    }),
    refuted('not below is above', ({ any, domain }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return domain.decide(x.lt(y).not()) === domain.decide(y.lt(x));
    }),
  ],
  implies: [
    proved('a implies b', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.implies(b)) === (!domain.decide(a) || domain.decide(b));
    }),
    refuted('a implies b, wrong where neither holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.implies(b)) === domain.decide(b);
    }),
    refuted('a implies b, wrong where only b holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.implies(b)) === (domain.decide(a) === domain.decide(b));
    }),
    refuted('a implies b, wrong where both hold', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.implies(b)) === !domain.decide(a);
    }),
    refuted('b implies a', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.implies(b)) === (domain.decide(a) || !domain.decide(b));
    }),
  ],
  iff: [
    proved('a iff b', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.iff(b)) === (domain.decide(a) === domain.decide(b));
    }),
    refuted('a iff b, wrong where neither holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.iff(b)) === (domain.decide(a) && domain.decide(b));
    }),
    refuted('a iff b, wrong where only a holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.iff(b)) === (domain.decide(a) || !domain.decide(b));
    }),
    refuted('a iff b, wrong where only b holds', ({ any, domain }) => {
      const [a, b] = [any.bool('a'), any.bool('b')];
      return domain.decide(a.iff(b)) === (!domain.decide(a) || domain.decide(b));
    }),
  ],
};
