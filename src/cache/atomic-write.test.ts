import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './cache.fixture.ts';
import { REFUTED_IN_STEPS } from '../report/result.fixture.ts';
import { pendingText, takePending } from './questions.ts';
import { keepRefuted, takeRefuted } from './refuted.ts';
import { writeAtomically } from './atomic-write.ts';

test('should leave no draft if a file cannot take its place', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', 'by'), '');

  expect(() => writeAtomically(join(folder, 'taken'), 'text')).toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('should never change a file that a reader may have open, but replace it', () => {
  const folder = makeFolder();
  const [path, reader] = [join(folder, 'a'), join(folder, 'as-it-was')];
  writeAtomically(path, 'before');
  linkSync(path, reader);

  writeAtomically(path, 'after');

  expect([path, reader].map((each) => readFileSync(each, 'utf8'))).toEqual(['after', 'before']);
});

test('should make the folder of a file, and write over what was there', () => {
  const path = join(makeFolder(), 'a', 'b');
  for (const text of ['longer than', 'this']) writeAtomically(path, text);

  expect(readFileSync(path, 'utf8')).toBe('this');
});

test('should take a question that was written to its end, once, and none that was not', () => {
  const path = join(makeFolder(), 'pending');
  writeFileSync(path, pendingText('(assert a)'));

  expect([takePending(path), takePending(path)]).toEqual(['(assert a)', null]);
  writeFileSync(path, pendingText('(assert a)').slice(0, -1));
  expect(takePending(path)).toBeNull();
});

test('should take a refutation of the proof that it is of, once, and none of another', () => {
  const path = join(makeFolder(), 'refuted');
  const { id, model } = REFUTED_IN_STEPS;
  keepRefuted(path, REFUTED_IN_STEPS);

  expect([takeRefuted(path, { id, model }), takeRefuted(path, { id, model })]).toEqual([
    REFUTED_IN_STEPS,
    null,
  ]);
  for (const other of [
    { id: 'other', model },
    { id, model: 'other' },
  ]) {
    keepRefuted(path, REFUTED_IN_STEPS);
    expect(takeRefuted(path, other)).toBeNull();
  }
});
