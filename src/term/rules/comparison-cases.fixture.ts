import { k, linear, nat, power, x4, x8, xPlusY, y4, y8, type RuleCases } from './rule-case.fixture.ts';

export const leCases: Readonly<Record<string, RuleCases>> = {
  'le-range': {
    applies: {
      'always true': (t) => t.le(nat(t, 'x', 5n), t.const(5n)),
      'never true': (t) => t.le(t.var('x', 6n, 9n), t.const(5n)),
    },
    doesNotApply: {
      'true but for one value': (t) => t.le(nat(t, 'x', 5n), t.const(4n)),
      'false but for one value': (t) => t.le(t.var('x', 5n, 9n), t.const(5n)),
    },
  },
  'le-divide': {
    applies: {
      'a bound at a multiple': (t) => t.atMostZero(linear(t, -4n, [2n, x8(t)])),
      'a bound just above a multiple': (t) => t.atMostZero(linear(t, -7n, [3n, x8(t)], [6n, y8(t)])),
      'a bound between two multiples': (t) => t.atMostZero(linear(t, -3n, [2n, x8(t)])),
      'a positive constant': (t) => t.atMostZero(linear(t, 5n, [6n, x8(t)], [-4n, y8(t)])),
      'a lower bound': (t) => t.atMostZero(linear(t, 7n, [-3n, x8(t)])),
    },
    doesNotApply: {
      'no common divisor': (t) => t.atMostZero(linear(t, -4n, [2n, x8(t)], [3n, y8(t)])),
    },
  },
  'le-cases': {
    applies: {
      'branches on both sides of the bound': (t) => t.le(t.ite(k(t), t.const(5n), t.const(6n)), t.const(5n)),
      'the condition': (t) => t.le(t.ite(k(t), t.const(3n), t.const(9n)), t.const(5n)),
      'its negation': (t) => t.le(t.const(5n), t.ite(k(t), t.const(3n), t.var('y', 9n, 20n))),
      'neither of two': (t) => t.le(t.ite(k(t), t.offset(y8(t), 1n), t.offset(y8(t), 2n)), y8(t)),
    },
    doesNotApply: {
      'a branch that begins at the bound': (t) =>
        t.le(t.ite(k(t), t.const(3n), t.var('x', 5n, 9n)), t.const(5n)),
      'one branch left open': (t) => t.le(t.ite(k(t), nat(t, 'x', 7n), t.const(9n)), t.const(5n)),
    },
  },
};

export const eqCases: Readonly<Record<string, RuleCases>> = {
  'eq-range': {
    applies: {
      'never zero': (t) => t.isZero(t.var('x', 1n, 5n)),
      'never zero, negative': (t) => t.eq(nat(t, 'x', 5n), t.const(6n)),
      'zero itself': (t) => t.isZero(t.zero),
    },
    doesNotApply: {
      'zero at the lower end': (t) => t.isZero(nat(t, 'x', 5n)),
      'zero at the upper end': (t) => t.eq(nat(t, 'x', 5n), t.const(5n)),
    },
  },
  'eq-stride': {
    applies: {
      'half of the least of unequal strides': (t) => t.eq(linear(t, 4n, [256n, x8(t)]), t.scale(8n, y8(t))),
      'odd and even': (t) => t.eq(t.scale(4n, x8(t)), linear(t, 1n, [6n, y8(t)])),
      'an aligned word': (t) => t.eq(power(t, 's', 64n, 4n), linear(t, 2n, [4n, x8(t)])),
    },
    doesNotApply: {
      'just the least of unequal strides': (t) => t.eq(linear(t, 8n, [256n, x8(t)]), t.scale(8n, y8(t))),
      'a constant with the common divisor': (t) => t.eq(t.scale(4n, x8(t)), linear(t, 2n, [6n, y8(t)])),
      'a word aligned to less': (t) => t.eq(power(t, 's', 64n, 2n), linear(t, 2n, [4n, x8(t)])),
    },
  },
  'eq-divide': {
    applies: {
      'a common divisor': (t) => t.eq(t.scale(4n, x8(t)), linear(t, 2n, [6n, y8(t)])),
      'a negative first coefficient': (t) => {
        const [x, y] = [x8(t), y8(t)];
        return t.eq(y, x);
      },
    },
    doesNotApply: { 'no common divisor': (t) => t.eq(x8(t), linear(t, 0n, [3n, y8(t)])) },
  },
  'eq-cases': {
    applies: {
      'branches at the ends of another': (t) =>
        t.eq(t.ite(k(t), t.var('x', 6n, 9n), t.const(5n)), t.const(5n)),
      'the condition': (t) => t.eq(t.ite(k(t), t.const(3n), t.const(9n)), t.const(3n)),
      'its negation': (t) => t.eq(t.ite(k(t), t.var('x', 4n, 9n), t.const(3n)), t.const(3n)),
      'neither of two': (t) => t.eq(t.ite(k(t), t.offset(y8(t), 1n), t.offset(y8(t), 2n)), y8(t)),
    },
    doesNotApply: {
      'a branch that begins at the value': (t) =>
        t.eq(t.ite(k(t), t.var('x', 5n, 9n), t.const(3n)), t.const(5n)),
      'one branch left open': (t) => t.eq(t.ite(k(t), nat(t, 'x', 7n), t.const(9n)), t.const(3n)),
    },
  },
  'eq-modulo': {
    applies: {
      'two wrapped sums of unequal widths': (t) => t.eq(t.wrap(4, xPlusY(t)), t.wrap(3, t.sub(x8(t), y8(t)))),
      'a wrapped sum and a constant': (t) => t.eq(t.wrap(4, xPlusY(t)), t.const(3n)),
      'a wrapped sum and a word': (t) => t.eq(t.wrap(4, xPlusY(t)), nat(t, 'z', 15n)),
      'two wrapped sums': (t) => t.eq(t.wrap(4, xPlusY(t)), t.wrap(4, t.sub(x8(t), y8(t)))),
    },
    doesNotApply: {
      'a difference of just the modulus': (t) => t.eq(t.wrap(4, xPlusY(t)), nat(t, 'z', 16n)),
      'the negative modulus': (t) => t.eq(t.add(t.wrap(4, xPlusY(t)), nat(t, 'z', 4n)), t.const(3n)),
      'a wrapped sum, scaled': (t) => t.eq(t.scale(2n, t.wrap(4, xPlusY(t))), nat(t, 'z', 15n)),
    },
  },
  'eq-one-multiple': {
    applies: {
      'one below the modulus at the upper end': (t) =>
        t.isZero(t.wrap(4, linear(t, 0n, [1n, nat(t, 'x', 15n)], [-1n, nat(t, 'y', 3n)]))),
      'one above the modulus at the lower end': (t) =>
        t.isZero(t.wrap(4, linear(t, 0n, [1n, nat(t, 'x', 3n)], [-1n, nat(t, 'y', 15n)]))),
      'a negative multiple': (t) =>
        t.isZero(t.wrap(4, linear(t, -20n, [1n, nat(t, 'x', 5n)], [1n, nat(t, 'y', 5n)]))),
      'zero alone': (t) => t.isZero(t.wrap(4, t.sub(x4(t), y4(t)))),
    },
    doesNotApply: {
      'the modulus at the lower end': (t) =>
        t.isZero(t.wrap(4, linear(t, 0n, [1n, nat(t, 'x', 3n)], [-1n, nat(t, 'y', 16n)]))),
      'two multiples': (t) => t.isZero(t.wrap(4, linear(t, 0n, [1n, x4(t)], [-1n, nat(t, 'y', 16n)]))),
      'the modulus at the upper end': (t) =>
        t.isZero(t.wrap(4, linear(t, 1n, [1n, nat(t, 'x', 15n)], [-1n, nat(t, 'y', 3n)]))),
    },
  },
  'eq-modulo-sign': {
    applies: {
      'a negative first coefficient': (t) => {
        const [x, y] = [x8(t), y8(t)];
        return t.isZero(t.wrap(4, t.sub(y, x)));
      },
    },
    doesNotApply: { 'a positive one': (t) => t.isZero(t.wrap(4, t.sub(x8(t), y8(t)))) },
  },
  'eq-power-of-two': {
    applies: {
      'modulo just the width of the word': (t) =>
        t.isZero(t.bitand(nat(t, 'x', 16n), t.wrap(5, t.offset(nat(t, 'x', 16n), -1n)))),
      'of a word': (t) => t.isZero(t.bitand(x4(t), t.wrap(4, t.offset(x4(t), -1n)))),
      'one more bit than the word, which is a carry': (t) => t.isZero(t.bitand(x4(t), t.offset(x4(t), 15n))),
      'modulo more than the width of the word': (t) =>
        t.isZero(t.bitand(x4(t), t.wrap(6, t.offset(x4(t), 47n)))),
      'of a word above zero': (t) => {
        const x = t.var('x', 1n, 12n);
        return t.isZero(t.bitand(t.offset(x, -1n), x));
      },
    },
    doesNotApply: {
      'a modulus one bit below the word': (t) =>
        t.isZero(t.bitand(nat(t, 'x', 16n), t.wrap(4, t.offset(nat(t, 'x', 16n), -1n)))),
      'a carry at a place that the word has': (t) => t.isZero(t.bitand(x4(t), t.offset(x4(t), 7n))),
      'two less': (t) => t.isZero(t.bitand(x4(t), t.wrap(4, t.offset(x4(t), -2n)))),
      'a modulus below the word': (t) => t.isZero(t.bitand(x8(t), t.wrap(4, t.offset(x8(t), -1n)))),
      'the predecessor of another': (t) => t.isZero(t.bitand(x4(t), t.wrap(4, t.offset(y4(t), -1n)))),
    },
  },
};
