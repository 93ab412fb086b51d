import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bugsOf, moduleOf, withBug } from './bugs.ts';
import { buildC, findClang } from './c.ts';
import { RustBuild, findRust } from './rust.ts';
import { hashOf, readPins, writePins } from './pins.ts';
import { versionOf, type Found } from './toolchain.ts';

/*
 * Builds the committed modules, those with planted mistakes too: npm run build:compiled. With --check it builds them into a
 * temporary folder, and fails where one differs from what is committed. With names of folders it does so in these only.
 */

interface Target {
  readonly folder: string;
  readonly compiler: Found;
  /** What compiles the sources of a folder, and what to do after the last one. */
  readonly builder: (compiler: string) => Builder;
}

interface Builder {
  /** `hasLines`: with line tables, where that leaves the module small. */
  build(folder: string, output: string, hasLines: boolean): void;
  close(): void;
}

/** One module, with its path in the target's folder. */
interface Module {
  readonly committed: string;
  readonly build: (output: string) => void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

const TARGETS: readonly Target[] = [
  { folder: join(root, 'models/compiled-c'), compiler: findClang(), builder: cBuilder },
  {
    folder: join(root, 'models/compiled-rust'),
    compiler: findRust(),
    builder: rustBuilder,
  },
];

const isCheck = process.argv.includes('--check');
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !TARGETS.some(({ folder }) => basename(folder) === name));
if (unknown.length > 0)
  throw new Error(
    `there is no ${unknown.join(', ')}: name ${TARGETS.map(({ folder }) => basename(folder)).join(' or ')}`,
  );
const temporary = mkdtempSync(join(tmpdir(), 'ringproof-compiled-'));
try {
  for (const target of TARGETS)
    if (names.length === 0 || names.includes(basename(target.folder))) run(target);
} finally {
  rmSync(temporary, { recursive: true });
}

function cBuilder(clang: string): Builder {
  return {
    build: (folder, output, hasLines) => buildC(clang, folder, output, '-O2', hasLines),
    close: () => undefined,
  };
}

/** Line tables would make the module four times as large: most of them are of core. */
function rustBuilder(rustc: string): Builder {
  const made = new RustBuild(rustc);
  return { build: (folder, output) => made.build(folder, output), close: () => made.close() };
}

function run({ folder, compiler, builder }: Target): void {
  if ('missing' in compiler) return fail(`${folder} was not built: ${compiler.missing}`);
  const made = builder(compiler.path);
  try {
    runWith(made, folder, versionOf(compiler.path));
  } finally {
    made.close();
  }
}

function runWith(builder: Builder, folder: string, version: string): void {
  const modules: readonly Module[] = [
    { committed: join(folder, 'queue.wasm'), build: (output) => builder.build(folder, output, true) },
    ...bugsOf(folder).map((bug) => ({
      committed: moduleOf(folder, bug),
      build: (output: string) => withBug(folder, bug, (copy) => builder.build(copy, output, false)),
    })),
  ];
  if (isCheck) {
    for (const module of modules) check(module, folder, version);
    return;
  }
  rmSync(join(folder, 'bugs'), { recursive: true, force: true });
  mkdirSync(join(folder, 'bugs'));
  for (const { committed, build: make } of modules) {
    make(committed);
    // Linkers make what they write executable.
    chmodSync(committed, 0o644);
  }
  writePins(
    folder,
    version,
    modules.map(({ committed }) => committed),
  );
  console.log(`built ${modules.length} modules in ${folder}`);
}

function check({ committed, build }: Module, folder: string, version: string): void {
  const { compiler, sha256 } = readPins(folder);
  const pinned = sha256[basename(committed)];
  const output = join(temporary, basename(committed));
  build(output);
  const [built, kept] = [hashOf(output), hashOf(committed)];
  if (kept !== pinned) return fail(`${committed} is ${kept}, and its pin says ${pinned ?? 'nothing'}`);
  if (built === pinned) return console.log(`${committed} is what its sources make`);
  fail(
    `${committed} is not what its sources make with ${version}: ${built} instead of ${pinned}. ` +
      (version === compiler ? 'Run npm run build:compiled.' : `It was built with ${compiler}.`),
  );
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
