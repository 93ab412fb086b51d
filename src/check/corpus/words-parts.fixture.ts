import type { Word } from '../../index.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';

/** As a number like any other: what it is, the checker is to say and not the compiler. */
const widthOf = ({ width }: { readonly width: number }): number => width;

type Parts = 'width' | 'concat' | 'extract' | 'byte' | 'zeroExtend' | 'truncate';

export const parts: Pick<Corpus<Word<8>>, Parts> = {
  width: [
    proved('a u16 has 16 bits', ({ any }) => widthOf(any.u16('x')) === 16),
    refuted('a u32 has 16 bits', ({ any }) => widthOf(any.u32('x')) === 16),
  ],
  concat: [
    proved('the low half of 16 bits is the argument', ({ any }) => {
      const [high, low] = [any.u8('high'), any.u8('low')];
      return high.concat(low).rem(256).eq(low.zeroExtend(16));
    }),
    refuted('the low half of 16 bits is the receiver', ({ any }) => {
      const [high, low] = [any.u8('high'), any.u8('low')];
      return high.concat(low).rem(256).eq(high.zeroExtend(16));
    }),
    proved('the high half counts 2^32', ({ any }) => {
      const [high, low] = [any.u32('high'), any.u32('low')];
      return high.concat(low).eq(
        high
          .zeroExtend(64)
          .mul(2n ** 32n)
          .add(low.zeroExtend(64)),
      );
    }),
    refuted('the high half counts 2^31', ({ any }) => {
      const [high, low] = [any.u32('high'), any.u32('low')];
      return high.concat(low).eq(
        high
          .zeroExtend(64)
          .mul(2n ** 31n)
          .add(low.zeroExtend(64)),
      );
    }),
    proved(
      'two words of 16 bits make 32',
      ({ any }) => widthOf(any.u16('high').concat(any.u16('low'))) === 32,
    ),
    refuted('two words of 16 bits make less than 2^31', ({ any }) =>
      any
        .u16('high')
        .concat(any.u16('low'))
        .lt(2 ** 31),
    ),
  ],
  extract: [
    proved('bits 8 to 15 are the quotient by 256', ({ any }) => {
      const x = any.u16('x');
      return x.extract(8, 8).zeroExtend(16).eq(x.div(256));
    }),
    refuted('bits 7 to 14 are the quotient by 256', ({ any }) => {
      const x = any.u16('x');
      return x.extract(7, 8).zeroExtend(16).eq(x.div(256));
    }),
    proved('16 bits from bit 8 of 32', ({ any }) => {
      const x = any.u32('x');
      return x.extract(8, 16).zeroExtend(32).eq(x.div(256).rem(65536));
    }),
    refuted('8 bits from bit 8 of 32 are the same', ({ any }) => {
      const x = any.u32('x');
      return x.extract(8, 8).zeroExtend(32).eq(x.div(256).rem(65536));
    }),
    proved('the last byte begins at bit 8', ({ any }) => any.u16('x').extract(8, 8).le(255)),
    rejected('a byte begins at bit 9', ({ any }) => any.u16('x').extract(9, 8).le(255)),
    rejected('a byte begins at bit −1', ({ any }) => any.u16('x').extract(-1, 8).le(255)),
  ],
  byte: [
    proved('byte 0 is the lowest', ({ any }) => {
      const x = any.u16('x');
      return x.byte(0).zeroExtend(16).eq(x.rem(256));
    }),
    refuted('byte 1 is the lowest', ({ any }) => {
      const x = any.u16('x');
      return x.byte(1).zeroExtend(16).eq(x.rem(256));
    }),
    proved('byte 7 of 64 bits is the highest', ({ any }) => {
      const x = any.u64('x');
      return x
        .byte(7)
        .zeroExtend(64)
        .eq(x.div(2n ** 56n));
    }),
    refuted('byte 6 of 64 bits is the highest', ({ any }) => {
      const x = any.u64('x');
      return x
        .byte(6)
        .zeroExtend(64)
        .eq(x.div(2n ** 56n));
    }),
    rejected('16 bits have a byte 2', ({ any }) => any.u16('x').byte(2).le(255)),
    rejected('16 bits have a byte −1', ({ any }) => any.u16('x').byte(-1).le(255)),
  ],
  zeroExtend: [
    proved('a wider byte is at most 255', ({ any }) => any.u8('x').zeroExtend(16).le(255)),
    refuted('a wider byte is at most 254', ({ any }) => any.u8('x').zeroExtend(16).le(254)),
    proved(
      'a byte has 32 bits when it is extended to them',
      ({ any }) => widthOf(any.u8('x').zeroExtend(32)) === 32,
    ),
    refuted('the complement of a wider byte is above 65280', ({ any }) =>
      any.u8('x').zeroExtend(16).not().gt(65280),
    ),
  ],
  truncate: [
    proved('up to 255 nothing is cut', ({ any }) => {
      const x = any.u16('x', { max: 255 });
      return x.truncate(8).zeroExtend(16).eq(x);
    }),
    refuted('up to 256 nothing is cut', ({ any }) => {
      const x = any.u16('x', { max: 256 });
      return x.truncate(8).zeroExtend(16).eq(x);
    }),
    proved('16 bits of 64 are the remainder by 65536', ({ any }) => {
      const x = any.u64('x');
      return x.truncate(16).zeroExtend(64).eq(x.rem(65536));
    }),
    refuted('16 bits of 64 are the remainder by 256', ({ any }) => {
      const x = any.u64('x');
      return x.truncate(16).zeroExtend(64).eq(x.rem(256));
    }),
  ],
};
