import type { Integer } from '../../index.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** What a solver is asked of an integer that may be negative or has no end, bit-vectors cannot express. */
const bv = { onBitVectors: 'error' } as const;

export const integers: Corpus<Integer> = {
  plus: [
    proved('n + 1 is above n, without a bound', ({ any }) => {
      const n = any.integer('n');
      return n.plus(1).gt(n);
    }),
    refuted('n + 1 is above n + 1', ({ any }) => {
      const n = any.integer('n');
      return n.plus(1).gt(n.plus(1));
    }),
    refuted('up to 255, n + 1 has the word of a byte', ({ any }) => {
      const n = any.integer('n', { min: 0, max: 255 });
      return n.plus(1).eq(n.plus(1).word(8));
    }),
    proved('a word is added as its number', ({ any }) => {
      const [n, x] = [any.integer('n', { min: 0 }), any.u8('x')];
      return n.plus(x).ge(x);
    }),
  ],
  minus: [
    proved('0 − 1 is −1', ({ any }) => any.integer('n', { min: 0, max: 0 }).minus(1).eq(-1)),
    refuted(
      'n − m is m − n',
      ({ any }) => {
        const [n, m] = [any.integer('n'), any.integer('m')];
        return n.minus(m).eq(m.minus(n));
      },
      bv,
    ),
    proved('n − m + m is n', ({ any }) => {
      const [n, m] = [any.integer('n'), any.integer('m')];
      return n.minus(m).plus(m).eq(n);
    }),
    refuted('n − m + m is n + 1', ({ any }) => {
      const [n, m] = [any.integer('n'), any.integer('m')];
      return n.minus(m).plus(m).eq(n.plus(1));
    }),
  ],
  times: [
    proved('−3 · n is n − 4 · n', ({ any }) => {
      const n = any.integer('n');
      return n.times(-3).eq(n.minus(n.times(4)));
    }),
    refuted(
      '−3 · n is n − 3 · n',
      ({ any }) => {
        const n = any.integer('n');
        return n.times(-3).eq(n.minus(n.times(3)));
      },
      bv,
    ),
  ],
  word: [
    proved('−1 is 255 in 8 bits', ({ any }) => any.integer('n', { min: -1, max: -1 }).word(8).eq(255)),
    refuted('−1 and −2 are 255 in 8 bits', ({ any }) =>
      any.integer('n', { min: -2, max: -1 }).word(8).eq(255),
    ),
    proved('up to 65535 a word of 16 bits is the number', ({ any }) => {
      const n = any.integer('n', { min: 0, max: 65535 });
      return n.eq(n.word(16));
    }),
    refuted('up to 65536 a word of 16 bits is the number', ({ any }) => {
      const n = any.integer('n', { min: 0, max: 65536 });
      return n.eq(n.word(16));
    }),
    refuted('up to 256 a word of 8 bits is the number', ({ any }) => {
      const n = any.integer('n', { min: 0, max: 256 });
      return n.eq(n.word(8));
    }),
  ],
  eq: [
    proved('−1 and 0 do not equal 1', ({ any }) => any.integer('n', { min: -1, max: 0 }).eq(1).not()),
    refuted('−1 and 0 do not equal −1', ({ any }) => any.integer('n', { min: -1, max: 0 }).eq(-1).not(), bv),
    refuted('−1 and 0 equal 0', ({ any }) => any.integer('n', { min: -1, max: 0 }).eq(0), bv),
  ],
  ne: [
    proved('−1 and 0 differ from 1', ({ any }) => any.integer('n', { min: -1, max: 0 }).ne(1)),
    refuted('−1 and 0 differ from −1', ({ any }) => any.integer('n', { min: -1, max: 0 }).ne(-1), bv),
  ],
  lt: [
    proved('−2 to 3 is below 4', ({ any }) => any.integer('n', { min: -2, max: 3 }).lt(4)),
    refuted('−2 to 3 is below 3', ({ any }) => any.integer('n', { min: -2, max: 3 }).lt(3), bv),
    proved('−2 to 3 is not below −2', ({ any }) => any.integer('n', { min: -2, max: 3 }).lt(-2).not()),
    refuted('−2 to 3 is not below −1', ({ any }) => any.integer('n', { min: -2, max: 3 }).lt(-1).not(), bv),
  ],
  le: [
    proved('−2 to 3 is at most 3', ({ any }) => any.integer('n', { min: -2, max: 3 }).le(3)),
    refuted('−2 to 3 is at most 2', ({ any }) => any.integer('n', { min: -2, max: 3 }).le(2), bv),
    proved('−2 to 3 is not at most −3', ({ any }) => any.integer('n', { min: -2, max: 3 }).le(-3).not()),
    refuted('−2 to 3 is not at most −2', ({ any }) => any.integer('n', { min: -2, max: 3 }).le(-2).not(), bv),
  ],
  gt: [
    proved('−2 to 3 is above −3', ({ any }) => any.integer('n', { min: -2, max: 3 }).gt(-3)),
    refuted('−2 to 3 is above −2', ({ any }) => any.integer('n', { min: -2, max: 3 }).gt(-2), bv),
    proved('−2 to 3 is not above 3', ({ any }) => any.integer('n', { min: -2, max: 3 }).gt(3).not()),
    refuted('−2 to 3 is not above 2', ({ any }) => any.integer('n', { min: -2, max: 3 }).gt(2).not(), bv),
  ],
  ge: [
    proved('−2 to 3 is at least −2', ({ any }) => any.integer('n', { min: -2, max: 3 }).ge(-2)),
    refuted('−2 to 3 is at least −1', ({ any }) => any.integer('n', { min: -2, max: 3 }).ge(-1), bv),
    proved('−2 to 3 is not at least 4', ({ any }) => any.integer('n', { min: -2, max: 3 }).ge(4).not()),
    refuted('−2 to 3 is not at least 3', ({ any }) => any.integer('n', { min: -2, max: 3 }).ge(3).not(), bv),
  ],
};
