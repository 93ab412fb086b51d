import { linear, nat, x8, y8, type RuleCases } from './rule-case.fixture.ts';
import type { IntTerm } from '../term.ts';
import type { Terms } from '../terms.ts';

/** x + y + constant modulo 256. */
const sum8 = (t: Terms, y: IntTerm, constant = 0n): IntTerm =>
  t.wrap(8, linear(t, constant, [1n, x8(t)], [1n, y]));

export const carryCases: Readonly<Record<string, RuleCases>> = {
  'le-no-carry': {
    applies: {
      'two words': (t) => t.le(x8(t), sum8(t, y8(t))),
      'the greatest word added': (t) => t.le(x8(t), sum8(t, t.const(255n))),
      'a constant and a word, 255 together at most': (t) => t.le(x8(t), sum8(t, nat(t, 'y', 252n), 3n)),
      'what is added to has a constant itself': (t) => {
        const x = nat(t, 'x', 99n);
        return t.le(t.offset(x, 2n), t.wrap(8, linear(t, 2n, [1n, x], [1n, y8(t)])));
      },
    },
    doesNotApply: {
      'a sum added that may be the modulus': (t) => t.le(x8(t), sum8(t, nat(t, 'y', 253n), 3n)),
      'something added that may be negative': (t) => t.le(x8(t), sum8(t, nat(t, 'y', 99n), -1n)),
      'a sum that may wrap twice': (t) =>
        t.le(t.var('z', 0n, 999n), t.wrap(8, t.add(t.var('z', 0n, 999n), y8(t)))),
      'another word': (t) => t.le(t.var('z', 0n, 255n), sum8(t, y8(t))),
    },
  },
  'le-carry': {
    applies: {
      'two words': (t) => t.lt(sum8(t, y8(t)), x8(t)),
      'a constant': (t) => t.lt(sum8(t, t.const(1n)), x8(t)),
      'a constant and a word, 255 together at most': (t) => t.lt(sum8(t, nat(t, 'y', 252n), 3n), x8(t)),
    },
    doesNotApply: {
      'not less, but the same or less': (t) => t.le(sum8(t, y8(t)), x8(t)),
      'a sum added that may be the modulus': (t) => t.lt(sum8(t, nat(t, 'y', 253n), 3n), x8(t)),
      'something added that may be negative': (t) => t.lt(sum8(t, nat(t, 'y', 99n), -1n), x8(t)),
    },
  },
};
