import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, findProgram, versionOf } from '../compiled/toolchain.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** The folder of the header that ringproof comes with. */
export const KIT = fileURLToPath(new URL('../../src/virtio/split/kits', import.meta.url));

/** The two kinds of rings that the file has functions for: in kernel memory, and in the memory of a process. */
export const KINDS = ['kern', 'user'] as const;

export type Kind = (typeof KINDS)[number];

const FLAGS = [
  ...['--target=wasm64', '-O2', '-g', '-w', '-ffreestanding', '-nostdlib', '-matomics', '-mbulk-memory'],
  '-Wl,--no-entry',
];

/** What every build of the file is given: its headers, and our shims before everything else. */
export function shimFlags(include: string, kind: Kind, kit: string): readonly string[] {
  return [
    ...(kind === 'user' ? ['-DSHIM_USER'] : []),
    ...['-I', HERE, '-I', include, '-I', join(include, 'uapi'), '-I', kit],
    ...['-include', 'ringproof_queue.h', '-include', 'shim.h', join(HERE, 'exports.c')],
  ];
}

/** The compiler. Throws an `Error` that says how to install it. */
export function findCompiler(): { readonly path: string; readonly version: string } {
  const found = findProgram(['clang-19', 'clang'], 'clang-19 lld-19');
  if ('missing' in found) throw new Error(found.missing);
  return { path: found.path, version: versionOf(found.path) };
}

/** Compiles a module that `ringproof prove` can load. */
export function compileModule(clang: string, include: string, kind: Kind, output: string): void {
  compile(clang, [...FLAGS, ...shimFlags(include, kind, KIT), '-o', output], HERE);
}
