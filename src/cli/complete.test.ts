import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { MAIN } from '../built.fixture.ts';

/** Runs the real program, as a shell does: what completes writes to the process's own streams. */
function complete(...args: readonly string[]): string {
  return execFileSync(process.execPath, [MAIN, 'complete', ...args], { encoding: 'utf8' });
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

test('should complete in a bash without the package bash-completion', () => {
  const words =
    'COMP_WORDS=(ringproof prove --enc); COMP_CWORD=2; _get_comp_words_by_ref -n "=:" cur prev words cword';
  const ask = `eval "$1"; ${words}; echo "$cur $prev $cword \${#words[@]}"`;

  const said = execFileSync('bash', ['--norc', '--noprofile', '-c', ask, 'bash', complete('bash')], {
    encoding: 'utf8',
  });

  expect(said).toBe('--enc prove 2 3\n');
});
