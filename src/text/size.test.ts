import { expect, test } from 'vitest';
import { formatSize, parseSize } from './size.ts';

test.each([
  ['512m', 512 * 2 ** 20],
  ['2g', 2 ** 31],
  ['1.5g', 1.5 * 2 ** 30],
  ['2GB', 2 ** 31],
  [' 2 GiB ', 2 ** 31],
  ['128M', 2 ** 27],
])('should read %j as %i bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ['2', 'did you mean 2m or 2g?'],
  ['', 'not an amount'],
  ['-2g', 'not an amount'],
  ['much', 'not an amount'],
  ['2t', "unknown unit 't'"],
  ['127m', 'too little'],
  ['2000g', 'too much'],
])('should refuse %j: %s', (text, message) => {
  expect(() => parseSize(text)).toThrow(message);
});

test('should write sizes as it reads them', () => {
  expect([2 ** 31, 1.5 * 2 ** 30, 300 * 2 ** 20].map(formatSize)).toEqual(['2g', '1.5g', '300m']);
});
