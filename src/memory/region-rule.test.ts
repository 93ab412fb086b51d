import { expect, test } from 'vitest';
import { bothRules, checkRule, keepsRule } from './region-rule.ts';
import { RegionList } from './regions.ts';

test.each([0n, 1n, 3n, -4096n, 2n ** 33n])('should refuse regions at multiples of %s', (multipleOf) => {
  expect(() => checkRule({ multipleOf })).toThrow(`multipleOf ${multipleOf} of a memory map`);
});

test('should hold of both rules where it holds of the stricter one', () => {
  const [page, word] = [{ multipleOf: 4096n }, { multipleOf: 2n }];
  expect([bothRules(null, word), bothRules(page, word), bothRules(word, page)]).toEqual([word, page, page]);
});

test('should look at the end that is asked for alone', () => {
  const map = new RegionList([
    { base: 16n, size: 8n },
    { base: 24n, size: 8n },
    { base: 33n, size: 2n ** 64n - 34n },
  ]);
  const rule = { multipleOf: 16n };
  const kept = (address: bigint): readonly boolean[] =>
    (['region-before', 'region-after', 'extent-after'] as const).map((end) =>
      keepsRule(map, address, end, rule),
    );

  expect(kept(17n)).toEqual([true, false, true]);
  expect(kept(24n)).toEqual([false, true, true]);
  // Not mapped; and with the last address that a region can have.
  expect(kept(32n)).toEqual([true, true, true]);
  expect(kept(40n)).toEqual([false, true, true]);
});
