import { expect, test } from 'vitest';
import { requirementsIn } from './requirements.ts';

test('should read what there is of each requirement, and no more', () => {
  const REQUIREMENTS = {
    a: { section: '1', level: 'MUST', text: 'x', role: 'device', other: 1 },
    b: {},
    constructor: {},
  };

  expect(requirementsIn({ REQUIREMENTS, other: 1 })).toEqual({
    requirements: { a: { section: '1', level: 'MUST', text: 'x', role: 'device' }, b: {}, constructor: {} },
    problems: [],
  });
});

test('should name everything that it cannot use, and keep the rest', () => {
  const REQUIREMENTS = { a: { level: 1, text: 'x' }, b: null };

  expect(requirementsIn({ REQUIREMENTS })).toEqual({
    requirements: { a: { text: 'x' }, b: {} },
    problems: ["the level of the requirement 'a' must be text", "the requirement 'b' must be an object"],
  });
});
