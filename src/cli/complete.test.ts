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
});
