import { expect, test } from 'vitest';
import { visible, visibleCharacters, visibleLine, visibleWithin } from './visible.ts';

test.each([
  ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
  ['a link of a terminal', '\u001b]8;;http://x\u0007text', '\\u001b]8;;http://x\\u0007text'],
  ['a carriage return', 'proved\rREFUTED', 'proved\\u000dREFUTED'],
  ['an escape of one byte', '\u009b31m', '\\u009b31m'],
  ['a change of direction', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['half of a pair', 'a\ud800b', 'a\\ud800b'],
  ['an invisible tag', 'a\u{e0041}b', 'a\\u{e0041}b'],
])('should show %s as an escape', (_, text, shown) => {
  expect(visibleCharacters(text)).toBe(shown);
  expect(visible(text)).toBe(shown);
});

test('should leave alone what is only shown', () => {
  const text = 'a \t line\nand “another” – with ümläuts, 漢字, 😀, std::mem::swap, a ## heading and C:\\path';

  expect(visible(text)).toBe(text);
});

test.each([
  ['::error::no', '\\u003a:error::no'],
  ['first\n  ::set-env name=A::b', 'first\n  \\u003a:set-env name=A::b'],
  ['a word ::error::', 'a word \\u003a:error::'],
  ['a ##[group]name', 'a #\\u0023[group]name'],
  ['##vso[task.setvariable]', '#\\u0023vso[task.setvariable]'],
])('should break the workflow command in %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('should keep a line one line', () => {
  expect(visibleLine('a\n::error::\tb')).toBe('a\\u000a::error::\\u0009b');
});

test('should reach every text of a value, and names of members', () => {
  const value = { a: ['\u0007', 1, null], '\u001b': { b: true, c: '\r' } };

  expect(visibleWithin(value)).toEqual({ a: ['\\u0007', 1, null], '\\u001b': { b: true, c: '\\u000d' } });
});
