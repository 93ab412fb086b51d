import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './cache.fixture.ts';
import { cacheStatistics, cleanCache, prepareCacheFolder, resultsFolder, sweepCache } from './folder.ts';
import { object } from '../shape/structures.ts';
import { TEXT } from '../shape/values.ts';
import { KeptValues } from './kept-values.ts';
import { readTimes, recordTimes } from './times.ts';

/** Writes a file of so many bytes that was used so many hours ago. */
function file(path: string, bytes: number, hoursAgo: number): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, 'x'.repeat(bytes));
  const used = Date.now() / 1000 - hoursAgo * 3600;
  utimesSync(path, used, used);
  return path;
}

test('should drop what was used longest ago where there is too much, and nothing else', () => {
  const folder = makeFolder();
  prepareCacheFolder(folder);
  const files = [1, 2, 3, 4].map((hours) => file(join(folder, 'answers', 'ab', `${hours}`), 100, hours));
  const other = file(join(folder, 'times'), 1000, 99);

  sweepCache(folder, 400);
  expect(files.map((path) => existsSync(path))).toEqual([true, true, true, true]);
  sweepCache(folder, 399);

  expect(files.map((path) => existsSync(path))).toEqual([true, true, false, false]);
  expect(existsSync(other)).toBe(true);
});

test('should drop abandoned drafts, and keep those that may still be written', () => {
  const folder = makeFolder();
  prepareCacheFolder(folder);
  const old = file(join(folder, 'answers', 'ab', 'c.1-1.draft'), 10, 2);
  const young = file(join(folder, 'answers', 'ab', 'd.1-1.draft'), 10, 0);

  sweepCache(folder);

  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

test('should say what there is, and delete that and nothing else', () => {
  const folder = makeFolder();
  prepareCacheFolder(folder);
  file(join(folder, 'answers', 'ab', 'c'), 10, 0);
  file(join(folder, 'undecided', 'e.smt2'), 20, 0);
  const foreign = file(join(folder, 'notes.txt'), 30, 0);

  expect(cacheStatistics(folder)).toEqual({
    answers: { files: 1, bytes: 10 },
    results: { files: 0, bytes: 0 },
    transforms: { files: 0, bytes: 0 },
    questions: { files: 1, bytes: 20 },
  });
  cleanCache(folder);

  expect(cacheStatistics(folder).answers.files + cacheStatistics(folder).questions.files).toBe(0);
  expect(existsSync(foreign)).toBe(true);
  expect(cacheStatistics(join(folder, 'nowhere')).answers.files).toBe(0);
});

test('should sweep no folder that it did not make', () => {
  const folder = makeFolder();
  const own = file(join(folder, 'answers', 'ab', 'c'), 100, 2);

  sweepCache(folder, 1);

  expect(existsSync(own)).toBe(true);
});

test('should record no times that are no numbers', () => {
  const folder = makeFolder();
  for (const body of ['[]', 'null', '{"a":"12"}', '{"a":-1}', '7']) {
    const head = `ringproof times 1 ${createHash('sha256').update(body).digest('hex')}`;
    writeFileSync(join(folder, 'times'), `${head}\n${body}\n`);
    expect(readTimes(folder).of({ id: 'a', model: null })).toBeUndefined();
  }
});

test('should keep version control out of a folder it makes, and say where it can make none', () => {
  const folder = makeFolder();
  file(join(folder, 'taken'), 1, 0);

  expect(prepareCacheFolder(join(folder, 'a', 'b'))).toBeNull();
  expect(readFileSync(join(folder, 'a', 'b', '.gitignore'), 'utf8')).toBe('*\n');
  expect(prepareCacheFolder(join(folder, 'a', 'b'))).toBeNull();
  expect(prepareCacheFolder(join(folder, 'a'))?.message).toContain('it is not empty');
  expect(prepareCacheFolder(join(folder, 'taken', 'b'))?.message).toMatch(/ENOTDIR|EEXIST/);
});

test('should record times beside those there are, and take damaged ones for none', () => {
  const folder = makeFolder();
  const [a, b] = [
    { id: 'a', model: null },
    { id: 'a', model: 'm' },
  ];
  recordTimes(folder, [{ ...a, timeMs: 12.4 }]);
  recordTimes(folder, [{ ...b, timeMs: 0.1 }]);

  expect([a, b].map(readTimes(folder).of)).toEqual([12, 1]);
  expect(readTimes(folder).digest).toBe(readTimes(folder).digest);
  const before = readTimes(folder).digest;
  recordTimes(folder, [{ ...a, timeMs: 13 }]);
  expect(readTimes(folder).digest).not.toBe(before);
  const path = join(folder, 'times');
  writeFileSync(path, readFileSync(path, 'utf8').replace('13', '99'));
  expect([a, b].map(readTimes(folder).of)).toEqual([undefined, undefined]);
});

test('should find a result under its own key only, and not where it is damaged', () => {
  const folder = makeFolder();
  const [key, other] = ['ab12', 'ab34'];
  const results = new KeptValues(resultsFolder(folder), object({ verdict: TEXT }));
  results.keep(key, { verdict: 'proved' });

  expect(results.find(key)).toEqual({ verdict: 'proved' });
  expect(new KeptValues(resultsFolder(folder), object({ proved: TEXT })).find(key)).toBeUndefined();
  expect(results.find(other)).toBeUndefined();
  const path = join(folder, 'results', 'ab', '12');
  writeFileSync(join(folder, 'results', 'ab', '34'), readFileSync(path, 'utf8'));
  expect(results.find(other)).toBeUndefined();
  writeFileSync(path, readFileSync(path, 'utf8').replace('proved', 'proven'));
  expect(results.find(key)).toBeUndefined();
});
