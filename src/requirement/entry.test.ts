import { expect, test } from 'vitest';
import { isInSection, ledgerOf, transportOf } from './entry.ts';
import { sharesOf, percent } from './shares.ts';
import { entry } from './ledger.fixture.ts';

test('should order entries by section, as numbers, and then by id', () => {
  const words = { level: 'MUST', role: 'device', text: '' } as const;
  const ledger = ledgerOf({
    c: { ...words, section: '2.7.10' },
    b: { ...words, section: '2.7.9' },
    a: { ...words, section: '2.7.10' },
  });

  expect(ledger.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

test('should leave out what has no level that is known, no section or no role', () => {
  const whole = { section: '1', level: 'MUST', role: 'driver', text: '' } as const;

  expect(
    ledgerOf({
      a: { level: 'MUST', role: 'device' },
      b: { ...whole, level: 'must' },
      c: { section: '1', level: 'MUST' },
      d: whole,
    }).map(({ id }) => id),
  ).toEqual(['d']);
});

test('should take a section for what lies in it, and not for what begins alike', () => {
  expect(isInSection('2.7.1', '2.7')).toBe(true);
  expect(isInSection('2.7', '2.7')).toBe(true);
  expect(isInSection('2.70', '2.7')).toBe(false);
});

test('should tell transports by section', () => {
  expect(['4.1.5', '4.2', '4.3.1', '4.10', '2.7'].map(transportOf)).toEqual([
    'pci',
    'mmio',
    'ccw',
    null,
    null,
  ]);
});

test('should count answers by level, and call all answered only if none is open', () => {
  const cell = {
    model: 'm',
    reason: null,
    assertions: [],
    results: [],
    isListed: false,
    isFault: false,
  } as const;
  const rows = [
    {
      entry: entry(),
      cells: [
        { ...cell, answer: 'proved' as const },
        { ...cell, answer: 'open' as const },
      ],
    },
    { entry: entry({ level: 'MAY' }), cells: [{ ...cell, answer: 'allowed' as const }] },
  ];

  expect(sharesOf(rows)).toMatchObject([
    { level: 'MUST', cells: 2, answered: 1, counts: { proved: 1, open: 1, finding: 0 } },
    { level: 'MAY', cells: 1, answered: 1, counts: { allowed: 1 } },
  ]);
  expect([percent(999, 1000), percent(1000, 1000), percent(0, 0)]).toEqual(['99 %', '100 %', '–']);
});
