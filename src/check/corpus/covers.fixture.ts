import { proved, refuted, rejected, vacuous } from './statement.fixture.ts';

const covers = { covers: ['here'] } as const;

/** A cover is about the states that get to it: no others, and none less for what comes after. */
export const coverStatements = [
  proved(
    'the greatest value gets here',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.cover('here', x.eq(9));
      return x.le(9);
    },
    covers,
  ),
  vacuous(
    'one more than the greatest value gets here',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.cover('here', x.eq(10));
      return x.le(9);
    },
    covers,
  ),
  vacuous(
    'a value gets here that was assumed away',
    (p) => {
      const x = p.any.u8('x');
      p.assume(x.ne(5));
      p.cover('here', x.eq(5));
      return x.ne(5);
    },
    covers,
  ),
  proved(
    'another value gets here',
    (p) => {
      const x = p.any.u8('x');
      p.assume(x.ne(5));
      p.cover('here', x.eq(6));
      return x.ne(5);
    },
    covers,
  ),
  proved(
    'a value gets here that is assumed away later',
    (p) => {
      const x = p.any.u8('x');
      p.cover('here', x.eq(5));
      p.assume(x.ne(5));
      return x.ne(5);
    },
    covers,
  ),
  proved(
    '4 gets to the side below 5',
    (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(x.lt(5))) p.cover('here', x.eq(4));
      return x.ge(0);
    },
    covers,
  ),
  vacuous(
    '5 gets to the side below 5',
    (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(x.lt(5))) p.cover('here', x.eq(5));
      return x.ge(0);
    },
    covers,
  ),
  proved(
    '5 gets to the side from 5 on',
    (p) => {
      const x = p.any.u8('x');
      if (!p.domain.decide(x.lt(5))) p.cover('here', x.eq(5));
      return x.ge(0);
    },
    covers,
  ),
  vacuous(
    '4 gets to the side from 5 on',
    (p) => {
      const x = p.any.u8('x');
      if (!p.domain.decide(x.lt(5))) p.cover('here', x.eq(4));
      return x.ge(0);
    },
    covers,
  ),
  proved(
    'without a condition, some state gets here',
    (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(x.gt(254))) p.cover('here');
      return x.ge(0);
    },
    covers,
  ),
  vacuous(
    'without a condition, no state gets here',
    (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      if (p.domain.decide(x.lt(y)) && p.domain.decide(y.sub(1).lt(x))) p.cover('here');
      return x.ge(0);
    },
    covers,
  ),
  vacuous(
    'no path reaches it',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      if (p.domain.decide(x.gt(9))) p.cover('here');
      return x.le(9);
    },
    covers,
  ),
  vacuous(
    'one of two covers is reached',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.cover('here', x.eq(9));
      p.cover('there', x.eq(10));
      return x.le(9);
    },
    { covers: ['here', 'there'] },
  ),
  proved(
    'both covers are reached, on two paths',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      if (p.domain.decide(x.eq(9))) p.cover('here');
      else p.cover('there', x.eq(8));
      return x.le(9);
    },
    { covers: ['here', 'there'] },
  ),
  proved(
    'of two paths with it, the first reaches it',
    (p) => {
      const x = p.any.u8('x');
      p.cover('here', x.eq(p.domain.decide(x.lt(5)) ? 3 : 4));
      return x.ge(0);
    },
    covers,
  ),
  proved(
    'of two paths with it, the second reaches it',
    (p) => {
      const x = p.any.u8('x');
      p.cover('here', x.eq(p.domain.decide(x.lt(5)) ? 5 : 6));
      return x.ge(0);
    },
    covers,
  ),
  vacuous(
    'of two paths with it, neither reaches it',
    (p) => {
      const x = p.any.u8('x');
      p.cover('here', x.eq(p.domain.decide(x.lt(5)) ? 5 : 4));
      return x.ge(0);
    },
    covers,
  ),
  refuted(
    'a cover makes a false statement no truer',
    (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.cover('here', x.eq(9));
      return x.le(8);
    },
    covers,
  ),
  rejected(
    'a cover is not declared',
    (p) => {
      const x = p.any.u8('x');
      p.cover('there', x.eq(9));
      return x.ge(0);
    },
    covers,
  ),
];
