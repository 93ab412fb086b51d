import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Minutes that one npm command may take; a registry that hangs then fails the smoke test. */
const NPM_MINUTES = 3;

/** Packs the project at `root` into `folder`, as its build left it; returns the path of the tarball. */
export function packTarball(root: string, folder: string): string {
  // Without scripts, since `prepare` would build again.
  const out = npm(['pack', root, '--ignore-scripts', '--json', '--pack-destination', folder], folder);
  // What npm prints: one record for each package.
  const [packed] = JSON.parse(out) as readonly { readonly filename: string }[];
  if (packed === undefined) throw new Error(`'npm pack' packed nothing of ${root}`);
  return join(folder, packed.filename);
}

/** Installs packages into a new project of their own, at `folder`. */
export function install(folder: string, packages: readonly string[]): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(['install', '--prefix', folder, '--ignore-scripts=false', ...quiet, ...packages], folder);
}

/** Installs a major version of Node.js from npm's package `node` at `folder`; returns the folder of its binary. */
export function installNode(major: number, folder: string): string {
  install(folder, [`node@${major}`]);
  const bin = join(folder, 'node_modules/node/bin');
  if (existsSync(join(bin, 'node'))) return bin;
  throw new Error(
    `the install script of node@${major} left no ${bin}/node: allow npm to run install scripts`,
  );
}

function npm(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    ...{ cwd, encoding: 'utf8', timeout: NPM_MINUTES * 60_000, maxBuffer: 1 << 26 },
  });
  if (status === 0) return stdout;
  const end = error?.message ?? `exit ${status ?? 'by a signal'}`;
  throw new Error(`'npm ${args.join(' ')}' failed (${end}):\n${stderr}`);
}
