import { expect, test } from 'vitest';
import { matchingIds, nearIds } from './patterns.ts';

const IDS = ['split/add-used', 'split/add-used-frame', 'packed/add-used', 'split/notify'];

test.each([
  ['split/add-used', ['split/add-used']],
  ['add-used', ['split/add-used', 'split/add-used-frame', 'packed/add-used']],
  ['split/*', ['split/add-used', 'split/add-used-frame', 'split/notify']],
  ['*used', ['split/add-used', 'packed/add-used']],
  ['*', IDS],
  ['s*t/n*y', ['split/notify']],
  ['split/add.used', []],
  ['split.*', []],
  ['*split', []],
  ['add*', []],
])('should take %j for %j', (pattern, expected) => {
  expect(matchingIds(pattern, IDS)).toEqual(expected);
});

test('should name the ids nearest to a pattern first, and some where none is near', () => {
  expect(nearIds('splt/notify', IDS)[0]).toBe('split/notify');
  expect(nearIds('zzzzzzzzzzzzzzzzzzzzzzzzzzzzz', IDS)).toEqual(IDS);
});
