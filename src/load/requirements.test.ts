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

test('should read what the ledger has beside texts, with one reason for all kinds of models or one for each', () => {
  const open = { answer: 'open', reason: 'is not written' };
  const entry = { role: 'driver', ring: 'packed', proofs: ['a', 'b: c'], copes: [] };
  const REQUIREMENTS = {
    a: { ...entry, unanswered: open },
    b: { unanswered: { handler: open } },
  };

  expect(requirementsIn({ REQUIREMENTS })).toEqual({
    requirements: { a: { ...entry, unanswered: { '*': open } }, b: { unanswered: { handler: open } } },
    problems: [],
  });
});

test('should name what of that it cannot use', () => {
  const REQUIREMENTS = {
    a: { role: 'host', ring: 1, proofs: ['a', 1], copes: 'a', unanswered: { answer: 'no', reason: 'x' } },
  };

  expect(requirementsIn({ REQUIREMENTS })).toEqual({
    requirements: { a: {} },
    problems: [
      "the role of the requirement 'a' must be one of device, driver",
      "the ring of the requirement 'a' must be one of split, packed, both, config",
      "the proofs of the requirement 'a' must be a list of texts",
      "the copes of the requirement 'a' must be a list of texts",
      "the unanswered of the requirement 'a' must be { answer, reason }, or one such for each kind of model, with an answer of not-applicable, out-of-reach, open",
    ],
  });
});
