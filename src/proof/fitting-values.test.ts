import { expect, test } from 'vitest';
import { fittingValues } from './fitting-values.ts';

test('should change one field at a time, and then two', () => {
  const free = [
    { name: 'isValid', width: null },
    { name: 'isMapped', width: null },
  ];

  expect([...fittingValues(free, [])].map((values) => [...values])).toEqual([
    [['isValid', true]],
    [['isValid', false]],
    [['isMapped', true]],
    [['isMapped', false]],
    ...[true, false].flatMap((valid) =>
      [true, false].map((mapped) => [
        ['isValid', valid],
        ['isMapped', mapped],
      ]),
    ),
  ]);
});

test('should try known words, their sums and differences, and the greatest word', () => {
  const values = [...fittingValues([{ name: 'index', width: 16 }], [7n, 3n, 0x1_0000n])];

  expect(values.map((one) => one.get('index')).sort()).toEqual(
    [0n, 1n, 2n, 3n, 4n, 6n, 7n, 8n, 10n, 14n, 0xfffcn, 0xfffdn, 0xfff9n, 0xfffan, 0xffffn, 0xfffen].sort(),
  );
});

test('should stop where there is too much to try', () => {
  const free = Array.from({ length: 9 }, (_, i) => ({ name: `field ${i}`, width: 16 }) as const);
  const known = [2n, 5n, 11n, 23n, 47n];

  expect([...fittingValues(free, known)].length).toBeLessThan(1000);
});
