import type { Inputs } from '../../index.ts';
import { proved, refuted, rejected, vacuous, type Corpus } from './statement.fixture.ts';

export const inputs: Corpus<Inputs> = {
  u8: [
    proved('it is at most 255', ({ any }) => any.u8('x').zeroExtend(16).le(255)),
    refuted('it is at most 254', ({ any }) => any.u8('x').le(254)),
    proved('from 3 it is at least 3', ({ any }) => any.u8('x', { min: 3 }).ge(3)),
    refuted('from 3 it is at least 4', ({ any }) => any.u8('x', { min: 3 }).ge(4)),
    rejected('256 is its greatest value', ({ any }) => any.u8('x', { max: 256 }).ge(0)),
    rejected('its least value is above its greatest', ({ any }) => any.u8('x', { min: 4, max: 3 }).ge(0)),
  ],
  u16: [
    proved('it is at most 65535', ({ any }) => any.u16('x').zeroExtend(32).le(65535)),
    refuted('it is at most 65534', ({ any }) => any.u16('x').le(65534)),
    proved('up to 3 it is at most 3', ({ any }) => any.u16('x', { max: 3 }).le(3)),
    refuted('up to 3 it is at most 2', ({ any }) => any.u16('x', { max: 3 }).le(2)),
  ],
  u32: [
    proved('a multiple of 16 leaves no remainder by 16', ({ any }) =>
      any.u32('x', { multipleOf: 16 }).rem(16).eq(0),
    ),
    refuted('a multiple of 16 leaves no remainder by 32', ({ any }) =>
      any.u32('x', { multipleOf: 16 }).rem(32).eq(0),
    ),
    refuted('it is at most 2^32 − 2', ({ any }) => any.u32('x').le(2 ** 32 - 2)),
    rejected('a multiple of 16 is at least 8', ({ any }) => any.u32('x', { min: 8, multipleOf: 16 }).ge(8)),
  ],
  u64: [
    proved('it is at most 2^64 − 1', ({ any }) => any.u64('x').le(2n ** 64n - 1n)),
    refuted('it is at most 2^64 − 2', ({ any }) => any.u64('x').le(2n ** 64n - 2n)),
    vacuous('it is assumed not to be 2^64 − 1', (p) => {
      const x = p.any.u64('x');
      p.assume(x.ne(2n ** 64n - 1n));
      return x.add(1).gt(x);
    }),
    vacuous('it is assumed not to be 0', (p) => {
      const x = p.any.u64('x');
      p.assume(x.ne(0));
      return x.sub(1).lt(x);
    }),
    proved('it is assumed not to be 1', (p) => {
      const x = p.any.u64('x');
      p.assume(x.ne(1));
      return x.sub(1).ne(0);
    }),
  ],
  bool: [
    proved('it holds or not', ({ any }) => {
      const b = any.bool('b');
      return b.or(b.not());
    }),
    refuted('it holds', ({ any }) => any.bool('b')),
    refuted('it does not hold', ({ any }) => any.bool('b').not()),
    vacuous('it is assumed', (p) => {
      const b = p.any.bool('b');
      p.assume(b);
      return b;
    }),
    vacuous('its negation is assumed', (p) => {
      const b = p.any.bool('b');
      p.assume(b.not());
      return b.not();
    }),
  ],
  powerOfTwo: [
    proved('it has no bit in common with its predecessor', ({ any }) => {
      const size = any.powerOfTwo('size');
      return size.and(size.sub(1)).eq(0);
    }),
    refuted('it has no bit in common with the number before that', ({ any }) => {
      const size = any.powerOfTwo('size');
      return size.and(size.sub(2)).eq(0);
    }),
    proved('it is from 1 to 32768', ({ any }) => {
      const size = any.powerOfTwo('size');
      return size.ge(1).and(size.le(32768));
    }),
    refuted('it is from 2', ({ any }) => any.powerOfTwo('size').ge(2)),
    refuted('it is at most 32767', ({ any }) => any.powerOfTwo('size').le(32767)),
    proved('up to 8 it is at most 8', ({ any }) => any.powerOfTwo('size', 8).le(8)),
    refuted('up to 8 it is at most 4', ({ any }) => any.powerOfTwo('size', 8).le(4)),
    proved('it is no number from 5 to 7', ({ any }) => any.powerOfTwo('size').sub(5).gt(2)),
    refuted('it is no number from 5 to 8', ({ any }) => any.powerOfTwo('size').sub(5).gt(3)),
    rejected('6 is its greatest value', ({ any }) => any.powerOfTwo('size', 6).le(6)),
    rejected('65536 is its greatest value', ({ any }) => any.powerOfTwo('size', 65536).ge(1)),
  ],
  integer: [
    proved('from −1 to 1 it is from −1', ({ any }) => any.integer('n', { min: -1, max: 1 }).ge(-1)),
    refuted('from −1 to 1 it is from 0', ({ any }) => any.integer('n', { min: -1, max: 1 }).ge(0), {
      onBitVectors: 'error',
    }),
    refuted('from −1 to 1 it is at most 0', ({ any }) => any.integer('n', { min: -1, max: 1 }).le(0), {
      onBitVectors: 'error',
    }),
    refuted('it is below 2^64', ({ any }) => any.integer('n').lt(2n ** 64n), { onBitVectors: 'error' }),
    refuted('it is not negative', ({ any }) => any.integer('n').ge(0), { onBitVectors: 'error' }),
    rejected('from 2 to 1', ({ any }) => any.integer('n', { min: 2, max: 1 }).ge(0)),
  ],
};
