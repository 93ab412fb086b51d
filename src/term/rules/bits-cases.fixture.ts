import { k, linear, nat, power, x4, x8, xPlusY, y4, y8, type RuleCases } from './rule-case.fixture.ts';

export const wrapCases: Readonly<Record<string, RuleCases>> = {
  'wrap-in-range': {
    applies: {
      'all values of parts of 2 and 4 bits': (t) =>
        t.wrap(6, linear(t, 0n, [16n, nat(t, 'x', 3n)], [1n, y4(t)])),
      'all values of a higher block, up to its end': (t) => t.wrap(4, t.var('x', 30n, 31n)),
      'all values below the modulus': (t) => t.wrap(4, x4(t)),
      'all values in a higher block': (t) => t.wrap(4, t.var('x', 16n, 31n)),
      'all values in a negative block': (t) => t.wrap(4, t.offset(nat(t, 'x', 3n), -5n)),
    },
    doesNotApply: {
      'parts of 2 and 4 bits, the lower one too great by one': (t) =>
        t.wrap(6, linear(t, 0n, [16n, nat(t, 'x', 3n)], [1n, nat(t, 'y', 16n)])),
      'parts of 2 and 4 bits, the higher one too great by one': (t) =>
        t.wrap(6, linear(t, 0n, [16n, nat(t, 'x', 4n)], [1n, y4(t)])),
      'one value beyond a higher block': (t) => t.wrap(4, t.var('x', 16n, 32n)),
      'one value too many': (t) => t.wrap(4, nat(t, 'x', 16n)),
      'two blocks, few values': (t) => t.wrap(4, t.var('x', 15n, 16n)),
      'one value below 0': (t) => t.wrap(4, t.offset(nat(t, 'x', 3n), -1n)),
    },
  },
  'wrap-reduce': {
    applies: {
      'a coefficient one above half the modulus': (t) => t.wrap(4, linear(t, 0n, [9n, x8(t)], [1n, y8(t)])),
      'just as many low bits of a word': (t) => t.wrap(4, t.add(x8(t), t.field(y8(t), 0, 4))),
      'a constant of just the modulus': (t) => t.wrap(4, t.offset(xPlusY(t), 16n)),
      'a coefficient above the modulus': (t) => t.wrap(4, linear(t, 0n, [17n, x8(t)], [9n, y8(t)])),
      'an inner wrap of the same modulus': (t) => t.wrap(4, t.add(x8(t), t.wrap(4, t.sub(x8(t), y8(t))))),
      'an inner wrap of a greater modulus': (t) => t.wrap(4, t.add(x8(t), t.wrap(6, xPlusY(t)))),
      'an inner wrap, scaled': (t) => t.wrap(4, linear(t, 0n, [1n, x8(t)], [2n, t.wrap(3, xPlusY(t))])),
      'the low bits of a word': (t) => t.wrap(4, t.add(x8(t), t.field(y8(t), 0, 5))),
      'a constant': (t) => t.wrap(4, t.offset(xPlusY(t), -39n)),
    },
    doesNotApply: {
      'a coefficient of half the modulus': (t) => t.wrap(4, linear(t, 0n, [8n, x8(t)], [1n, y8(t)])),
      'one low bit too few of a word': (t) => t.wrap(4, t.add(x8(t), t.field(y8(t), 0, 3))),
      'a constant one below the modulus': (t) => t.wrap(4, t.offset(xPlusY(t), 15n)),
      'an inner wrap of a smaller modulus': (t) => t.wrap(4, t.add(x8(t), t.wrap(3, xPlusY(t)))),
      'an inner wrap, scaled too little': (t) =>
        t.wrap(4, linear(t, 0n, [1n, x8(t)], [2n, t.wrap(2, xPlusY(t))])),
      'bits of a word that are not its lowest': (t) => t.wrap(4, t.add(x8(t), t.field(y8(t), 2, 4))),
    },
  },
  'wrap-scaled': {
    applies: {
      'all bits but one': (t) => t.wrap(4, linear(t, 0n, [8n, x8(t)], [8n, y8(t)])),
      'even coefficients and constant': (t) => t.wrap(4, linear(t, 6n, [2n, x8(t)], [4n, y8(t)])),
      'a negative coefficient': (t) => t.wrap(5, linear(t, 8n, [4n, x8(t)], [-8n, y8(t)])),
    },
    doesNotApply: {
      'an odd coefficient': (t) => t.wrap(4, linear(t, 6n, [2n, x8(t)], [3n, y8(t)])),
      'an odd constant': (t) => t.wrap(4, linear(t, 3n, [2n, x8(t)])),
    },
  },
  'wrap-of-atom': {
    applies: {
      'a word with one bit more': (t) => t.wrap(4, nat(t, 'x', 16n)),
      'a word': (t) => t.wrap(4, x8(t)),
    },
    doesNotApply: {
      'a sum': (t) => t.wrap(4, xPlusY(t)),
      'a choice that may be negative': (t) => t.wrap(4, t.ite(k(t), t.offset(x8(t), -20n), y8(t))),
    },
  },
};

export const fieldCases: Readonly<Record<string, RuleCases>> = {
  'field-constant': {
    applies: {
      'bits of a constant': (t) => t.field(t.const(0xb5n), 2, 3),
      'bits above the word': (t) => t.field(nat(t, 'x', 7n), 3, 2),
    },
    doesNotApply: { 'a bit of the word': (t) => t.field(nat(t, 'x', 8n), 3, 1) },
  },
  'field-whole': {
    applies: { 'all bits': (t) => t.field(x4(t), 0, 4) },
    doesNotApply: {
      'one value too many': (t) => t.field(nat(t, 'x', 16n), 0, 4),
      'bits from another than the lowest': (t) => t.field(x4(t), 1, 3),
    },
  },
  'field-narrow': {
    applies: {
      'one bit more than there are': (t) => t.field(x4(t), 2, 3),
      'more bits than there are': (t) => t.field(x4(t), 2, 4),
    },
    doesNotApply: { 'as many as there are': (t) => t.field(nat(t, 'x', 16n), 2, 3) },
  },
  'field-of-field': {
    applies: {
      'bits up to just the end': (t) => t.field(t.field(x8(t), 2, 5), 2, 3),
      'the last bit, and one beyond it': (t) => t.field(t.field(x8(t), 1, 5), 4, 2),
      'bits within bits': (t) => t.field(t.field(x8(t), 2, 5), 1, 2),
      'bits up to the end': (t) => t.field(t.field(x8(t), 2, 3), 1, 4),
    },
    doesNotApply: {
      'bits of a reduced sum': (t) => t.field(t.wrap(5, xPlusY(t)), 1, 2),
      'bits of a scaled field': (t) => t.field(t.scale(3n, t.field(x8(t), 2, 5)), 1, 2),
    },
  },
  'field-of-sum': {
    applies: {
      'the middle of parts of 2, 3 and 4 bits': (t) =>
        t.field(linear(t, 0n, [128n, nat(t, 'x', 3n)], [16n, nat(t, 'y', 7n)], [1n, nat(t, 'z', 15n)]), 4, 3),
      'the highest of parts of 2, 3 and 4 bits': (t) =>
        t.field(linear(t, 0n, [128n, nat(t, 'x', 3n)], [16n, nat(t, 'y', 7n)], [1n, nat(t, 'z', 15n)]), 7, 2),
      'the lowest of parts of 2, 3 and 4 bits': (t) =>
        t.field(linear(t, 0n, [128n, nat(t, 'x', 3n)], [16n, nat(t, 'y', 7n)], [1n, nat(t, 'z', 15n)]), 0, 4),
      'the middle and the highest of parts of 2, 3 and 4 bits': (t) =>
        t.field(linear(t, 0n, [128n, nat(t, 'x', 3n)], [16n, nat(t, 'y', 7n)], [1n, nat(t, 'z', 15n)]), 4, 5),
      'a constant that just does not carry': (t) =>
        t.field(linear(t, 1n, [16n, nat(t, 'x', 3n)], [1n, nat(t, 'y', 14n)]), 4, 2),
      'the high part': (t) => t.field(linear(t, 0n, [16n, x8(t)], [1n, y4(t)]), 4, 3),
      'bits of the high part': (t) => t.field(linear(t, 32n, [16n, x8(t)], [1n, y4(t)]), 6, 3),
      'bits of the low part': (t) => t.field(linear(t, 2n, [16n, x8(t)], [2n, nat(t, 'y', 6n)]), 1, 2),
      'the low part, with a constant for the high one': (t) => t.field(t.offset(nat(t, 'x', 7n), 32n), 1, 2),
    },
    doesNotApply: {
      'bits from the low part into the high one': (t) =>
        t.field(linear(t, 0n, [16n, nat(t, 'x', 7n)], [1n, y4(t)]), 1, 4),
      'a low part that reaches the high one': (t) =>
        t.field(linear(t, 0n, [16n, nat(t, 'x', 3n)], [1n, nat(t, 'y', 16n)]), 4, 2),
      'a constant that carries': (t) =>
        t.field(linear(t, 1n, [16n, nat(t, 'x', 3n)], [1n, nat(t, 'y', 15n)]), 4, 2),
      'no common high part': (t) =>
        t.field(linear(t, 0n, [3n, nat(t, 'x', 3n)], [5n, nat(t, 'y', 3n)]), 2, 2),
    },
  },
};

export const bitandCases: Readonly<Record<string, RuleCases>> = {
  'and-constant': {
    applies: {
      'two constants': (t) => t.bitand(t.const(12n), t.const(10n)),
      'zero on the left': (t) => t.bitand(t.zero, x8(t)),
      'zero on the right': (t) => t.bitand(x8(t), t.zero),
      'a word with itself': (t) => t.bitand(x8(t), x8(t)),
    },
    doesNotApply: { 'two words': (t) => t.bitand(x8(t), y8(t)) },
  },
  'and-mask': {
    applies: {
      'one bit of a word that is wider': (t) => t.bitand(x8(t), t.const(0x80n)),
      'runs of 1, 2 and 3 ones': (t) => t.bitand(nat(t, 'x', 1023n), t.const(0b11_1011_0100n)),
      'runs of ones, on the right': (t) => t.bitand(x8(t), t.const(0b0110_0110n)),
      'a run up to the top, on the left': (t) => t.bitand(t.const(0xf0n), x8(t)),
      'a mask wider than the word': (t) => t.bitand(x4(t), t.const(0xf6n)),
    },
    doesNotApply: { 'no constant': (t) => t.bitand(x8(t), t.var('y', 102n, 103n)) },
  },
  'and-power-minus-one': {
    applies: {
      'of a power wider than the word': (t) => t.bitand(x4(t), t.offset(power(t, 's', 256n), -1n)),
      'on the right': (t) => t.bitand(x8(t), t.offset(power(t, 's', 16n), -1n)),
      'on the left': (t) => t.bitand(t.offset(power(t, 's', 16n), -1n), x8(t)),
    },
    doesNotApply: {
      'no power of two': (t) => t.bitand(x8(t), t.offset(t.var('s', 1n, 16n), -1n)),
      'two less': (t) => t.bitand(x8(t), t.offset(power(t, 's', 16n, 2n), -2n)),
    },
  },
  'and-negative': {
    applies: {
      'of just the width of the word': (t) =>
        t.bitand(nat(t, 'x', 16n), t.wrap(5, t.scale(-1n, nat(t, 'x', 16n)))),
      'on the right': (t) => t.bitand(x4(t), t.wrap(4, t.scale(-1n, x4(t)))),
      'on the left': (t) => t.bitand(t.wrap(4, t.scale(-1n, x4(t))), x4(t)),
      'of a wider modulus': (t) => t.bitand(x4(t), t.wrap(5, t.scale(-1n, x4(t)))),
    },
    doesNotApply: {
      'a modulus one bit below the word': (t) =>
        t.bitand(nat(t, 'x', 16n), t.wrap(4, t.scale(-1n, nat(t, 'x', 16n)))),
      'a modulus below the word': (t) => t.bitand(x4(t), t.wrap(2, t.scale(-1n, x4(t)))),
      'the negative of another': (t) => t.bitand(x4(t), t.wrap(4, t.scale(-1n, y4(t)))),
      'the complement': (t) => t.bitand(x4(t), t.wrap(4, linear(t, -1n, [-1n, x4(t)]))),
    },
  },
  'and-disjoint': {
    applies: {
      'fewer bits than there is room for': (t) => t.bitand(t.scale(16n, x8(t)), nat(t, 'y', 3n)),
      'a power of two above the word': (t) => t.bitand(power(t, 's', 64n, 16n), y4(t)),
      'a multiple on the left': (t) => t.bitand(t.scale(16n, x8(t)), y4(t)),
      'a multiple on the right': (t) => t.bitand(y4(t), t.scale(16n, x8(t))),
    },
    doesNotApply: {
      'a power of two that the word reaches': (t) => t.bitand(power(t, 's', 64n, 8n), y4(t)),
      'one bit in common': (t) => t.bitand(t.scale(16n, x8(t)), nat(t, 'y', 16n)),
    },
  },
  'and-order': {
    applies: {
      'the younger first': (t) => {
        const [x, y] = [x8(t), y8(t)];
        return t.bitand(y, x);
      },
    },
    doesNotApply: { 'the older first': (t) => t.bitand(x8(t), y8(t)) },
  },
};

export const lowbitCases: Readonly<Record<string, RuleCases>> = {
  'lowbit-constant': {
    applies: {
      'a constant': (t) => t.lowbit(t.const(12n)),
      zero: (t) => t.lowbit(t.zero),
      'a power of two': (t) => t.lowbit(power(t, 's', 16n)),
      'a lowest bit': (t) => t.lowbit(t.lowbit(x8(t))),
    },
    doesNotApply: {
      'a word': (t) => t.lowbit(x8(t)),
      'a sum of powers of two': (t) => t.lowbit(t.add(power(t, 's', 16n), power(t, 'u', 16n))),
    },
  },
  'lowbit-of-bit': {
    applies: { 'a bit': (t) => t.lowbit(nat(t, 'x', 1n)) },
    doesNotApply: { 'more than a bit': (t) => t.lowbit(nat(t, 'x', 3n)) },
  },
};
