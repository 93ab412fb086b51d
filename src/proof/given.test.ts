import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf } from '../domain/concrete.ts';
import { isRange, narrowed, viewedAs } from './given.ts';
import { counterPart } from './part.fixture.ts';
import { isWithin, u8, type WordField } from './state-schema.ts';

describe('the view of a state', () => {
  test('should name the fields that it shows as they are, and none that it computes from', () => {
    expect(Object.fromEntries(viewedAs(counterPart()))).toEqual({
      limit: [],
      count: ['count'],
      open: ['isOpen'],
      spare: [],
    });
  });
});

/** The 8-bit values of a field. */
function valuesOf(field: WordField | null): readonly number[] {
  const all = Array.from({ length: 256 }, (_, value) => value);
  return all.filter((value) => field !== null && truthOf(isWithin(domain, field, domain.u8(value))));
}

describe('a range that is given of a field', () => {
  const end = fc.integer({ min: 0, max: 255 });
  const range = fc
    .record({ a: end, b: end, multipleOf: fc.constantFrom(1, 2, 3, 4, 6, 16), powerOfTwo: fc.boolean() })
    .map(({ a, b, multipleOf, powerOfTwo }) => ({
      ...{ min: Math.min(a, b), max: Math.max(a, b), multipleOf },
      ...(powerOfTwo && { powerOfTwo: true as const }),
    }));

  test('should leave the values that both have, its ends among them', () => {
    const whole = u8();
    fc.assert(
      fc.property(range, range, (one, other) => {
        const field = narrowed(whole, one);
        if (field === null) return;
        const [first, second] = [valuesOf(field), valuesOf(narrowed(whole, other))];
        const both = narrowed(field, other);

        const left = valuesOf(both);
        expect(left).toEqual(first.filter((value) => second.includes(value)));
        if (both !== null) expect([both.min, both.max].map(Number)).toEqual([left[0], left.at(-1)]);
        else expect(left).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [{}, true],
    [{ min: 1 }, true],
    [{ same: 'other' }, false],
    [domain.u8(1), false],
    [domain.bool(true), false],
    [true, false],
    [null, false],
  ])('should be told from other values: %o', (value, expected) => {
    expect(isRange(value)).toBe(expected);
  });
});
