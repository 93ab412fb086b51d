import type { Domain } from '../../index.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';

export const domain: Omit<Corpus<Domain>, 'trapIf' | 'unreachable' | 'at'> = {
  word: [
    proved('a word of 16 bits holds 65535', ({ any, domain }) => any.u16('x').le(domain.word(16, 65535))),
    refuted('a word of 16 bits holds no more than 65534', ({ any, domain }) =>
      any.u16('x').le(domain.word(16, 65534)),
    ),
    rejected('a word of 16 bits holds 65536', ({ domain }) => domain.word(16, 65536).ge(0)),
    rejected('a word of 16 bits holds −1', ({ domain }) => domain.word(16, -1).ge(0)),
    refuted('a word of 32 bits has 16', ({ domain }) => domain.word(32, 0).not().eq(0xffff)),
  ],
  u8: [
    proved('255 is the greatest u8', ({ domain }) => domain.u8(255).add(1).eq(0)),
    refuted('254 is the greatest u8', ({ domain }) => domain.u8(254).add(1).eq(0)),
    rejected('256 is a u8', ({ domain }) => domain.u8(256).ge(0)),
  ],
  u16: [
    proved('2^16 − 1 is the greatest u16', ({ domain }) =>
      domain
        .u16(2 ** 16 - 1)
        .add(1)
        .eq(0),
    ),
    refuted('2^16 − 2 is the greatest u16', ({ domain }) =>
      domain
        .u16(2 ** 16 - 2)
        .add(1)
        .eq(0),
    ),
    rejected('2^16 is a u16', ({ domain }) => domain.u16(2 ** 16).ge(0)),
  ],
  u32: [
    proved('2^32 − 1 is the greatest u32', ({ domain }) =>
      domain
        .u32(2 ** 32 - 1)
        .add(1)
        .eq(0),
    ),
    refuted('2^32 − 2 is the greatest u32', ({ domain }) =>
      domain
        .u32(2 ** 32 - 2)
        .add(1)
        .eq(0),
    ),
    rejected('2^32 is a u32', ({ domain }) => domain.u32(2 ** 32).ge(0)),
  ],
  u64: [
    proved('2^64 − 1 is the greatest u64', ({ domain }) =>
      domain
        .u64(2n ** 64n - 1n)
        .add(1)
        .eq(0),
    ),
    refuted('2^64 − 2 is the greatest u64', ({ domain }) =>
      domain
        .u64(2n ** 64n - 2n)
        .add(1)
        .eq(0),
    ),
    rejected('2^64 is a u64', ({ domain }) => domain.u64(2n ** 64n).ge(0)),
  ],
  bool: [
    proved('true holds', ({ domain }) => domain.bool(true)),
    refuted('false holds', ({ domain }) => domain.bool(false)),
  ],
  decide: [
    proved('each answer holds where it is given', ({ any, domain }) => {
      const x = any.u8('x');
      return domain.decide(x.lt(5)) ? x.le(4) : x.ge(5);
    }),
    refuted('where the answer is yes, the condition is narrower', ({ any, domain }) => {
      const x = any.u8('x');
      return domain.decide(x.lt(5)) ? x.le(3) : x.ge(5);
    }),
    refuted('where the answer is no, the condition is narrower', ({ any, domain }) => {
      const x = any.u8('x');
      return domain.decide(x.lt(5)) ? x.le(4) : x.ge(6);
    }),
    proved('a decision inside another leaves its path', ({ any, domain }) => {
      const x = any.u8('x');
      if (domain.decide(x.lt(5)) && domain.decide(x.gt(3))) return x.eq(4);
      return x.ne(4);
    }),
    refuted('a decision inside another is false by one', ({ any, domain }) => {
      const x = any.u8('x');
      if (domain.decide(x.lt(5)) && domain.decide(x.gt(2))) return x.eq(4);
      return x.ne(4);
    }),
    proved('true is decided', ({ domain }) => domain.decide(true) && !domain.decide(false)),
    refuted('false is decided as true', ({ domain }) => domain.decide(false)),
  ],
  table: [
    proved('each entry is the value that it is made of', ({ any, domain }) =>
      domain.table(16, 256, 0x5a5a).get(any.u8('i')).eq(0x5a5a),
    ),
    refuted('the entries are the value cut to a byte', ({ any, domain }) =>
      domain.table(16, 256, 0x5a5a).get(any.u8('i')).eq(0x5a),
    ),
    proved('as many entries as are said', ({ any, domain }) => {
      const x = any.u16('x');
      return domain.table(8, x.zeroExtend(64), 0).length.eq(x.zeroExtend(64));
    }),
    rejected('a value of bytes that differ', ({ domain }) => domain.table(16, 256, 1).get(0).eq(1)),
  ],
  select: [
    proved('the first word where the condition holds, the second elsewhere', ({ any, domain }) => {
      const [x, y, z] = [any.u8('x'), any.u8('y'), any.u8('z')];
      const chosen = domain.select(x.lt(5), y, z);
      return domain.decide(x.le(4)) ? chosen.eq(y) : chosen.eq(z);
    }),
    refuted('the first word where x is 5', ({ any, domain }) => {
      const [x, y, z] = [any.u8('x'), any.u8('y'), any.u8('z')];
      const chosen = domain.select(x.lt(5), y, z);
      return domain.decide(x.le(5)) ? chosen.eq(y) : chosen.eq(z);
    }),
    refuted('always the first word', ({ any, domain }) => {
      const [y, z] = [any.u8('y'), any.u8('z')];
      return domain.select(any.bool('b'), y, z).eq(y);
    }),
    refuted('always the second word', ({ any, domain }) => {
      const [y, z] = [any.u8('y'), any.u8('z')];
      return domain.select(any.bool('b'), y, z).eq(z);
    }),
    proved('constants of one width', ({ any, domain }) =>
      domain.select(any.bool('b'), domain.u16(1), domain.u16(2)).sub(1).le(1),
    ),
  ],
};
