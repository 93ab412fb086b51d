import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { digest } from '../cache/entry.ts';
import { proofFile } from '../runner/project.fixture.ts';
import { workspace, type Outcome } from './real-engine.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const FIVE = Object.fromEntries(
  [1, 2, 3, 4, 5].map((i) => [
    `proofs/${i}.proof.ts`,
    proofFile(`p/${i}`, i === 4 ? "throw { verdict: 'refuted' };" : ''),
  ]),
);

/** A record with a digest that fits. */
function signed(record: object): string {
  const unsigned = Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'digest'));
  return JSON.stringify({ ...unsigned, digest: digest(JSON.stringify(unsigned)) });
}

interface Shards {
  readonly cwd: string;
  readonly merge: (...args: readonly string[]) => Promise<Outcome>;
  readonly shard: (which: string, ...args: readonly string[]) => Promise<Outcome>;
}

/** A project whose shards leave what they come to in the folder `out`; bodies are believed, as in other tests. */
function shards(files: Readonly<Record<string, string>> = FIVE): Shards {
  const { cwd, ringproof } = workspace(files);
  const world = { engine: pathToFileURL(join(cwd, 'engine.mjs')).href };
  return {
    cwd,
    shard: (which, ...args) => ringproof(['prove', '--shard', which, '--output', 'out', ...args], world),
    merge: (...args) => ringproof(['merge', ...args], world),
  };
}

test('should join shards into what one run would have come to', async () => {
  const { shard, merge } = shards();
  const codes = [(await shard('1/2')).code, (await shard('2/2')).code];

  const { code, out, err } = await merge('out', '--reporter', 'json');

  expect(codes.toSorted()).toEqual([0, 1]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    summary: { proved: 4, refuted: 1 },
    proofs: ['p/1', 'p/2', 'p/3', 'p/4', 'p/5'].map((id) => ({ id })),
    notRun: [],
  });
});

full('should exit 0 where all is as expected, also with more shards than proofs', async () => {
  const { shard, merge } = shards({ 'proofs/1.proof.ts': proofFile('only', '') });
  for (const which of ['1/3', '2/3', '3/3']) expect((await shard(which)).code).toBe(0);

  expect(await merge('out')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 proved') });
});

test('should fail where a shard is missing, and name the proofs that were not run', async () => {
  const { cwd, shard, merge } = shards({ ...FIVE, 'proofs/4.proof.ts': proofFile('p/4', '') });
  await shard('1/2');
  await shard('2/2');
  rmSync(join(cwd, 'out/ringproof-shard-2-of-2.json'));

  const { code, err } = await merge('out');

  expect(code).toBe(4);
  expect(err).toContain('error: shard 2/2 is missing');
  expect(err).toMatch(/error: no shard ran p\/\d, p\/\d\n/);
});

full('should be refuted above all, also where a shard is missing', async () => {
  const { cwd, shard, merge } = shards();
  const [first, second] = [await shard('1/2'), await shard('2/2')];
  expect([first.code, second.code].toSorted()).toEqual([0, 1]);
  rmSync(join(cwd, `out/ringproof-shard-${first.code === 1 ? 2 : 1}-of-2.json`));

  expect(await merge('out')).toMatchObject({ code: 1, err: expect.stringContaining('is missing') });
});

full('should fail where a shard was stopped before it came to a proof, and name it', async () => {
  const { shard, merge } = shards({
    'proofs/1.proof.ts': proofFile('a/vacuous', "throw { verdict: 'vacuous' };"),
    'proofs/2.proof.ts': proofFile('b/waits', ''),
  });
  expect((await shard('1/1', '--bail', '--jobs', '1')).code).toBe(2);

  const { code, err } = await merge('out');

  expect(code).toBe(4);
  expect(err).toBe('error: b/waits was not run: its shard was stopped before\n');
});

full('should fail where a file could not be loaded, and say so once', async () => {
  const { shard, merge } = shards({
    'proofs/1.proof.ts': proofFile('fine', ''),
    'proofs/2.proof.ts': 'const = ;',
  });
  for (const which of ['1/2', '2/2']) expect((await shard(which)).code).toBe(4);

  const { code, out } = await merge('out');

  expect(code).toBe(4);
  expect(out).toContain('1 proved, 1 not loaded: 1 proof in');
});

full('should fail where shards are of different numbers', async () => {
  const { shard, merge } = shards({ 'proofs/1.proof.ts': proofFile('only', '') });
  await shard('1/1');
  await shard('2/2');

  const { code, err } = await merge('out');

  expect(code).toBe(4);
  expect(err).toContain('are of different runs: one of 1 shards, the other of 2');
});

full('should fail where a shard is there twice', async () => {
  const { cwd, shard, merge } = shards({ 'proofs/1.proof.ts': proofFile('only', '') });
  await shard('1/1');
  cpSync(join(cwd, 'out'), join(cwd, 'again/deeper'), { recursive: true });

  expect((await merge('out', 'out')).code).toBe(0);
  const { code, err } = await merge('out', 'again');

  expect(code).toBe(4);
  expect(err).toContain('error: shard 1/1 is there more than once: ');
});

full.each<[string, string, (cwd: string) => readonly string[]]>([
  ['limits', 'they differ in timeout', () => ['--timeout', '30s']],
  ['solvers', 'they differ in encoding', () => ['--encoding', 'bv']],
  [
    'files',
    'they differ in files',
    (cwd) => {
      writeFileSync(join(cwd, 'proofs/9.proof.ts'), proofFile('p/9', ''));
      return [];
    },
  ],
  [
    'files that proofs import',
    'they differ in files',
    (cwd) => {
      writeFileSync(join(cwd, 'helper.ts'), "export const names = 'others';");
      return [];
    },
  ],
])('should fail where shards are of other %s', async (_, message, change) => {
  const { cwd, shard, merge } = shards({
    ...FIVE,
    'proofs/4.proof.ts': `import '../helper.ts';\n${proofFile('p/4', '')}`,
    'helper.ts': 'export {};',
  });
  await shard('1/2');
  await shard('2/2', ...change(cwd));

  const { code, err } = await merge('out');

  expect(code).toBe(4);
  expect(err).toContain(message);
});

const NO_RECORD = 'it is not a shard record of this version of ringproof';

full.each<[string, (text: string) => string, string]>([
  ['cut off', (text) => text.slice(0, 200), 'not JSON, or cut off: '],
  ['changed', (text) => text.replace('"refuted"', '"proved"'), 'it was changed after it was written'],
  ['something else', () => '{}', NO_RECORD],
  [
    'of another version',
    (text) => signed({ ...(JSON.parse(text) as object), format: 'ringproof shard 0' }),
    NO_RECORD,
  ],
])('should not believe a record that is %s', async (_, damage, message) => {
  const { cwd, shard, merge } = shards({ 'proofs/4.proof.ts': FIVE['proofs/4.proof.ts'] ?? '' });
  await shard('1/1');
  const file = join(cwd, 'out/ringproof-shard-1-of-1.json');
  writeFileSync(file, damage(readFileSync(file, 'utf8')));

  const { code, err } = await merge('out');

  expect(code).toBe(4);
  expect(err).toContain(`error: out/ringproof-shard-1-of-1.json: ${message}`);
});

full('should split by recorded times, which only a whole run or a merge adds to', async () => {
  const files = [1, 2, 3, 4].map((i): [string, string] => {
    const timeMs = i === 3 ? 900 : 10;
    return [`proofs/${i}.proof.ts`, proofFile(`p/${i}`, `throw { timeMs: ${timeMs} };`)];
  });
  const { shard, merge } = shards(Object.fromEntries(files));
  const first = await shard('1/2');
  expect(first.out).toContain('2 proofs in');
  await shard('2/2');
  expect((await shard('1/2')).out).toContain('2 proofs in');
  await merge('out');

  // The long one by itself, from now on.
  expect((await shard('1/2')).out).toContain('1 proof in');
  expect((await shard('2/2')).out).toContain('3 proofs in');
});

test('should exit 5 where there is nothing to merge', async () => {
  const { merge } = shards();

  expect(await merge('proofs')).toMatchObject({
    code: 5,
    err: expect.stringContaining('no shard record found in proofs'),
  });
});
