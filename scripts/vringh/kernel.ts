import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SOURCES = '/usr/src';

/** Debian's package of the kernel's sources. */
export const PACKAGE = 'linux-source-6.1';

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
  ...['compiler', 'module', 'kernel', 'ratelimit', 'uaccess', 'slab', 'export', 'uio', 'spinlock'].map(
    (name) => `linux/${name}.h`,
  ),
  ...['linux/irqreturn.h', 'linux/types.h', 'asm/barrier.h', 'uapi/linux/virtio_config.h'],
];

/** Where the kernel's sources come from. */
export interface Kernel {
  readonly archive: string;
  /** The version of the package, and that of the kernel in it. */
  readonly packageVersion: string;
  readonly version: string;
}

/** The installed package. Throws an `Error` that says how to install it. */
export function findKernel(): Kernel {
  const archive = join(SOURCES, `${PACKAGE}.tar.xz`);
  if (!existsSync(archive)) throw new Error(`there is no ${archive}: apt-get install ${PACKAGE}`);
  const packageVersion = execFileSync('dpkg-query', ['-W', '-f', '${Version}', PACKAGE], {
    encoding: 'utf8',
  });
  return { archive, packageVersion, version: packageVersion.replace(/-.*$/, '') };
}

/** Takes what is compiled out of the package, and makes an include folder of it, which it returns. */
export function extract({ archive }: Kernel, folder: string): string {
  const members = Object.keys(KERNEL_FILES).map((file) => `${PACKAGE}/${file}`);
  execFileSync('tar', ['xf', archive, '-C', folder, ...members]);
  const include = join(folder, 'include');
  for (const [from, to] of Object.entries(KERNEL_FILES)) {
    mkdirSync(join(include, dirname(to)), { recursive: true });
    cpSync(join(folder, PACKAGE, from), join(include, to));
  }
  for (const header of SHIMMED) writeHeader(join(include, header), 'shim.h');
  writeHeader(join(include, 'linux/virtio_types.h'), 'uapi/linux/virtio_types.h');
  return include;
}

function writeHeader(path: string, included: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#include "${included}"\n`);
}
