import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, findProgram, versionOf, type Found } from './toolchain.ts';

const KITS = fileURLToPath(new URL('../../src/virtio/split/kits', import.meta.url));

/** The release of Rust that the committed modules are built with, and whose `core` they contain. */
const RELEASE = '1.96.0';
const SOURCES = `/usr/src/rustc-${RELEASE}`;
const PACKAGES = 'rustc-web rust-web-src lld-19';

/** What every crate is compiled with. No paths of the machine get into the module. */
const RUST_FLAGS: readonly string[] = [
  ...['--edition', '2024', '--target', 'wasm64-unknown-unknown'],
  ...['-Copt-level=2', '-Cpanic=abort', '-Ccodegen-units=1', '-Zlocation-detail=none', '-Awarnings'],
  '-Ctarget-feature=+atomics,+bulk-memory,+sign-ext,+mutable-globals',
  ...[`--remap-path-prefix=${SOURCES}=rust`, `--remap-path-prefix=${KITS}=kits`],
];

/** A crate that nothing is called of: what compilers call is one instruction each. */
const NO_BUILTINS = '#![no_std]\n#![feature(compiler_builtins)]\n#![compiler_builtins]\n';

/** The Rust compiler of that release. */
export function findRust(): Found {
  const linker = findProgram(['wasm-ld-19'], PACKAGES);
  if ('missing' in linker) return linker;
  const found = findProgram(['/usr/bin/rustc', 'rustc'], PACKAGES);
  if ('missing' in found) return found;
  if (!versionOf(found.path).includes(` ${RELEASE} `))
    return { missing: `${found.path} is not of release ${RELEASE}: apt-get install ${PACKAGES}` };
  if (!existsSync(join(SOURCES, 'library/core/src/lib.rs')))
    return { missing: `${SOURCES} has no sources of core: apt-get install ${PACKAGES}` };
  return found;
}

/** Compiles crates that are a folder each, against a `core` that is built once, which takes half a minute. */
export class RustBuild {
  readonly #rustc: string;
  readonly #libraries = mkdtempSync(join(tmpdir(), 'ringproof-core-'));

  constructor(rustc: string) {
    this.#rustc = rustc;
    const stub = join(this.#libraries, 'compiler_builtins.rs');
    writeFileSync(stub, NO_BUILTINS);
    this.#run('core', 'rlib', join(SOURCES, 'library/core/src/lib.rs'), 'libcore.rlib');
    this.#run('compiler_builtins', 'rlib', stub, 'libcompiler_builtins.rlib');
  }

  /** Compiles the crate of a folder, whose root is `lib.rs`. Throws an `Error` with the compiler's messages. */
  build(folder: string, output: string, level = 2): void {
    const sources = readdirSync(folder).filter((name) => name.endsWith('.rs'));
    if (!sources.includes('lib.rs')) throw new Error(`${folder} has no lib.rs`);
    const link = ['-Clinker=wasm-ld-19', '-Clinker-flavor=wasm-ld', `-Copt-level=${level}`];
    this.#run('queue', 'cdylib', 'lib.rs', output, folder, link);
  }

  close(): void {
    rmSync(this.#libraries, { recursive: true });
  }

  #run(
    name: string,
    type: string,
    source: string,
    output: string,
    cwd = this.#libraries,
    more: readonly string[] = [],
  ): void {
    const args = [...RUST_FLAGS, '--crate-name', name, '--crate-type', type, '-L', this.#libraries, ...more];
    // wasm64 has no standard library, and building one needs what is not stable.
    compile(this.#rustc, [...args, source, '-o', output], cwd, {
      RUSTC_BOOTSTRAP: '1',
      RINGPROOF_KITS: KITS,
    });
  }
}
