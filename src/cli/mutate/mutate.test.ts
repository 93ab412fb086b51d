import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from '../real-engine.fixture.ts';
import { ADDED, fates, FILES, mutants, mutate } from './mutate.fixture.ts';

test('should say which assertion tells a mutant, and leave the files as they are', async () => {
  const one = mutants({ id: 'off-by-one', find: '.add(0)', replace: '.add(1)', why: 'one too many' });
  const { code, out, err, cwd } = await mutate(one);

  expect(err).toBe('');
  expect(out.replace(/ +\S+ (ms|s) /, ' ')).toBe(
    'caught       off-by-one  counter, models/counter/added.ts:3\n' +
      '    count/adds: counted\n' +
      '1 caught: 1 mutant\n',
  );
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'models/counter/added.ts'), 'utf8')).toBe(ADDED);
  const page = await mutate(one, ['--reporter', 'html']);
  expect(page.out).toMatch(/^<!doctype html>[^]*<td class="caught" title="count\/adds">[^]*<\/html>\n$/);
});

test('should name each reason not to apply a mutant, and fail', async () => {
  const { code, out } = await mutate(
    mutants(
      { id: 'no-model', model: 'countr', find: 'a', replace: 'b' },
      { id: 'no-file', file: 'addded.ts', find: 'a', replace: 'b' },
      { id: 'no-part', file: 'other.ts', find: 'other', replace: 'another' },
      { id: 'no-match', find: 'subtracted', replace: 'b' },
      { id: 'matches', find: '.add(', replace: '.sub(' },
      { id: 'same', find: '.add(0)', replace: '.add(0)' },
      { id: 'no-text', find: '.add(0)', replace: '.add(' },
      { id: 'throws', find: '.add(0);', replace: ".add(0);\nthrow new Error('no');" },
      { id: 'not-there', find: 'export const added', replace: 'const added' },
      { id: 'no-clear', file: 'index.ts', find: 'clear: (', replace: 'clean: (' },
    ),
    ['--reporter', 'json'],
  );

  expect(fates(out)).toEqual({
    'no-model': ['not-applied', 'no-such-model', null],
    'no-file': ['not-applied', 'no-such-file', null],
    'no-part': ['not-applied', 'of-no-model', null],
    'no-match': ['not-applied', 'no-match', null],
    matches: ['not-applied', 'several-matches', null],
    same: ['not-applied', 'no-change', 3],
    'no-text': ['not-applied', 'does-not-parse', 3],
    throws: ['not-applied', 'cannot-be-loaded', 3],
    'not-there': ['not-applied', 'cannot-be-loaded', 3],
    'no-clear': ['not-applied', 'lacks-members', 15],
  });
  expect(code).toBe(1);
});

test.each([
  [
    'two of one id',
    mutants({ id: 'a', find: 'x', replace: '' }, { id: 'a', find: 'y', replace: '' }),
    "two mutants have the id 'a'",
  ],
  [
    'a field that it does not know',
    mutants({ id: 'a', find: 'x', replace: '', by: 'me' }),
    'models/counter/mutants.json: [0]',
  ],
  ['what is no list', '{}', 'models/counter/mutants.json: expected a list'],
  ['text to be found that is empty', mutants({ id: 'a', find: '', replace: 'x' }), '[0].find: expected text'],
])('should refuse %s', async (_, written, message) => {
  const { code, err } = await mutate(written);

  expect(err).toContain(message);
  expect(code).toBe(5);
});

test('should refuse a pattern that matches nothing, and a project without mutants', async () => {
  const one = mutants({ id: 'relaxed', find: '.add(0)', replace: '.add(1)' });
  expect((await mutate(one, ['relaxde'])).err).toContain(
    "no mutant matches 'relaxde'; the nearest ids:\n  relaxed",
  );
  const { code, err } = await workspace(FILES).ringproof(['mutate']);
  expect(err).toContain('no mutants found: looked for models/*/mutants.json');
  expect(code).toBe(5);
});

test('should judge nothing while something cannot be loaded, which might tell a mutant', async () => {
  const { code, out, err } = await mutate(
    mutants({ id: 'one', find: '.add(0)', replace: '.add(1)' }),
    ['--reporter', 'json'],
    { 'proofs/broken.proof.ts': "throw new Error('no');" },
  );

  expect(err).toContain('proofs/broken.proof.ts');
  expect(JSON.parse(out)).toMatchObject({ mutants: [], summary: { mutants: 1, notRun: 1 } });
  expect(code).toBe(4);
});
