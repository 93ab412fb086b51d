import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluator } from '../term/evaluate.ts';
import { Terms } from '../term/terms.ts';
import { concreteDomain, truthOf, valueOf } from './concrete.ts';
import type { CarrierDomain } from './carrier-domain.ts';
import type { Integer } from './integer.ts';
import { symbolicDomain } from './symbolic.ts';
import type { U16 } from './word.ts';

const number = fc.oneof(fc.bigInt(-5n, 5n), fc.bigInt(-(1n << 70n), 1n << 70n));

/** Everything that can be asked of two integers and a word, in order. */
function everything<V, B>(domain: CarrierDomain<V, B>, a: Integer, b: Integer, w: U16): readonly (V | B)[] {
  const integers = [a.plus(b), a.minus(b), a.times(-3), a.plus(w), a.minus(7), a.times(0n).plus(1n << 80n)];
  const words = [a.word(8), a.word(64), a.minus(b).word(16)];
  const bools = [a.eq(b), a.ne(b), a.lt(b), a.le(b), a.gt(b), a.ge(b), a.eq(w), a.le(-1)];
  return [
    ...integers.map((integer) => domain.unwrapInteger(integer)),
    ...words.map((word) => domain.unwrapInteger(word)),
    ...bools.map((bool) => domain.unwrapBool(bool)),
  ];
}

describe('unbounded integers', () => {
  it.each([true, false])('are terms for what they are in numbers, rewriting %s', (rewriting) => {
    fc.assert(
      fc.property(number, number, fc.bigInt(0n, 0xffffn), (a, b, w) => {
        const t = new Terms({ rewriting });
        const values = new Map([
          ['a', a],
          ['b', b],
          ['w', w],
        ]);
        const evaluator = new Evaluator({
          int: (name) => values.get(name) ?? 0n,
          bool: () => false,
          byte: () => 0n,
          layout: () => 0n,
          mapped: () => false,
        });
        const domain = symbolicDomain(t, () => false);
        const [x, y] = ['a', 'b'].map((name) => domain.wrapInteger(t.var(name, -Infinity, Infinity)));
        const word = domain.wrap(16, t.var('w', 0n, 0xffffn));
        if (x === undefined || y === undefined) throw new RangeError('two names, two integers');
        const terms = everything(domain, x, y, word);
        const numbers = everything(
          concreteDomain,
          concreteDomain.wrapInteger(a),
          concreteDomain.wrapInteger(b),
          concreteDomain.u16(w),
        );
        const shown = terms.map((term) => (term.sort === 'int' ? evaluator.int(term) : evaluator.bool(term)));
        expect(shown).toEqual(numbers);
      }),
      { seed: 20260721, numRuns: 300 },
    );
  });

  it('are what they are said to be', () => {
    const two = concreteDomain.wrapInteger(2n);
    expect(valueOf(two.minus(3).word(16))).toBe(0xffffn);
    expect(valueOf(two.times(1n << 40n).word(32))).toBe(0n);
    expect(truthOf(two.plus(concreteDomain.u8(255)).eq(257))).toBe(true);
    expect(truthOf(two.lt(2))).toBe(false);
    expect(truthOf(two.minus(5).lt(concreteDomain.u64(0)))).toBe(true);
  });

  it('are of one run, and constants exact', () => {
    const t = new Terms();
    const [one, other] = [symbolicDomain(t, () => false), symbolicDomain(t, () => false)];
    const [a, b] = [one.wrapInteger(t.zero), other.wrapInteger(t.zero)];
    expect(() => a.plus(b)).toThrow('a value of another run');
    expect(() => a.le(other.u8(1))).toThrow('a value of another run');
    expect(() => a.times(1.5)).toThrow('expected a bigint or a safe integer, got 1.5');
  });
});
