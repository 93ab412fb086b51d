import type { Word } from '../../index.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Comparisons = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** Each is asked with a constant on both sides of its bound, and of two words, which a range does not decide. */
export const comparisons: Pick<Corpus<Word<8>>, Comparisons> = {
  eq: [
    proved('−250 is 6', ({ any }) => any.u8('x', { max: 0 }).sub(250).eq(6)),
    refuted('5 and 6 equal 5', ({ any }) => any.u8('x', { min: 5, max: 6 }).eq(5)),
    refuted('5 and 6 do not equal 6', ({ any }) => any.u8('x', { min: 5, max: 6 }).eq(6).not()),
    proved('5 and 6 do not equal 7', ({ any }) => any.u8('x', { min: 5, max: 6 }).eq(7).not()),
    proved('words with no difference are equal', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.sub(y).gt(0).or(x.eq(y));
    }),
    refuted('words with a difference of at most 1 are equal', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.sub(y).gt(1).or(x.eq(y));
    }),
    refuted('256 equals 0 in 16 bits', ({ any }) => any.u16('x', { multipleOf: 256, max: 256 }).eq(0)),
  ],
  ne: [
    proved('5 and 6 differ from 7', ({ any }) => any.u8('x', { min: 5, max: 6 }).ne(7)),
    refuted('5 and 6 differ from 6', ({ any }) => any.u8('x', { min: 5, max: 6 }).ne(6)),
    proved('words with a difference differ', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.sub(y).lt(1).or(x.ne(y));
    }),
    refuted('any two words differ', ({ any }) => any.u16('x').ne(any.u16('y'))),
  ],
  lt: [
    proved('5 to 9 is below 10', ({ any }) => any.u8('x', { min: 5, max: 9 }).lt(10)),
    refuted('5 to 9 is below 9', ({ any }) => any.u8('x', { min: 5, max: 9 }).lt(9)),
    refuted('5 to 9 is not below 6', ({ any }) => any.u8('x', { min: 5, max: 9 }).lt(6).not()),
    proved('5 to 9 is not below 5', ({ any }) => any.u8('x', { min: 5, max: 9 }).lt(5).not()),
    proved('of two different words one is below', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.lt(y).or(y.lt(x)).or(x.eq(y));
    }),
    refuted('of any two words one is below', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.lt(y).or(y.lt(x));
    }),
    refuted('2^63 is below 0, as with a sign', ({ any }) => any.u64('x', { min: 2n ** 63n }).lt(1)),
  ],
  le: [
    proved('5 to 9 is at most 9', ({ any }) => any.u8('x', { min: 5, max: 9 }).le(9)),
    refuted('5 to 9 is at most 8', ({ any }) => any.u8('x', { min: 5, max: 9 }).le(8)),
    refuted('5 to 9 is not at most 5', ({ any }) => any.u8('x', { min: 5, max: 9 }).le(5).not()),
    proved('5 to 9 is not at most 4', ({ any }) => any.u8('x', { min: 5, max: 9 }).le(4).not()),
    proved('of any two words one is at most the other', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.le(y).or(y.le(x));
    }),
    refuted('a word at most another is not the other', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.le(y).implies(x.ne(y));
    }),
  ],
  gt: [
    proved('5 to 9 is above 4', ({ any }) => any.u8('x', { min: 5, max: 9 }).gt(4)),
    refuted('5 to 9 is above 5', ({ any }) => any.u8('x', { min: 5, max: 9 }).gt(5)),
    refuted('5 to 9 is not above 8', ({ any }) => any.u8('x', { min: 5, max: 9 }).gt(8).not()),
    proved('5 to 9 is not above 9', ({ any }) => any.u8('x', { min: 5, max: 9 }).gt(9).not()),
    proved('a word above another is not the other', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.gt(y).implies(x.ne(y));
    }),
    refuted('of any two words one is above', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.gt(y).or(y.gt(x));
    }),
  ],
  ge: [
    proved('5 to 9 is at least 5', ({ any }) => any.u8('x', { min: 5, max: 9 }).ge(5)),
    refuted('5 to 9 is at least 6', ({ any }) => any.u8('x', { min: 5, max: 9 }).ge(6)),
    refuted('5 to 9 is not at least 9', ({ any }) => any.u8('x', { min: 5, max: 9 }).ge(9).not()),
    proved('5 to 9 is not at least 10', ({ any }) => any.u8('x', { min: 5, max: 9 }).ge(10).not()),
    proved('of any two words one is at least the other', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.ge(y).or(y.ge(x));
    }),
    refuted('a word at least another is not the other', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.ge(y).implies(x.ne(y));
    }),
  ],
};
