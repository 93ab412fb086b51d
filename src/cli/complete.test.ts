import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { MAIN } from '../built.fixture.ts';
import { makeProject } from '../runner/project.fixture.ts';

/** Runs the real program, as a shell does: what completes writes to the process's own streams. */
function complete(...args: readonly string[]): string {
  return completeIn(process.cwd(), args);
}

function completeIn(cwd: string, args: readonly string[]): string {
  return execFileSync(process.execPath, [MAIN, 'complete', ...args], { encoding: 'utf8', cwd });
}

test.each(['bash', 'zsh', 'fish', 'powershell'])(
  'should print a script for %s that asks for completions',
  (shell) => {
    const script = complete(shell);

    expect(script).toMatch(/ringproof complete '?--/);
    expect(script.split('\n').length).toBeGreaterThan(20);
  },
);

test('should complete commands, options and what options take', () => {
  expect(complete('--', '')).toMatch(/^prove\t[^]*^list\t[^]*^init\t[^]*^doctor\t/m);
  expect(complete('--', 'prove', '--cross')).toMatch(/^--cross-check\t/);
  expect(complete('--', 'prove', '--encoding', '')).toMatch(/^int\t\nbv\t\n/);
  expect(complete('--', 'diff', '--err')).toMatch(/^--errors\t/);
  expect(complete('--', 'diff', '--errors', '')).toMatch(/^kind\t\nany\t\n/);
});

test('should complete names of models where one is asked for, and compiled queues', () => {
  const { cwd } = makeProject({
    'models/mine/index.ts': "export { spec as mine } from 'ringproof/models/spec';",
    'models/own/index.ts':
      "import { ModelKind } from 'ringproof'; export const own = new ModelKind<object>('o').implement({ name: 'own', source: '' }, {});",
    'models/broken/index.ts': 'throw new Error();',
    'models/mine/queue.wasm': '',
  });
  const here = (...words: readonly string[]): readonly string[] =>
    completeIn(cwd, ['--', ...words])
      .split('\n')
      .map((line) => line.replace(/\t$/, ''))
      .slice(0, -2);

  // With those that come with the package.
  const models = here('diff', 'a', '--like', '');
  expect(models).toEqual(expect.arrayContaining(['firecracker', 'own', 'rust-vmm', 'spec']));
  expect(models).toEqual(models.toSorted());
  expect(here('diff', '')).toEqual([...models, 'models/mine/queue.wasm']);
  expect(here('diff', 'a', 'b', '')).toEqual([]);
  expect(here('prove', 'x', '--model', '')).toEqual(['own', 'spec']);
  expect(here('conform', 'o')).toEqual(['own']);
});

test('should complete in a bash without the package bash-completion', () => {
  const words =
    'COMP_WORDS=(ringproof prove --enc); COMP_CWORD=2; _get_comp_words_by_ref -n "=:" cur prev words cword';
  const ask = `eval "$1"; ${words}; echo "$cur $prev $cword \${#words[@]}"`;

  const said = execFileSync('bash', ['--norc', '--noprofile', '-c', ask, 'bash', complete('bash')], {
    encoding: 'utf8',
  });

  expect(said).toBe('--enc prove 2 3\n');
});
