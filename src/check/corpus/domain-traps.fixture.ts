import type { Domain } from '../../index.ts';
import { inCall, traps } from './in-call.fixture.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';

const panic = { breaks: [traps('panic')] } as const;
const unreachable = { breaks: [traps('unreachable')] } as const;
const outOfBounds = { breaks: [traps('index out of bounds')] } as const;

/** What ends an operation, and what is left to the code after it. */
export const domainTraps: Pick<Corpus<Domain>, 'trapIf' | 'unreachable' | 'at'> = {
  trapIf: [
    proved('from 10 on it traps, and 9 is the greatest value', (p) => {
      const x = p.any.u8('x', { max: 9 });
      inCall(p, () => p.domain.trapIf('panic', x.ge(10)));
      return x.le(9);
    }),
    refuted(
      'from 9 on it traps, and 9 is the greatest value',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        inCall(p, () => p.domain.trapIf('panic', x.ge(9)));
        return x.le(9);
      },
      panic,
    ),
    refuted(
      'from 5 on it traps, so 4 is the greatest value after it',
      (p) => {
        const x = p.any.u8('x');
        inCall(p, () => p.domain.trapIf('panic', x.ge(5)));
        return x.le(4);
      },
      panic,
    ),
    refuted(
      'from 5 on it traps, so 3 is the greatest value after it',
      (p) => {
        const x = p.any.u8('x');
        inCall(p, () => p.domain.trapIf('panic', x.ge(5)));
        return x.le(3);
      },
      { ...panic, refutes: ['claim', traps('panic')] },
    ),
    refuted(
      'it takes nothing from what is claimed before it',
      (p) => {
        const x = p.any.u8('x');
        p.assert('claim', x.lt(5));
        inCall(p, () => p.domain.trapIf('panic', x.ge(5)));
      },
      { breaks: ['claim', traps('panic')] },
    ),
    refuted(
      'of two kinds, the second is told from the first',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        inCall(p, () => {
          p.domain.trapIf('panic', x.gt(9));
          p.domain.trapIf('host pointer', x.gt(8));
        });
        return x.le(8);
      },
      { breaks: [traps('host pointer')] },
    ),
    proved('false never traps', (p) => {
      inCall(p, () => p.domain.trapIf('panic', false));
      return true;
    }),
    refuted(
      'true never traps',
      (p) => {
        inCall(p, () => p.domain.trapIf('panic', true));
        return true;
      },
      panic,
    ),
    proved('outside a call, in no state', (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.domain.trapIf('panic', x.gt(9));
      return x.le(9);
    }),
    rejected('outside a call, in one state', (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.domain.trapIf('panic', x.gt(8));
      return x.le(9);
    }),
  ],
  unreachable: [
    proved('beyond the greatest value nothing is reached', (p) => {
      const x = p.any.u8('x', { max: 9 });
      return inCall(p, () => (p.domain.decide(x.gt(9)) ? p.domain.unreachable() : x)).le(9);
    }),
    refuted(
      'at the greatest value nothing is reached',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        return inCall(p, () => (p.domain.decide(x.gt(8)) ? p.domain.unreachable() : x)).le(8);
      },
      unreachable,
    ),
    proved('outside a call, where it is not reached', (p) => {
      const x = p.any.u8('x', { max: 9 });
      return p.domain.decide(x.gt(9)) ? p.domain.unreachable() : x.le(9);
    }),
    rejected('outside a call, where one state reaches it', (p) => {
      const x = p.any.u8('x', { max: 9 });
      return p.domain.decide(x.gt(8)) ? p.domain.unreachable() : x.le(9);
    }),
  ],
  at: [
    proved('the element at the index', (p) => {
      const i = p.any.u8('i', { max: 2 });
      const list = [p.domain.u16(5), p.domain.u16(6), p.domain.u16(7)];
      return inCall(p, () => p.domain.at(list, i)).eq(i.zeroExtend(16).add(5));
    }),
    refuted('the element after it', (p) => {
      const i = p.any.u8('i', { max: 2 });
      const list = [p.domain.u16(5), p.domain.u16(6), p.domain.u16(7)];
      return inCall(p, () => p.domain.at(list, i)).eq(i.zeroExtend(16).add(6));
    }),
    refuted('the last element is never taken', (p) => {
      const list = [p.domain.u16(5), p.domain.u16(6), p.domain.u16(7)];
      return inCall(p, () => p.domain.at(list, p.any.u8('i', { max: 2 }))).ne(7);
    }),
    refuted(
      'an index that is the length does not trap',
      (p) => {
        const list = [p.domain.u16(5), p.domain.u16(6), p.domain.u16(7)];
        return inCall(p, () => p.domain.at(list, p.any.u8('i', { max: 3 }))).ge(5);
      },
      outOfBounds,
    ),
    proved('256 elements are enough for 8 bits', (p) => {
      const list = Array.from({ length: 256 }, () => p.domain.u8(1));
      return inCall(p, () => p.domain.at(list, p.any.u8('i'))).eq(1);
    }),
    refuted(
      '255 elements are enough for 8 bits',
      (p) => {
        const list = Array.from({ length: 255 }, () => p.domain.u8(1));
        return inCall(p, () => p.domain.at(list, p.any.u8('i'))).eq(1);
      },
      outOfBounds,
    ),
    refuted(
      'there is an element in an empty list',
      (p) => {
        const i = p.any.u8('i');
        p.assert('before', true);
        inCall(p, () => p.domain.at([], i));
      },
      outOfBounds,
    ),
    proved('of what is no word, each on a path', (p) => {
      const i = p.any.u8('i', { max: 2 });
      return i.eq(inCall(p, () => p.domain.at([0, 1, 2], i)));
    }),
    refuted('of what is no word, one on each path', (p) => {
      const i = p.any.u8('i', { max: 2 });
      return i.eq(inCall(p, () => p.domain.at([0, 1, 1], i)));
    }),
    proved('outside a call, up to the last element', (p) =>
      p.domain.at([p.domain.u16(5), p.domain.u16(6)], p.any.u8('i', { max: 1 })).ge(5),
    ),
    rejected('outside a call, one beyond the last element', (p) =>
      p.domain.at([p.domain.u16(5), p.domain.u16(6)], p.any.u8('i', { max: 2 })).ge(5),
    ),
  ],
};
