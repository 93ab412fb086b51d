/**
 * Proves the properties of split queues, device side, of the Linux kernel's vringh.c, as Debian's package linux-source has it.
 * Nothing of the kernel is part of this project: the file is taken from the package that is installed, compiled in a temporary
 * folder with the shims beside this script, and neither kept nor shown. `npm run vringh`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
const KIT = join(PACKAGE, 'src/virtio/split/kits');
const SOURCES = '/usr/src';

/** Files of the kernel, and where the compiler looks for them. */
const KERNEL_FILES = {
  'drivers/vhost/vringh.c': 'drivers/vhost/vringh.c',
  'include/linux/vringh.h': 'linux/vringh.h',
  'include/linux/virtio_ring.h': 'linux/virtio_ring.h',
  'include/linux/virtio_byteorder.h': 'linux/virtio_byteorder.h',
  'include/uapi/linux/virtio_ring.h': 'uapi/linux/virtio_ring.h',
  'include/uapi/linux/virtio_types.h': 'uapi/linux/virtio_types.h',
} as const;

/** Headers of the kernel that the shim stands for. */
const SHIMMED = [
  ...['compiler', 'module', 'kernel', 'ratelimit', 'uaccess', 'slab', 'export', 'uio', 'spinlock'],
  ...['irqreturn', 'types'],
].map((name) => `linux/${name}.h`);

const FLAGS = [
  ...['--target=wasm64', '-O2', '-g', '-w', '-ffreestanding', '-nostdlib', '-matomics', '-mbulk-memory'],
  '-Wl,--no-entry',
];

function fail(message: string): never {
  process.stderr.write(`error: ${message}\n`);
  process.exit(2);
}

/** The first program of these names that can be run. */
function programOf(names: readonly string[], install: string): string {
  const found = names.find((name) => spawnSync(name, ['--version']).status === 0);
  return found ?? fail(`none of ${names.join(', ')} is installed: apt-get install ${install}`);
}

function kernelArchive(): string {
  const archive = readdirSync(SOURCES).find((name) => /^linux-source-.*\.tar\.xz$/.test(name));
  return archive ?? fail(`${SOURCES} has no linux-source-*.tar.xz: apt-get install linux-source-6.1`);
}

function extract(archive: string, folder: string): void {
  const root = archive.replace(/\.tar\.xz$/, '');
  const members = Object.keys(KERNEL_FILES).map((file) => `${root}/${file}`);
  execFileSync('tar', ['xf', join(SOURCES, archive), '-C', folder, ...members]);
  for (const [from, to] of Object.entries(KERNEL_FILES)) {
    mkdirSync(join(folder, 'include', dirname(to)), { recursive: true });
    cpSync(join(folder, root, from), join(folder, 'include', to));
  }
}

function compile(folder: string): void {
  const clang = programOf(['clang-19', 'clang'], 'clang-19 lld-19');
  const headers = [...SHIMMED, 'asm/barrier.h', 'uapi/linux/virtio_config.h', 'linux/virtio_types.h'];
  for (const header of headers) {
    mkdirSync(join(folder, 'include', dirname(header)), { recursive: true });
    const text =
      header === 'linux/virtio_types.h' ? '#include <uapi/linux/virtio_types.h>' : '#include "shim.h"';
    writeFileSync(join(folder, 'include', header), `${text}\n`);
  }
  const include = join(folder, 'include');
  const folders = ['-I', HERE, '-I', include, '-I', join(include, 'uapi'), '-I', KIT];
  const before = ['-include', 'ringproof_queue.h', '-include', 'shim.h'];
  const output = join(folder, 'models/vringh/vringh.wasm');
  execFileSync(clang, [...FLAGS, ...folders, ...before, join(HERE, 'exports.c'), '-o', output], {
    stdio: 'inherit',
  });
}

const archive = kernelArchive();
const folder = mkdtempSync(join(tmpdir(), 'ringproof-vringh-'));
try {
  cpSync(join(HERE, 'model'), join(folder, 'models/vringh'), { recursive: true });
  extract(archive, folder);
  compile(folder);
  process.stdout.write(`${archive}, drivers/vhost/vringh.c\n`);
  const { status } = spawnSync(
    process.execPath,
    [join(PACKAGE, 'dist/cli/main.js'), 'prove', ...process.argv.slice(2)],
    { cwd: folder, stdio: 'inherit' },
  );
  process.exitCode = status ?? 3;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
