import { expect, test } from 'vitest';
import { RecordingError } from './errors.ts';
import { JsonFields } from './fields.ts';

const KNOWN = ['next', 'prev'] as const;
const names = (steps: object): readonly string[] =>
  new JsonFields({ ...steps }, 'args').names('steps', KNOWN);

test('should read a list of known names', () => {
  expect(names({ steps: ['prev', 'next', 'prev'] })).toEqual(['prev', 'next', 'prev']);
  expect(names({ steps: [] })).toEqual([]);
});

test.each([
  [{ steps: ['next', 'last'] }, `args.steps[1]: expected one of next, prev, got "last"`],
  [{ steps: [0] }, `args.steps[0]: expected one of next, prev, got 0`],
  [{ steps: 'next' }, `args.steps: expected a list, got "next"`],
  [{}, `args.steps: expected a list, but it is missing`],
])('should refuse %o', (steps, message) => {
  expect(() => names(steps)).toThrow(RecordingError);
  expect(() => names(steps)).toThrow(message);
});
