import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { has, Workshop, type Ran } from '../../split/export/compilers.fixture.ts';
import { LINUX, writtenAs } from './cases.fixture.ts';

/** Debian's package of the kernel's sources; without it, nothing is tested here. */
const PACKAGE = 'linux-source-6.1';
const ARCHIVE = `/usr/src/${PACKAGE}.tar.xz`;

/** The file, and what its headers outside of a kernel include. */
const MEMBERS = [
  ...['drivers/virtio/virtio_ring.c', 'tools/virtio', 'tools/include', 'include/linux/byteorder/generic.h'],
  ...['kconfig', 'virtio_byteorder', 'irqreturn', 'kern_levels', 'virtio_ring'].map(
    (name) => `include/linux/${name}.h`,
  ),
  ...['virtio_types', 'virtio_config', 'virtio_ring'].map((name) => `include/uapi/linux/${name}.h`),
];

const RING = `${PACKAGE}/drivers/virtio/virtio_ring.c`;

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

/** Compiles a written program as it says itself, in the folder that it says, and runs it. */
function run(text: string): Ran {
  const [, command] = /^ \* {3}(cc .*)$/m.exec(text) ?? [];
  if (command === undefined) throw new Error('the program does not say how it is compiled');
  shop.write(`${PACKAGE}/tools/virtio/this_file.c`, text);
  const folder = join(shop.folder, PACKAGE, 'tools/virtio');
  return shop.run('sh', '-c', `cd ${folder} && ${command} && ./a.out`);
}

describe.skipIf(!has('cc') || !existsSync(ARCHIVE))(`a test of ${PACKAGE} itself, if it is installed`, () => {
  beforeAll(() => {
    const members = MEMBERS.map((member) => `${PACKAGE}/${member}`);
    execFileSync('tar', ['xf', ARCHIVE, '-C', shop.folder, ...members]);
  }, 300_000);

  test.each(LINUX)('should do what the model did: $proof.id, $assertion', (one) => {
    const { code, output } = run(writtenAs('c', one));
    expect(output).toContain(`the same as in the model: ${one.assertion}`);
    expect(code).toBe(0);
  });

  test.each([
    [/free_head = i;/, 'free_head = i + 1;', 'driver/add', 'free_head is 1'],
    [/\bhead\);\n/, 'head + 1);\n', 'driver/add', 'the byte at 0x2004 is 1 (0x1), and in the model it is 0'],
    [/if \(out_sgs\)/, 'if (0)', 'driver/kick-itself', 'notifications is 0'],
    [/last_used_idx\+\+/, 'last_used_idx += 2', 'driver/collect', 'last_used_idx is 2'],
  ])('should fail where the code does something else, and say what (%#)', (from, to, id, what) => {
    const one = LINUX.find(({ proof }) => proof.id === id);
    if (one === undefined) throw new Error('no such case');
    const original = shop.read(RING);
    const changed = original.replace(from, to);
    expect(changed).not.toBe(original);
    shop.write(RING, changed);
    const { code, output } = run(writtenAs('c', one));
    shop.write(RING, original);
    expect([code, output]).toEqual([1, expect.stringContaining(what)]);
  });
});
