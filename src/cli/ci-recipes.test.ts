import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { commandsIn, unknownIn } from './commands-in.fixture.ts';
import { run } from './program.ts';

const FOLDER = new URL('../../scripts/ci-recipes/', import.meta.url);
const RECIPES = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')] as const,
);

test.each(RECIPES)('should, in %s, name only commands and options that there are', (_, text) => {
  expect(commandsIn(text).map(([name]) => name)).toEqual(['prove', 'merge']);
  expect(unknownIn(text)).toEqual([]);
});

test('should notice a command or an option that there is not', () => {
  expect(unknownIn("steps: ['npx ringproof prove --sharp 1/2', npx ringproof prov]")).toEqual([
    '--sharp',
    'prov',
  ]);
});

test('should hold jobs with limits, and as many shards as the commands say', () => {
  const [github, gitlab]: readonly unknown[] = RECIPES.map(([, text]) => parse(text) as unknown);

  expect(github).toMatchObject({
    jobs: {
      prove: { 'timeout-minutes': 20, strategy: { 'fail-fast': false, matrix: { shard: [1, 2, 3, 4] } } },
      merge: { needs: ['cache', 'prove'], 'timeout-minutes': 5 },
    },
  });
  expect(gitlab).toMatchObject({ prove: { parallel: 4, timeout: '20 minutes' }, merge: { when: 'always' } });
});

test.each(RECIPES)('should, with the commands of %s, prove everything once and say so', async (_, text) => {
  const files = Object.fromEntries(
    Array.from({ length: 7 }, (__, i) => [`proofs/p${i}.proof.ts`, proofFile(`p/${i}`, '')]),
  );
  const { cwd, engine } = makeProject(files);
  const [prove = [], merge = []] = commandsIn(text);
  const command = async (args: readonly string[]): Promise<{ code: number; out: string }> => {
    const [stdout, stderr] = [collector(), collector()];
    const env = { ...process.env, GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    const code = await run(args, { stdout, stderr, cwd, env, engine });
    return { code, out: stdout.text() };
  };
  mkdirSync(join(cwd, 'shards'));

  for (const shard of [1, 2, 3, 4]) {
    // The services put in the number of the shard, and lay the folders of all shards beside each other.
    const words = prove.map((word) => word.replace(/^\$.*\/.*$/, `${shard}/4`));
    const output = words.indexOf('--output') + 1;
    const args = words.map((word, i) => (i === output ? `shards/${shard}` : word));
    expect((await command(args)).code).toBe(0);
  }
  const { code, out } = await command(merge);

  expect(code).toBe(0);
  expect(out).toContain('7 proved: 7 proofs in');
  expect(readdirSync(join(cwd, 'reports'))).toContain('ringproof.junit.xml');
});
