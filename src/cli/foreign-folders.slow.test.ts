import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyFile, EASY, workspace } from './real-engine.fixture.ts';

const PROOF = { 'proofs/a.proof.ts': bodyFile('a', EASY) };

/** What a user may have under the names that a cache uses. */
const OWN = { 'results/run.csv': 'kept', 'answers/1.txt': 'kept', times: 'kept', '.gitignore': 'dist\n' };

/** Every file in a folder, with its text. */
function contentsOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test.each([
  ['the working directory', '.'],
  ['a folder of results', 'out'],
])('should clean nothing in %s, and write nothing there', async (_, folder) => {
  const place = (path: string): string => (folder === '.' ? path : `${folder}/${path}`);
  const own = Object.fromEntries(Object.entries(OWN).map(([path, text]) => [place(path), text]));
  const { cwd, prove, ringproof } = workspace({ ...PROOF, ...own });
  const before = contentsOf(join(cwd, folder));

  const clean = await ringproof(['cache', 'clean', '--cache-dir', folder]);
  const run = await prove(['--cache-dir', folder]);

  expect(clean).toMatchObject({ code: 5, out: '' });
  expect(clean.err).toContain(`error: ${folder}: it is not empty, and has no CACHEDIR.TAG of ringproof`);
  expect(run).toMatchObject({ code: 0, proofs: [{ verdict: 'proved', cached: false }] });
  expect(run.err).toContain(`warning: no answers are kept for later runs: ${folder}: it is not empty`);
  expect(contentsOf(join(cwd, folder))).toEqual(before);
});

test('should take a marker of another program for no marker', async () => {
  const tag =
    'Signature: 8a477f597d28d172789f06886806bc55\n# This file is a cache directory tag by another.\n';
  const { cwd, ringproof } = workspace({ 'out/CACHEDIR.TAG': tag, 'out/times': 'kept' });

  expect(await ringproof(['cache', 'clean', '--cache-dir', 'out'])).toMatchObject({ code: 5 });
  expect(contentsOf(join(cwd, 'out'))).toEqual({ 'CACHEDIR.TAG': tag, times: 'kept' });
});

test('should delete a cache with its marker, and what is not its own never', async () => {
  const { cwd, prove, ringproof } = workspace(PROOF);
  await prove();
  const cache = join(cwd, '.ringproof/cache');
  writeFileSync(join(cache, 'notes.txt'), 'kept');

  expect(await ringproof(['cache', 'clean'])).toMatchObject({ code: 0 });
  expect(contentsOf(cache)).toEqual({ 'notes.txt': 'kept' });
  // A second time there is no marker any more.
  expect(await ringproof(['cache', 'clean'])).toMatchObject({ code: 5 });
});

test('should not follow a link out of a cache', async () => {
  const { cwd, prove, ringproof } = workspace({ ...PROOF, 'mine/ab/file': 'kept' });
  const cache = join(cwd, '.ringproof/cache');
  await prove();
  await ringproof(['cache', 'clean']);
  await prove();
  mkdirSync(dirname(join(cache, 'undecided')), { recursive: true });
  symlinkSync(join(cwd, 'mine'), join(cache, 'undecided'));

  expect((await ringproof(['cache', 'stats'])).out).toContain('undecided  0 questions');
  await ringproof(['cache', 'clean']);
  expect(existsSync(join(cwd, 'mine/ab/file'))).toBe(true);
});

test('should read a frozen cache and write nothing to it', async () => {
  const { cwd, prove } = workspace(PROOF);
  const cache = join(cwd, '.ringproof/cache');
  await prove(['--frozen']);
  expect(existsSync(join(cwd, '.ringproof'))).toBe(false);
  await prove();
  const before = contentsOf(cache);
  writeFileSync(join(cwd, 'proofs/b.proof.ts'), bodyFile('b', EASY.replaceAll('u16', 'u32')));

  const { proofs, code } = await prove(['--frozen']);

  expect({ code, cached: proofs.map(({ cached }) => cached) }).toEqual({ code: 0, cached: [true, false] });
  expect(contentsOf(cache)).toEqual(before);
});

test('should refuse a frozen cache that is not read either', async () => {
  const { ringproof } = workspace(PROOF);

  const { code, err } = await ringproof(['prove', '--frozen', '--no-cache']);

  expect({ code, err }).toEqual({
    code: 5,
    err: 'error: --frozen reads the cache that --no-cache ignores: leave one of the two out\n',
  });
});
