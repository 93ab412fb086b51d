import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Runs the real program, as a shell does: what completes writes to the process's own streams. */
function complete(...args: readonly string[]): string {
  const flags = ['--conditions=ringproof-source', '--import', import.meta.resolve('tsx')];
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  return execFileSync(process.execPath, [...flags, main, 'complete', ...args], { encoding: 'utf8' });
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
