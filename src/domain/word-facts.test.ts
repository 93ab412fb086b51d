import { describe, expect, test } from 'vitest';
import { Terms } from '../term/terms.ts';
import { concreteDomain } from './concrete.ts';
import { symbolicDomain } from './symbolic.ts';
import { constantOf, greatestOf, truthIn, valuesOf } from './word-facts.ts';

const t = new Terms();
const domain = symbolicDomain(t, () => true);
const any = domain.wrap(16, t.var('a', 0n, 65535n));
const few = domain.wrap(16, t.var('b', 4n, 7n));
const power = domain.wrap(16, t.var('c', 1n, 32768n, true));

describe('what is known of a word', () => {
  test('should be its number where it depends on no state', () => {
    expect(constantOf(concreteDomain.u16(5))).toBe(5n);
    expect(constantOf(domain.u16(5).add(3))).toBe(8n);
    expect(constantOf(any)).toBeUndefined();
    expect(constantOf(any.sub(any))).toBe(0n);
  });

  test('should be all of its values where they are few', () => {
    expect(valuesOf(few, 4)).toEqual([4n, 5n, 6n, 7n]);
    expect(valuesOf(few, 3)).toBeNull();
    expect(valuesOf(few.mul(8).add(2), 4)).toEqual([34n, 42n, 50n, 58n]);
    expect(valuesOf(power, 16)).toHaveLength(16);
    expect(valuesOf(domain.select(any.lt(3), domain.u16(1024), domain.u16(4096)), 2)).toEqual([1024n, 4096n]);
    expect(valuesOf(any, 64)).toBeNull();
    expect(valuesOf(few.sub(6), 4)).toEqual([0n, 1n, 65534n, 65535n]);
  });

  test('should be what it does not exceed', () => {
    expect(greatestOf(few)).toBe(7n);
    expect(greatestOf(concreteDomain.u64(9))).toBe(9n);
  });

  test('should be the truth of a condition that depends on no state', () => {
    expect([truthIn(concreteDomain.bool(false)), truthIn(few.lt(8)), truthIn(few.lt(7))]).toEqual([
      ...[false, true, undefined],
    ]);
  });
});
