import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

const at = (text: string, column: number | null, line = 12) => ({
  at: { file: 'proofs/a.proof.ts', line, column, text },
});

test('an excerpt should be the line, with a caret below the column', () => {
  expect(excerptOf(at('    return a.add(b);', 14))).toEqual(['12 | return a.add(b);', '   |          ^']);
  expect(excerptOf(at('\treturn\ta;', 9))).toEqual(['12 | return a;', '   |        ^']);
});

test('an excerpt should be the line alone where the column is not known', () => {
  expect(excerptOf(at('  x();', null))).toEqual(['12 | x();']);
});

test.each([1, 40, 150, 300])('an excerpt of a long line should show the column: %d', (column) => {
  const text = `${'.'.repeat(column - 1)}X${'.'.repeat(300 - column)}`;
  const [code = '', caret = ''] = excerptOf(at(text, column));

  expect(code.length).toBeLessThanOrEqual(76);
  expect(code[caret.indexOf('^')]).toBe('X');
});

test('an excerpt should be nothing where the line is not known, or empty', () => {
  expect(excerptOf({})).toEqual([]);
  expect(excerptOf(at('  ', 1))).toEqual([]);
});
