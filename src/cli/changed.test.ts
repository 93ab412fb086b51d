import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oneIn } from '../full.fixture.ts';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { KIND, modelFile, proofOnModels } from './command.fixture.ts';
import { run } from './built.fixture.ts';
import { touchesAll } from '../session/affected-jobs.ts';

const PROJECT = {
  '.gitignore': 'engine.mjs\nsecret.ts\n.ringproof\n',
  'package.json': '{ "type": "module" }',
  'helper.ts': 'export const helper = 1;',
  'models/kind.ts': KIND,
  'models/one/index.ts': `import '../../helper.ts';\n${modelFile('one')}`,
  'models/two/index.ts': modelFile('two'),
  'proofs/q.proof.ts': proofOnModels('q', ''),
  'proofs/plain.proof.ts': proofFile('plain', ''),
  'proofs/generated.proof.ts': `import '../secret.ts';\n${proofFile('generated', '')}`,
  'secret.ts': '',
};

/** The repository with one commit, and what is listed for a change of it. */
async function listAfter(
  change: Readonly<Record<string, string>>,
): Promise<{ jobs: string[]; err: string; code: number }> {
  const { cwd, engine } = makeProject(PROJECT);
  const git = (...args: string[]): void => {
    const name = ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...name, ...args], { cwd, stdio: 'pipe' });
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  for (const [path, text] of Object.entries(change)) writeFileSync(join(cwd, path), text);
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(['list', '--changed', 'main'], { stdout, stderr, cwd, env: process.env, engine });
  const lines = stdout.text().split('\n').filter(Boolean);
  return { jobs: lines.map((line) => line.split(/ +/).slice(0, 2).join(' ')), err: stderr.text(), code };
}

// A file that git ignores may have changed.
const ALWAYS = 'generated -';

test.each(
  oneIn(6, [
    [{ 'README.md': 'new' }, [ALWAYS]],
    [{ 'helper.ts': 'export const helper = 2;' }, [ALWAYS, 'q one']],
    [{ 'models/two/index.ts': `${modelFile('two')} // changed` }, [ALWAYS, 'q two']],
    [{ 'models/kind.ts': `${KIND} // changed` }, [ALWAYS, 'q one', 'q two']],
    [{ 'proofs/plain.proof.ts': `${proofFile('plain', '')} // changed` }, [ALWAYS, 'plain -']],
    [{ 'proofs/new.proof.ts': proofFile('new', '') }, [ALWAYS, 'new -']],
    [{ 'package.json': '{ "type": "module", "name": "x" }' }, [ALWAYS, 'plain -', 'q one', 'q two']],
  ]),
)('should after a change of %j list %j', async (change, expected) => {
  expect((await listAfter(change)).jobs).toEqual(expected);
});

test('should take what comes with the tool as unchanged, and ask it of a model that has changed', async () => {
  const { cwd, engine } = makeProject({
    'models/a/index.ts': "export { spec } from 'ringproof/models/spec';",
    '.gitignore': 'engine.mjs\n.ringproof\n',
  });
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'commit.gpgsign=false', ...args], {
      cwd,
    });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  const list = async (): Promise<string> => {
    const stdout = collector();
    await run(['list', 'split/add-used', '--changed', 'main'], {
      stdout,
      stderr: collector(),
      cwd,
      env: process.env,
      engine,
    });
    return stdout.text();
  };

  expect(await list()).toBe('');
  writeFileSync(join(cwd, 'models/a/index.ts'), "export { spec } from 'ringproof/models/spec'; // changed");
  expect(await list()).toMatch(/^split\/add-used +spec /);
});

test('should take nothing that has changed for a success, and say so', async () => {
  const { cwd, engine } = makeProject({
    'proofs/plain.proof.ts': proofFile('plain', ''),
    '.gitignore': 'engine.mjs\n.ringproof\n',
  });
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd });
  execFileSync('git', ['add', '.'], { cwd });
  const name = ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...name, 'commit', '--quiet', '--message', 'first'], { cwd });
  const [stdout, stderr] = [collector(), collector()];

  const code = await run(['prove', '--changed', 'main'], { stdout, stderr, cwd, env: process.env, engine });

  expect(code).toBe(0);
  expect(stderr.text()).toBe('no selected proof is affected since main\n');
  expect(stdout.text()).toMatch(/^\n0 proofs in /);
});

test.each([
  ['package-lock.json', true],
  ['packages/a/tsconfig.json', true],
  ['node_modules/a/package.json', false],
  ['proofs/a.proof.ts', false],
])('should, of %s, say whether it matters to all: %j', (file, expected) => {
  expect(touchesAll(file, '/elsewhere')).toBe(expected);
});

test('should take the source of the tool for something that matters to all, where it is proved with', () => {
  const root = join(import.meta.dirname, '../..');

  expect(touchesAll('src/term/terms.ts', root)).toBe(true);
  expect(touchesAll('../src/term/terms.ts', join(root, 'proofs'))).toBe(true);
  expect(touchesAll('src/term/terms.ts', '/elsewhere')).toBe(false);
});
