import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { nativeVersion, type OneSolver } from './natives.ts';

/** What the answers of the embedded solver depend on beside its version. */
const EMBEDDED_CONFIGURATION = 'simple arith.solver=2 seeds=0,1,7 steps=1000000*4';

/** Which solver, of which version, in which configuration. Starts none; may ask a native one for its version. */
export function identityOf(name: OneSolver): string {
  return name === 'wasm'
    ? `z3-solver ${embeddedVersion()} ${EMBEDDED_CONFIGURATION}`
    : `${name} ${nativeVersion(name) ?? '?'}`;
}

let version: string | undefined;

/** The version of the package that the embedded solver comes in. */
function embeddedVersion(): string {
  version ??= readVersion(dirname(createRequire(import.meta.url).resolve('z3-solver')));
  return version;
}

function readVersion(folder: string): string {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
        return String(manifest.version);
    } catch {
      // It is further up.
    }
  }
  throw new Error('cannot read the version of the embedded solver from its package');
}
