import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KnownAnswer, Question } from '../solver/session.ts';
import { FileAnswers } from './answers.ts';
import { makeFolder, QUESTION } from './cache.fixture.ts';

const SAT: KnownAnswer = {
  solver: 'z3 1.2.3 (test)',
  // Of c there is no value: it does not matter.
  answer: {
    status: 'sat',
    model: new Map<string, bigint | boolean>([
      ['a', -(2n ** 70n)],
      ['b', false],
    ]),
    steps: 100,
  },
};
const UNSAT: KnownAnswer = { solver: 'z3', answer: { status: 'unsat', steps: 100 } };

/** The only file in a cache folder. */
function onlyFile(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files).toHaveLength(1);
  const [file] = files;
  return join(file?.parentPath ?? '', file?.name ?? '');
}

test.each([
  ['sat', SAT],
  ['unsat', UNSAT],
  ['unknown', { solver: 'z3', answer: { status: 'unknown', reason: 'incomplete', steps: 7 } } as const],
])('should find %s as it was kept, also from another process', (_, known) => {
  const folder = makeFolder();
  new FileAnswers(folder).keep(QUESTION, known);

  expect(new FileAnswers(folder).find(QUESTION)).toEqual(known);
});

test.each<[string, Partial<Question>]>([
  ['text', { text: `${QUESTION.text}(assert b)` }],
  ['solver', { solver: 'z3 1.2.4' }],
  ['symbols', { symbols: ['a', 'b'] }],
])('should not take the answer to a question of another %s', (_, other) => {
  const answers = new FileAnswers(makeFolder());
  answers.keep(QUESTION, UNSAT);

  expect(answers.find({ ...QUESTION, ...other })).toBeUndefined();
});

test('should find a decision for budgets that suffice, and what was open for that budget only', () => {
  const answers = new FileAnswers(makeFolder());
  const open = { solver: 'z3', answer: { status: 'unknown', reason: 'canceled', steps: 50 } } as const;
  answers.keep(QUESTION, UNSAT);
  answers.keep({ ...QUESTION, steps: 50 }, open);
  const status = (steps: number): string | undefined => answers.find({ ...QUESTION, steps })?.answer.status;

  expect([1000, 100, 99, 51, 50, 49].map(status)).toEqual([
    ...['unsat', 'unsat'],
    ...[undefined, undefined, 'unknown', undefined],
  ]);
});

test('should not keep that time ran out', () => {
  const answers = new FileAnswers(makeFolder());
  answers.keep(QUESTION, { solver: 'cvc5', answer: { status: 'unknown', reason: 'timeout' } });

  expect(answers.find(QUESTION)).toBeUndefined();
});

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -10)],
  ['empty', () => ''],
  ['changed', (text) => text.replace('unsat', 'sat')],
  ['garbage', () => '\0\u0001garbage'],
  ['longer', (text) => `${text}x`],
])('should ignore an entry that is %s, and replace it', (_, damage) => {
  const folder = makeFolder();
  const answers = new FileAnswers(folder);
  answers.keep(QUESTION, UNSAT);
  const file = onlyFile(folder);
  writeFileSync(file, damage(readFileSync(file, 'utf8')));

  expect(answers.find(QUESTION)).toBeUndefined();
  answers.keep(QUESTION, UNSAT);
  expect(answers.find(QUESTION)).toEqual(UNSAT);
});

test('should take a whole entry that belongs to another question for none', () => {
  const folder = makeFolder();
  const answers = new FileAnswers(folder);
  answers.keep(QUESTION, UNSAT);
  const foreign = readFileSync(onlyFile(folder), 'utf8');
  const other = makeFolder();
  const others = new FileAnswers(other);
  others.keep({ ...QUESTION, text: 'else' }, SAT);
  writeFileSync(onlyFile(other), foreign);

  expect(others.find({ ...QUESTION, text: 'else' })).toBeUndefined();
});

test('should be no answer, and no failure, where the folder cannot be written', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'answers'), 'a file where a folder should be');
  const answers = new FileAnswers(folder);

  answers.keep(QUESTION, UNSAT);

  expect(answers.find(QUESTION)).toBeUndefined();
});

test('should leave whole files where many write the same', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'answers'), { recursive: true });
  const stores = Array.from({ length: 20 }, () => new FileAnswers(folder));
  for (const store of stores) store.keep(QUESTION, SAT);

  onlyFile(folder);
  for (const store of stores) expect(store.find(QUESTION)).toEqual(SAT);
});

test('should not take an entry whose answer was changed into another one that can be read', () => {
  const folder = makeFolder();
  new FileAnswers(folder).keep(QUESTION, SAT);
  const path = onlyFile(folder);
  writeFileSync(path, readFileSync(path, 'utf8').replace(String(2n ** 70n), String(2n ** 69n)));

  expect(new FileAnswers(folder).find(QUESTION)).toBeUndefined();
});
