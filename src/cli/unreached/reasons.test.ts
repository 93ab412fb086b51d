import { expect, test } from 'vitest';
import { reasonsIn } from './reasons.ts';

test('should take a reason for the line that it is on', () => {
  expect(reasonsIn('a();\nif (x) b(); // unreached: x is 0\n')).toEqual([
    { line: 2, about: 2, text: 'x is 0' },
  ]);
});

test('should take a reason above for the next line of code, with the comments between', () => {
  expect(reasonsIn('a();\n  // unreached: x is\n  // always 0\n  /** Calls b. */\n  b();\n')).toEqual([
    { line: 2, about: 5, text: 'x is always 0' },
  ]);
});

test('should take a reason above all code for the whole file', () => {
  expect(reasonsIn('// A file.\n\n// unreached: for recordings\n\na();\n// unreached: no\nb();')).toEqual([
    { line: 3, about: null, text: 'for recordings' },
    { line: 6, about: 7, text: 'no' },
  ]);
});

test('should take no comment for a reason that gives none', () => {
  expect(reasonsIn('a();\n// unreached:\n// unreached code\nb();')).toEqual([]);
});
