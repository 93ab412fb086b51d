import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Uses something of each entry of the package, in a way that needs its types. */
const EXPORTS = `import { proof, type Proof } from 'ringproof';
import { activeQueue, splitDevice, type SplitDeviceModel } from 'ringproof/virtio/split';
import { spec } from 'ringproof/models/spec';
import { rustVmmDevice } from 'ringproof/models/rust-vmm';
import { firecracker } from 'ringproof/models/firecracker';
import * as pops from 'ringproof/proofs/split/pop.proof';
import { REQUIREMENTS, type Requirement } from 'ringproof/requirements';

export const names: readonly string[] = [spec.name, firecracker.name];
export const device: SplitDeviceModel = rustVmmDevice();
export const shipped: readonly Proof[] = Object.values(pops);
export const requirements: readonly Requirement[] = Object.values(REQUIREMENTS);
export const mine = proof({
  id: 'mine', title: 'T', requirements: [], doesNotProve: 'more', on: splitDevice, covers: [],
  body: (p, it) => {
    // @ts-expect-error -- a size is no text
    const size: string = activeQueue(p, it).before.size;
    p.assert('there', p.domain.bool(size !== undefined));
  },
});
`;

/**
 * Compiles a project that `ringproof init` wrote, and a file that imports all that the package exports, against the declarations
 * in the tarball, with the compiler that is installed in `compiler`; returns its version. Throws on any type error.
 */
export function checkTypes(cwd: string, compiler: string): string {
  mkdirSync(join(cwd, 'proofs'), { recursive: true });
  writeFileSync(join(cwd, 'proofs/exports.ts'), EXPORTS);
  const tsc = join(compiler, 'node_modules/.bin/tsc');
  const run = (...args: readonly string[]) => spawnSync(tsc, args, { cwd, encoding: 'utf8' });
  const { status, stdout } = run('--pretty', 'false', '-p', cwd);
  if (status !== 0) throw new Error(`a new project does not compile against the tarball:\n${stdout}`);
  return run('--version').stdout.trim();
}
