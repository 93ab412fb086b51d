import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** Seconds that one command of the tool may take, so that one that hangs ends the test; many times what it takes. */
const COMMAND_SECONDS = 600;

/** How commands of an installed ringproof are run. */
export interface Installation {
  /** The folder that the tarball is installed in. */
  readonly folder: string;
  /** The folder of the Node.js binary to run it with. */
  readonly nodeBin: string;
}

/** What one command has to do. */
export interface Expectation {
  readonly exit: number;
  /** What its standard output has to contain. */
  readonly prints: string;
}

/**
 * Runs the installed command in the folder `cwd` as a shell would find it, through its link and the first `node` on
 * PATH, and returns what it printed. Throws if it ends with another code or prints something else.
 */
export function ringproof(
  { folder, nodeBin }: Installation,
  cwd: string,
  args: readonly string[],
  { exit, prints }: Expectation,
): string {
  const env = { ...process.env, PATH: [nodeBin, process.env['PATH']].join(delimiter), NO_COLOR: '1' };
  const { status, stdout, stderr, error } = spawnSync(join(folder, 'node_modules/.bin/ringproof'), args, {
    ...{ cwd, env, encoding: 'utf8', timeout: COMMAND_SECONDS * 1000, maxBuffer: 1 << 26 },
  });
  const name = `'ringproof ${args.join(' ')}'`;
  const printed = `standard output:\n${stdout}\nstandard error:\n${stderr}`;
  if (status !== exit)
    throw new Error(
      `${name}: expected exit ${exit}, got ${error?.message ?? status ?? 'a signal'}; ${printed}`,
    );
  if (!stdout.includes(prints)) throw new Error(`${name}: expected it to print '${prints}'; ${printed}`);
  return stdout;
}
