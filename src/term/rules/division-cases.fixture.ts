import { linear, nat, power, x8, xPlusY, y8, type RuleCases } from './rule-case.fixture.ts';

export const remCases: Readonly<Record<string, RuleCases>> = {
  'rem-below': {
    applies: { 'always smaller': (t) => t.rem(nat(t, 'x', 4n), t.var('s', 5n, 9n)) },
    doesNotApply: {
      'once as great': (t) => t.rem(nat(t, 'x', 4n), t.var('s', 4n, 9n)),
      'smaller, but negative': (t) => t.rem(t.offset(nat(t, 'x', 4n), -1n), power(t, 's', 16n, 8n)),
    },
  },
  'rem-constant': {
    applies: {
      'by the greatest power of two in the word': (t) => t.rem(x8(t), t.const(128n)),
      'by zero': (t) => t.rem(x8(t), t.zero),
      'two constants': (t) => t.rem(t.const(13n), t.const(5n)),
      'by a power of two': (t) => t.rem(x8(t), t.const(8n)),
      'a negative by a power of two': (t) => t.rem(t.sub(x8(t), y8(t)), t.const(8n)),
    },
    doesNotApply: {
      'by another constant': (t) => t.rem(x8(t), t.const(6n)),
      'by a variable': (t) => t.rem(x8(t), t.var('s', 7n, 8n)),
    },
  },
  'rem-self': {
    applies: {
      'a variable': (t) => t.rem(nat(t, 's', 9n), nat(t, 's', 9n)),
      'a power of two': (t) => t.rem(power(t, 's', 16n), power(t, 's', 16n)),
    },
    doesNotApply: { 'another of the same range': (t) => t.rem(nat(t, 's', 9n), nat(t, 'u', 9n)) },
  },
  'rem-of-rem': {
    applies: { 'by the same': (t) => t.rem(t.rem(x8(t), nat(t, 's', 9n)), nat(t, 's', 9n)) },
    doesNotApply: { 'by another': (t) => t.rem(t.rem(x8(t), nat(t, 's', 9n)), nat(t, 'u', 9n)) },
  },
  'rem-reduce': {
    applies: {
      'a modulus of just the divisor': (t) => t.rem(t.wrap(4, xPlusY(t)), power(t, 's', 16n)),
      'just as many low bits of a word': (t) => t.rem(t.add(x8(t), t.field(y8(t), 0, 4)), power(t, 's', 16n)),
      'a wrapped sum': (t) => t.rem(t.wrap(8, xPlusY(t)), power(t, 's', 16n)),
      'a multiple of the divisor': (t) =>
        t.rem(linear(t, 0n, [1n, x8(t)], [3n, power(t, 's', 16n)]), power(t, 's', 16n)),
      'an inner remainder': (t) => t.rem(t.add(t.rem(x8(t), power(t, 's', 16n)), y8(t)), power(t, 's', 16n)),
      'a coefficient above the divisor': (t) =>
        t.rem(linear(t, 0n, [17n, x8(t)], [1n, y8(t)]), power(t, 's', 16n)),
      'a negative constant': (t) => t.rem(t.offset(x8(t), -300n), power(t, 's', 16n)),
    },
    doesNotApply: {
      'one low bit too few of a word': (t) => t.rem(t.add(x8(t), t.field(y8(t), 0, 3)), power(t, 's', 16n)),
      'a modulus below the divisor': (t) => t.rem(t.wrap(3, xPlusY(t)), power(t, 's', 16n)),
      'no power of two': (t) => t.rem(t.wrap(8, xPlusY(t)), t.var('s', 1n, 16n)),
      'a multiple of no power of two': (t) => t.rem(t.add(x8(t), t.var('s', 1n, 16n)), t.var('s', 1n, 16n)),
      'another power of two': (t) => t.rem(t.add(x8(t), power(t, 'u', 16n)), power(t, 's', 16n)),
      'a remainder by another power of two': (t) =>
        t.rem(t.add(t.rem(x8(t), power(t, 'u', 16n)), y8(t)), power(t, 's', 16n)),
    },
  },
};

export const divCases: Readonly<Record<string, RuleCases>> = {
  'div-below': {
    applies: { 'always smaller': (t) => t.div(nat(t, 'x', 4n), t.var('s', 5n, 9n)) },
    doesNotApply: { 'once as great': (t) => t.div(nat(t, 'x', 4n), t.var('s', 4n, 9n)) },
  },
  'div-constant': {
    applies: {
      'by the greatest power of two in the word': (t) => t.div(x8(t), t.const(128n)),
      'by zero': (t) => t.div(x8(t), t.zero),
      'by one': (t) => t.div(x8(t), t.const(1n)),
      'two constants': (t) => t.div(t.const(13n), t.const(5n)),
      'by a power of two': (t) => t.div(x8(t), t.const(8n)),
    },
    doesNotApply: {
      'by another constant': (t) => t.div(x8(t), t.const(6n)),
      'by a variable': (t) => t.div(x8(t), t.var('s', 1n, 2n)),
    },
  },
};
