import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toolDigest } from '../session/known-results.ts';
import { toolVersion } from '../session/version.ts';
import type { OneSolver, SolverName } from '../prover/options.ts';
import { identityOf } from '../solver/identity.ts';
import { NATIVE_SOLVER_NAMES } from '../solver/natives.ts';

/** What has to be the same on all machines of a run, by what it is. */
export type Build = Readonly<Record<string, string>>;

/** What of this machine matters to a run that asks some solvers. */
export function buildOf(solvers: readonly SolverName[]): Build {
  const asked = solvers.flatMap((name): readonly OneSolver[] =>
    name === 'auto' ? ['wasm', ...NATIVE_SOLVER_NAMES] : [name],
  );
  const named = [...new Set(asked)].map((name) => [solverPart(name), identityOf(name)] as const);
  return {
    ringproof: toolVersion(),
    'Node.js': process.version,
    bullmq: bullmqVersion(),
    ...Object.fromEntries(named),
    'the build of ringproof': toolDigest().slice(0, 16),
  };
}

/** How a build names a solver. */
export function solverPart(name: OneSolver): string {
  return `the solver ${name}`;
}

/** In what a worker differs from what a run needs: "bullmq 6.7.0 in place of 6.8.0"; `null` if in nothing. */
export function differenceOf(needed: Build, own: Build): string | null {
  const names = [...new Set([...Object.keys(needed), ...Object.keys(own)])];
  const name = names.find((each) => needed[each] !== own[each]);
  return name === undefined ? null : `${name} ${own[name] ?? 'none'} in place of ${needed[name] ?? 'none'}`;
}

function bullmqVersion(): string {
  const path = createRequire(import.meta.url).resolve('bullmq/package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
