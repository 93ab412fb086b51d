import type { Word } from '../../index.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';
import { byZero } from './words-traps.fixture.ts';

type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'rem' | 'checkedAdd' | 'checkedSub' | 'checkedMul';

export const arithmetic: Pick<Corpus<Word<8>>, Arithmetic> = {
  add: [
    proved('250 + 6 to 255 + 6 wrap to 0 to 5', ({ any }) => any.u8('x', { min: 250 }).add(6).le(5)),
    refuted('250 + 6 to 255 + 6 wrap to 0 to 4', ({ any }) => any.u8('x', { min: 250 }).add(6).le(4)),
    proved('up to 2^64 − 2, x + 1 is above x', ({ any }) => {
      const x = any.u64('x', { max: 2n ** 64n - 2n });
      return x.add(1).gt(x);
    }),
    refuted('x + 1 is above x', ({ any }) => {
      const x = any.u64('x');
      return x.add(1).gt(x);
    }),
    proved('x + y is y + x', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.add(y).eq(y.add(x));
    }),
    refuted('x + y is y + x + 1', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.add(y).eq(y.add(x).add(1));
    }),
  ],
  sub: [
    proved('100 to 255 less 0 to 100 does not wrap', ({ any }) => {
      const [x, y] = [any.u8('x', { min: 100 }), any.u8('y', { max: 100 })];
      return x.sub(y).le(x);
    }),
    refuted('100 to 255 less 0 to 101 does not wrap', ({ any }) => {
      const [x, y] = [any.u8('x', { min: 100 }), any.u8('y', { max: 101 })];
      return x.sub(y).le(x);
    }),
    proved('0 − 1 is 65535', ({ any }) => any.u16('x', { max: 0 }).sub(1).eq(65535)),
    refuted('0 − 1 is 255 in 16 bits', ({ any }) => any.u16('x', { max: 0 }).sub(1).eq(255)),
    refuted('x − y is y − x', ({ any }) => {
      const [x, y] = [any.u8('x'), any.u8('y')];
      return x.sub(y).eq(y.sub(x));
    }),
  ],
  mul: [
    proved('3 · 85 fits in 8 bits', ({ any }) => {
      const x = any.u8('x', { max: 85 });
      return x.mul(3).ge(x);
    }),
    refuted('3 · 86 fits in 8 bits', ({ any }) => {
      const x = any.u8('x', { max: 86 });
      return x.mul(3).ge(x);
    }),
    proved('3 · x is x + x + x', ({ any }) => {
      const x = any.u16('x');
      return x.mul(3).eq(x.add(x).add(x));
    }),
    refuted('3 · x is x + x', ({ any }) => {
      const x = any.u16('x');
      return x.mul(3).eq(x.add(x));
    }),
    proved('255 is a factor in 8 bits', ({ any }) => any.u8('x').mul(255).ge(0)),
    rejected('256 is a factor in 8 bits', ({ any }) => any.u8('x').mul(256).ge(0)),
  ],
  div: [
    proved('255 / 3 is the greatest third', ({ any }) => any.u8('x').div(3).le(85)),
    refuted('every third is below 85', ({ any }) => any.u8('x').div(3).le(84)),
    proved('17 to 23 / 6 is at least 2', ({ any }) => any.u8('x', { min: 17, max: 23 }).div(6).ge(2)),
    refuted('17 to 23 / 6 is at least 3', ({ any }) => any.u8('x', { min: 17, max: 23 }).div(6).ge(3)),
    proved('a quotient by zero has all bits set', ({ any }) =>
      any
        .u8('x')
        .div(any.u8('y', { max: 0 }))
        .eq(255),
    ),
    refuted('a quotient by zero is zero', ({ any }) =>
      any
        .u8('x')
        .div(any.u8('y', { max: 0 }))
        .eq(0),
    ),
    ...byZero.div,
  ],
  rem: [
    proved('a remainder by 10 is at most 9', ({ any }) => any.u8('x').rem(10).le(9)),
    refuted('a remainder by 10 is at most 8', ({ any }) => any.u8('x').rem(10).le(8)),
    proved('a slot is below the size', ({ any }) => {
      const size = any.powerOfTwo('size');
      return any.u16('index').rem(size).lt(size);
    }),
    refuted('a slot is below the size less 1', ({ any }) => {
      const size = any.powerOfTwo('size');
      return any.u16('index').rem(size).lt(size.sub(1));
    }),
    proved('a remainder by zero is the dividend', ({ any }) => {
      const x = any.u8('x');
      return x.rem(any.u8('y', { max: 0 })).eq(x);
    }),
    refuted('a remainder by zero or one is the dividend', ({ any }) => {
      const x = any.u8('x');
      return x.rem(any.u8('y', { max: 1 })).eq(x);
    }),
    ...byZero.rem,
  ],
  checkedAdd: [
    proved(
      'up to 255 a sum is defined',
      ({ any }) => any.u8('x', { max: 200 }).checkedAdd(any.u8('y', { max: 55 })) !== undefined,
    ),
    refuted(
      'up to 256 a sum is defined',
      ({ any }) => any.u8('x', { max: 200 }).checkedAdd(any.u8('y', { max: 56 })) !== undefined,
    ),
    proved(
      'from 256 a sum is undefined',
      ({ any }) => any.u8('x', { min: 200 }).checkedAdd(any.u8('y', { min: 56 })) === undefined,
    ),
    refuted(
      'from 255 a sum is undefined',
      ({ any }) => any.u8('x', { min: 200 }).checkedAdd(any.u8('y', { min: 55 })) === undefined,
    ),
    proved(
      '255 + 1 is defined in 16 bits',
      ({ any }) => any.u8('x').zeroExtend(16).checkedAdd(1) !== undefined,
    ),
    refuted('65535 + 1 is defined in 16 bits', ({ any }) => any.u16('x').checkedAdd(1) !== undefined),
    proved('a defined sum is the sum', ({ any }) => {
      const [x, y] = [any.u64('x'), any.u64('y')];
      return x.checkedAdd(y)?.sub(y).eq(x) ?? true;
    }),
    refuted('a defined sum is one more than the sum', ({ any }) => {
      const [x, y] = [any.u64('x'), any.u64('y')];
      return x.checkedAdd(y)?.sub(y).eq(x.add(1)) ?? true;
    }),
  ],
  checkedSub: [
    proved(
      'down to 0 a difference is defined',
      ({ any }) => any.u8('x', { min: 7 }).checkedSub(any.u8('y', { max: 7 })) !== undefined,
    ),
    refuted(
      'down to −1 a difference is defined',
      ({ any }) => any.u8('x', { min: 7 }).checkedSub(any.u8('y', { max: 8 })) !== undefined,
    ),
    proved(
      'from −1 a difference is undefined',
      ({ any }) => any.u8('x', { max: 7 }).checkedSub(any.u8('y', { min: 8 })) === undefined,
    ),
    refuted(
      'from 0 a difference is undefined',
      ({ any }) => any.u8('x', { max: 7 }).checkedSub(any.u8('y', { min: 7 })) === undefined,
    ),
    proved('a defined difference is the difference', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.checkedSub(y)?.add(y).eq(x) ?? true;
    }),
    refuted('a defined difference is below the minuend', ({ any }) => {
      const [x, y] = [any.u16('x'), any.u16('y')];
      return x.checkedSub(y)?.lt(x) ?? true;
    }),
  ],
  checkedMul: [
    proved('3 · 85 is defined in 8 bits', ({ any }) => any.u8('x', { max: 85 }).checkedMul(3) !== undefined),
    refuted('3 · 86 is defined in 8 bits', ({ any }) => any.u8('x', { max: 86 }).checkedMul(3) !== undefined),
    proved(
      'from 3 · 86 it is undefined in 8 bits',
      ({ any }) => any.u8('x', { min: 86 }).checkedMul(3) === undefined,
    ),
    refuted(
      'from 3 · 85 it is undefined in 8 bits',
      ({ any }) => any.u8('x', { min: 85 }).checkedMul(3) === undefined,
    ),
    proved('a defined product is the product', ({ any }) => {
      const x = any.u16('x');
      return x.checkedMul(16)?.eq(x.shl(4)) ?? true;
    }),
    refuted('a defined product is the next product', ({ any }) => {
      const x = any.u16('x');
      return x.checkedMul(16)?.eq(x.mul(17)) ?? true;
    }),
    proved(
      '255 is a checked factor in 8 bits',
      ({ any }) => any.u8('x', { max: 1 }).checkedMul(255) !== undefined,
    ),
    rejected(
      '256 is a checked factor in 8 bits',
      ({ any }) => any.u8('x', { max: 0 }).checkedMul(256) !== undefined,
    ),
  ],
};
