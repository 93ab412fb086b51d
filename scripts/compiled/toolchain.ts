import process from 'node:process';
import { spawnSync } from 'node:child_process';

/** A program that a build needs, or what to install. */
export type Found = { readonly path: string } | { readonly missing: string };

/** The first of these programs that runs. `packages` are Debian's, for the message. */
export function findProgram(names: readonly string[], packages: string): Found {
  const path = names.find((name) => spawnSync(name, ['--version']).status === 0);
  if (path !== undefined) return { path };
  return { missing: `none of ${names.join(', ')} is installed: apt-get install ${packages}` };
}

/** Runs a compiler. Throws an `Error` with all that it printed where it fails. */
export function compile(
  program: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): void {
  const env = { ...process.env, ...more };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status === 0) return;
  const why = error === undefined ? `${stdout}${stderr}` : error.message;
  throw new Error(`${program} ${args.join(' ')}\nin ${cwd} failed: ${why}`);
}

/** What a program says of its version, in one line. */
export function versionOf(program: string): string {
  return (spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] ?? '').trim();
}
