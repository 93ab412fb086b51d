import type { Word } from '../../index.ts';
import { inCall, traps } from './in-call.fixture.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';

const division = { breaks: [traps('division by zero')] } as const;
const overflow = { breaks: [traps('overflow')] } as const;

/** By zero, the total operations are a property's alone. */
export const byZero: Pick<Corpus<Word<8>>, 'div' | 'rem'> = {
  div: [
    proved('in a call, by 1 and above', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y', { min: 1 })];
      return inCall(p, () => x.div(y)).le(x);
    }),
    refuted(
      'in a call, by 0 and above',
      (p) => {
        const [x, y] = [p.any.u8('x'), p.any.u8('y')];
        return inCall(p, () => x.div(y)).le(x);
      },
      division,
    ),
  ],
  rem: [
    proved('in a call, by 1 and above', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y', { min: 1 })];
      return inCall(p, () => x.rem(y)).lt(y);
    }),
    refuted(
      'in a call, by 0 and above',
      (p) => {
        const [x, y] = [p.any.u8('x'), p.any.u8('y')];
        return inCall(p, () => x.rem(y)).lt(y);
      },
      division,
    ),
  ],
};

/** Arithmetic of a language that checks it: exact, or a trap. */
export const trapping: Pick<Corpus<Word<8>>, 'addOrTrap' | 'subOrTrap' | 'mulOrTrap'> = {
  addOrTrap: [
    proved('up to 255 a sum does not trap', (p) => {
      const [x, y] = [p.any.u8('x', { max: 200 }), p.any.u8('y', { max: 55 })];
      return inCall(p, () => x.addOrTrap(y)).ge(x);
    }),
    refuted(
      'up to 256 a sum does not trap',
      (p) => {
        const [x, y] = [p.any.u8('x', { max: 200 }), p.any.u8('y', { max: 56 })];
        return inCall(p, () => x.addOrTrap(y)).ge(x);
      },
      overflow,
    ),
    refuted(
      'a sum that always traps, and what is claimed after it is claimed of no state',
      (p) => {
        const [x, y] = [p.any.u8('x', { min: 200 }), p.any.u8('y', { min: 56 })];
        p.assert('before', true);
        return inCall(p, () => x.addOrTrap(y)).ne(x.add(y));
      },
      overflow,
    ),
    refuted(
      'a sum that traps but for 200 + 55, and of that it is claimed',
      (p) => {
        const [x, y] = [p.any.u8('x', { min: 200 }), p.any.u8('y', { min: 55 })];
        return inCall(p, () => x.addOrTrap(y)).ne(255);
      },
      { ...overflow, refutes: ['claim', traps('overflow')] },
    ),
    proved('it is the sum', (p) => {
      const [x, y] = [p.any.u64('x', { max: 2n ** 63n }), p.any.u64('y', { max: 2n ** 63n - 1n })];
      return inCall(p, () => x.addOrTrap(y)).eq(x.add(y));
    }),
    refuted('it is one more than the sum', (p) => {
      const [x, y] = [p.any.u64('x', { max: 2n ** 63n }), p.any.u64('y', { max: 2n ** 63n - 1n })];
      return inCall(p, () => x.addOrTrap(y)).eq(x.add(y).add(1));
    }),
    proved('outside a call, 254 + 1', (p) => p.any.u8('x', { max: 254 }).addOrTrap(1).ne(0)),
    rejected('outside a call, 255 + 1', (p) => p.any.u8('x').addOrTrap(1).ne(0)),
  ],
  subOrTrap: [
    proved('down to 0 a difference does not trap', (p) => {
      const [x, y] = [p.any.u8('x', { min: 7 }), p.any.u8('y', { max: 7 })];
      return inCall(p, () => x.subOrTrap(y)).le(x);
    }),
    refuted(
      'down to −1 a difference does not trap',
      (p) => {
        const [x, y] = [p.any.u8('x', { min: 7 }), p.any.u8('y', { max: 8 })];
        return inCall(p, () => x.subOrTrap(y)).le(x);
      },
      overflow,
    ),
    proved('it is the difference', (p) => {
      const [x, y] = [p.any.u16('x', { min: 300 }), p.any.u16('y', { max: 300 })];
      return inCall(p, () => x.subOrTrap(y))
        .add(y)
        .eq(x);
    }),
    refuted('it is below the minuend', (p) => {
      const [x, y] = [p.any.u16('x', { min: 300 }), p.any.u16('y', { max: 300 })];
      return inCall(p, () => x.subOrTrap(y)).lt(x);
    }),
    proved('outside a call, 1 − 1', (p) => p.any.u8('x', { min: 1 }).subOrTrap(1).ne(255)),
    rejected('outside a call, 0 − 1', (p) => p.any.u8('x').subOrTrap(1).ne(255)),
  ],
  mulOrTrap: [
    proved('3 · 85 does not trap in 8 bits', (p) => {
      const x = p.any.u8('x', { max: 85 });
      return inCall(p, () => x.mulOrTrap(3)).ge(x);
    }),
    refuted(
      '3 · 86 does not trap in 8 bits',
      (p) => {
        const x = p.any.u8('x', { max: 86 });
        return inCall(p, () => x.mulOrTrap(3)).ge(x);
      },
      overflow,
    ),
    proved('3 · 86 does not trap in 16 bits', (p) => {
      const x = p.any.u16('x', { max: 86 });
      return inCall(p, () => x.mulOrTrap(3)).le(258);
    }),
    refuted('it is at most 257', (p) => {
      const x = p.any.u16('x', { max: 86 });
      return inCall(p, () => x.mulOrTrap(3)).le(257);
    }),
    proved('outside a call, 2 · 127', (p) => p.any.u8('x', { max: 127 }).mulOrTrap(2).le(254)),
    rejected('outside a call, 2 · 128', (p) => p.any.u8('x', { max: 128 }).mulOrTrap(2).le(254)),
    rejected('256 is a factor in 8 bits', (p) => inCall(p, () => p.any.u8('x').mulOrTrap(256)).ge(0)),
  ],
};
