import type { Word } from '../../index.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Bits = 'and' | 'or' | 'xor' | 'not' | 'shl' | 'shr' | 'lowestSetBit';

export const bits: Pick<Corpus<Word<8>>, Bits> = {
  and: [
    proved('a mask of 4 bits leaves at most 15', ({ any }) => any.u8('x').and(15).le(15)),
    refuted('a mask of 4 bits leaves at most 14', ({ any }) => any.u8('x').and(15).le(14)),
    proved('x & y is at most y', ({ any }) => {
      const y = any.u8('y');
      return any.u8('x').and(y).le(y);
    }),
    refuted('x & y is y', ({ any }) => {
      const y = any.u8('y');
      return any.u8('x').and(y).eq(y);
    }),
    proved('x & (size − 1) is the remainder', ({ any }) => {
      const [x, size] = [any.u16('x'), any.powerOfTwo('size')];
      return x.and(size.sub(1)).eq(x.rem(size));
    }),
    refuted('x & (n − 1) is the remainder for n up to 3', ({ any }) => {
      const [x, n] = [any.u16('x'), any.u16('n', { min: 1, max: 3 })];
      return x.and(n.sub(1)).eq(x.rem(n));
    }),
  ],
  or: [
    proved('setting 4 bits gives at least 15', ({ any }) => any.u8('x').or(15).ge(15)),
    refuted('setting 4 bits gives at least 16', ({ any }) => any.u8('x').or(15).ge(16)),
    proved('or of disjoint bits is the sum', ({ any }) => {
      const [x, y] = [any.u8('x', { max: 15 }), any.u8('y', { multipleOf: 16 })];
      return x.or(y).eq(x.add(y));
    }),
    refuted('or of bits that share one is the sum', ({ any }) => {
      const [x, y] = [any.u8('x', { max: 16 }), any.u8('y', { multipleOf: 16 })];
      return x.or(y).eq(x.add(y));
    }),
  ],
  xor: [
    proved('x ^ 255 is the complement', ({ any, domain }) => {
      const x = any.u8('x');
      return x.xor(255).eq(domain.u8(255).sub(x));
    }),
    refuted('x ^ 254 is the complement', ({ any, domain }) => {
      const x = any.u8('x');
      return x.xor(254).eq(domain.u8(255).sub(x));
    }),
    proved('x ^ y is x | y without x & y', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.xor(y).eq(x.or(y).sub(x.and(y)));
    }),
    refuted('x ^ y is x | y', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.xor(y).eq(x.or(y));
    }),
  ],
  not: [
    proved('~x is 255 − x in 8 bits', ({ any, domain }) => {
      const x = any.u8('x');
      return x.not().eq(domain.u8(255).sub(x));
    }),
    refuted('~x is −x', ({ any, domain }) => {
      const x = any.u8('x');
      return x.not().eq(domain.u8(0).sub(x));
    }),
    proved('~x of a byte in 16 bits is at least 0xff00', ({ any }) =>
      any.u8('x').zeroExtend(16).not().ge(0xff00),
    ),
    refuted('~x of a byte in 16 bits is above 0xff00', ({ any }) =>
      any.u8('x').zeroExtend(16).not().gt(0xff00),
    ),
  ],
  shl: [
    proved('7 bits survive a shift by 1', ({ any }) => {
      const x = any.u8('x', { max: 127 });
      return x.shl(1).div(2).eq(x);
    }),
    refuted('128 survives a shift by 1', ({ any }) => {
      const x = any.u8('x', { max: 128 });
      return x.shl(1).div(2).eq(x);
    }),
    proved('a shift by 8 or more leaves nothing of 8 bits', ({ any }) =>
      any
        .u8('x')
        .shl(any.u8('n', { min: 8 }))
        .eq(0),
    ),
    refuted('a shift by 7 or more leaves nothing of 8 bits', ({ any }) =>
      any
        .u8('x')
        .shl(any.u8('n', { min: 7 }))
        .eq(0),
    ),
    proved('a shift by 3 is a product with 8', ({ any }) => {
      const x = any.u16('x');
      return x.shl(3).eq(x.mul(8));
    }),
    refuted('a shift by 3 is a product with 7', ({ any }) => {
      const x = any.u16('x');
      return x.shl(3).eq(x.mul(7));
    }),
  ],
  shr: [
    proved('one bit is left by a shift by 7', ({ any }) => any.u8('x').shr(7).le(1)),
    refuted('no bit is left by a shift by 7', ({ any }) => any.u8('x').shr(7).le(0)),
    proved('a shift by 8 or more leaves nothing of 8 bits', ({ any }) =>
      any
        .u8('x')
        .shr(any.u8('n', { min: 8 }))
        .eq(0),
    ),
    refuted('a shift by 7 or more leaves nothing of 8 bits', ({ any }) =>
      any
        .u8('x')
        .shr(any.u8('n', { min: 7 }))
        .eq(0),
    ),
    proved('a shift by 3 is a quotient by 8', ({ any }) => {
      const x = any.u16('x');
      return x.shr(3).eq(x.div(8));
    }),
    refuted('a shift by 3 is a quotient by 7', ({ any }) => {
      const x = any.u16('x');
      return x.shr(3).eq(x.div(7));
    }),
  ],
  lowestSetBit: [
    proved('from 1 some bit is set', ({ any }) => any.u8('x', { min: 1 }).lowestSetBit().ge(1)),
    refuted('from 0 some bit is set', ({ any }) => any.u8('x').lowestSetBit().ge(1)),
    proved('the lowest bit of 1 and 2 is the word', ({ any }) => {
      const x = any.u8('x', { max: 2 });
      return x.lowestSetBit().eq(x);
    }),
    refuted('the lowest bit of 3 is the word', ({ any }) => {
      const x = any.u8('x', { max: 3 });
      return x.lowestSetBit().eq(x);
    }),
    proved('multiples of 4 have a lowest bit of at least 4', ({ any }) =>
      any.u16('x', { min: 4, multipleOf: 4, max: 64 }).lowestSetBit().ge(4),
    ),
    refuted('multiples of 4 have a lowest bit above 4', ({ any }) =>
      any.u16('x', { min: 4, multipleOf: 4, max: 64 }).lowestSetBit().gt(4),
    ),
  ],
};
