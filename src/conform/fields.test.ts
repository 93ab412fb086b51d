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
  [{ steps: ['next', 'last'] }, `'args.steps[1]' is "last"; it must be one of "next", "prev"`],
  [{ steps: [0] }, `'args.steps[0]' is 0; it must be one of "next", "prev"`],
  [{ steps: 'next' }, `'args.steps' is "next"; it must be a list`],
  [{}, `'args.steps' is missing; it must be a list`],
])('should refuse %o', (steps, message) => {
  expect(() => names(steps)).toThrow(RecordingError);
  expect(() => names(steps)).toThrow(message);
});
