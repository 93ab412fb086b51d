import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, findProgram, type Found } from './toolchain.ts';

const KIT = fileURLToPath(new URL('../../src/virtio/split/kits/ringproof_queue.h', import.meta.url));

/** How much clang optimises. */
export const C_LEVELS = ['-O0', '-O1', '-O2', '-Os', '-O3'] as const;

export type CLevel = (typeof C_LEVELS)[number];

/** What every compiled C file of ours is compiled with, besides a level. The header of the kit says the same to users. */
export const C_FLAGS: readonly string[] = [
  '--target=wasm64',
  ...['-std=c11', '-Wall', '-Wextra', '-Werror', '-ffreestanding', '-nostdlib'],
  ...['-matomics', '-mbulk-memory', '-msign-ext', '-mmutable-globals'],
  '-Wl,--no-entry',
];

/** Line tables, for counterexamples that name lines; no paths of the machine get into the module. */
const lineFlags = (folder: string): readonly string[] => [
  '-gline-tables-only',
  `-ffile-prefix-map=${dirname(KIT)}=kits`,
  `-ffile-prefix-map=${folder.replace(/\/$/, '')}=.`,
];

/** The C compiler. It finds its linker, wasm-ld, by itself. */
export function findClang(): Found {
  const linker = findProgram(['wasm-ld-19'], 'clang-19 lld-19');
  return 'missing' in linker ? linker : findProgram(['clang-19'], 'clang-19 lld-19');
}

/** Compiles all C files of a folder to one module, with line tables or without. Throws an `Error` with the compiler's messages. */
export function buildC(
  clang: string,
  folder: string,
  output: string,
  level: CLevel = '-O2',
  hasLines = false,
): void {
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .sort();
  const lines = hasLines ? lineFlags(folder) : [];
  compile(clang, [...C_FLAGS, level, ...lines, '-include', KIT, ...sources, '-o', output], folder);
}
