import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `ringproof prove`, as it was built last, and returns what it prints to a terminal with colours. Throws if it fails. */
export function prove(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'prove', ...args], {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 },
    env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: undefined },
  });
  if (status !== 0) throw new Error(`'ringproof prove ${args.join(' ')}' ended with ${status}:\n${stderr}`);
  return stdout;
}
