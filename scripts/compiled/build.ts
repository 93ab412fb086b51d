import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildC, findClang } from './c.ts';
import { hashOf, readPin, writePin } from './pins.ts';
import { versionOf, type Found } from './toolchain.ts';

/*
 * Builds the committed modules: npm run build:compiled. With --check it builds them into a temporary folder, and fails where one
 * differs from what is committed.
 */

interface Target {
  readonly folder: string;
  readonly compiler: Found;
  readonly build: (compiler: string, folder: string, output: string) => void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

const TARGETS: readonly Target[] = [
  { folder: join(root, 'models/compiled-c'), compiler: findClang(), build: buildC },
];

const isCheck = process.argv.includes('--check');
const temporary = mkdtempSync(join(tmpdir(), 'ringproof-compiled-'));
try {
  for (const target of TARGETS) run(target);
} finally {
  rmSync(temporary, { recursive: true });
}

function run({ folder, compiler, build }: Target): void {
  const committed = join(folder, 'queue.wasm');
  if ('missing' in compiler) return fail(`${committed} was not built: ${compiler.missing}`);
  const output = isCheck ? join(temporary, 'queue.wasm') : committed;
  build(compiler.path, folder, output);
  if (!isCheck) {
    // The linker makes what it writes executable.
    chmodSync(committed, 0o644);
    writePin(committed, versionOf(compiler.path));
    return console.log(`built ${committed}: ${hashOf(committed)}`);
  }
  const { compiler: pinned, sha256 } = readPin(committed);
  const [built, kept] = [hashOf(output), hashOf(committed)];
  if (kept !== sha256) return fail(`${committed} is ${kept}, and its pin says ${sha256}`);
  if (built === sha256) return console.log(`${committed} is what its sources make`);
  const used = versionOf(compiler.path);
  fail(
    `${committed} is not what its sources make with ${used}: ${built} instead of ${sha256}. ` +
      (used === pinned ? 'Run npm run build:compiled.' : `It was built with ${pinned}.`),
  );
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
