import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oneIn } from '../full.fixture.ts';
import { parse } from 'yaml';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { commandsIn, unknownIn } from './commands-in.fixture.ts';
import { run } from './built.fixture.ts';

const FOLDER = new URL('../../scripts/ci-recipes/', import.meta.url);
const RECIPES = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')] as const,
);

function textOf(recipe: string): string {
  return readFileSync(new URL(recipe, FOLDER), 'utf8');
}

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

/** Whether a word of a command line is the place of `--frozen`, which there is on no main branch. */
function isFrozen(word: string): boolean {
  return word === '$' || word === '$FROZEN';
}

test.each(RECIPES)(
  'should, in %s, freeze the cache of all commands unless it is of the main branch',
  (_, text) => {
    for (const words of commandsIn(text)) expect(words.filter(isFrozen)).toHaveLength(1);

    const [onlyElsewhere] = text.includes('FROZEN:')
      ? (/DEFAULT_BRANCH\n {6}variables:\n {8}FROZEN: ''\n/.exec(text) ?? [])
      : (/\$\{\{ github\.ref != 'refs\/heads\/main' && '--frozen' \|\| '' \}\}/.exec(text) ?? []);
    expect(onlyElsewhere).toBeDefined();
  },
);

interface GithubStep {
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

test('should, on GitHub, save the cache and its parts on the main branch only', () => {
  const { jobs } = parse(textOf('github-actions.yml')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly GithubStep[] }>>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const cacheSteps = steps.filter(({ uses = '', with: given }) =>
    (uses + String(given?.['path'])).includes('cache'),
  );
  const isRestore = ({ uses = '' }: GithubStep): boolean => uses.startsWith('actions/cache/restore@');
  const others = cacheSteps.filter((step) => !isRestore(step) && step.uses !== undefined);

  expect(cacheSteps.filter(isRestore)).toHaveLength(3);
  // What saves it, what hands the answers of shards on, and what takes these: no step that does two of them at once.
  expect(others.map(({ uses }) => uses?.replace(/@.*/, ''))).toEqual([
    'actions/upload-artifact',
    'actions/download-artifact',
    'actions/cache/save',
  ]);
  for (const step of others) expect(step.if).toContain("github.ref == 'refs/heads/main'");
  expect(textOf('github-actions.yml')).not.toContain('pull_request_target');
});

test('should, on GitLab, let only a job of the default branch push the cache', () => {
  const jobs = Object.entries(parse(textOf('gitlab-ci.yml')) as Readonly<Record<string, unknown>>);
  const withCache = jobs.filter(([, job]) => typeof job === 'object' && job !== null && 'cache' in job);

  expect(withCache).toMatchObject([
    ['restore', { cache: { policy: 'pull' } }],
    ['save', { cache: { policy: 'push' }, rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }] }],
  ]);
  expect(Object.fromEntries(jobs)['prove']).toMatchObject({
    artifacts: { paths: ['shards', '.ringproof/cache'] },
  });
});

test.each(oneIn(2, RECIPES))(
  'should, with the commands of %s, prove everything once and say so',
  async (_, text) => {
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
      const words = prove
        .map((word) => word.replace(/^\$.*\/.*$/, `${shard}/4`))
        .filter((word) => !isFrozen(word));
      const output = words.indexOf('--output') + 1;
      const args = words.map((word, i) => (i === output ? `shards/${shard}` : word));
      expect((await command(args)).code).toBe(0);
    }
    const { code, out } = await command(merge.filter((word) => !isFrozen(word)));

    expect(code).toBe(0);
    expect(out).toContain('7 proved: 7 proofs in');
    expect(readdirSync(join(cwd, 'reports'))).toContain('ringproof.junit.xml');
  },
);
