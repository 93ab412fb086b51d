import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, didYouMeanOr, editDistance } from './nearest.ts';

test.each([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('should find %j and %j %i letters apart', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
});

test('should be a distance', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});

test('should propose what is near and nothing else', () => {
  expect(didYouMean('cvc', ['wasm', 'z3', 'cvc5'])).toBe("; did you mean 'cvc5'?");
  expect(didYouMean('something', ['wasm', 'z3', 'cvc5'])).toBe('');
});

test('should not propose a word that shares no letter', () => {
  expect(didYouMean('b', ['a', 'ab'])).toBe("; did you mean 'ab'?");
});

test('should say what else to do, after what may be meant', () => {
  expect(didYouMeanOr('sucess', ['success'], 'add it')).toBe("; did you mean 'success'? If not, add it");
  expect(didYouMeanOr('other', ['success'], 'add it')).toBe(': add it');
});
