/**
 * Packs the project, installs the tarball in an empty folder, and uses it with each supported version of Node.js, and with each
 * version of TypeScript that users have.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTypes } from './types.ts';
import { install, installNode, packTarball } from './packages.ts';
import { proveEverything, runScenario, type Outcome } from './scenario.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAJORS = [20, 22, 24];
const COMPILERS = [6, 7];

function ownVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  throw new Error('package.json has no version');
}

/** The full version of the binary in a folder; throws unless it is of this major version. */
function nodeVersion(bin: string, major: number): string {
  const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout.trim();
  if (!version.startsWith(`v${major}.`))
    throw new Error(`expected Node.js ${major} in ${bin}, got '${version}'`);
  return version;
}

/** Throws where a version of Node.js printed or wrote something else than the first one. */
function compare(name: string, outcome: Outcome, first: Outcome): void {
  for (const [step, text] of Object.entries(first))
    if (outcome[step] !== text)
      throw new Error(
        `${name} differs in '${step}'. Expected:\n${text}\nGot:\n${outcome[step] ?? 'nothing'}`,
      );
}

const scratch = mkdtempSync(join(tmpdir(), 'ringproof-smoke-'));
try {
  const folder = join(scratch, 'installed');
  install(folder, [packTarball(ROOT, scratch)]);
  let first: Outcome | undefined;
  for (const major of MAJORS) {
    const nodeBin = installNode(major, join(scratch, `node-${major}`));
    const name = `Node.js ${nodeVersion(nodeBin, major)}`;
    const begin = performance.now();
    const cwd = join(folder, `project-${major}`);
    const outcome = runScenario({ folder, nodeBin }, cwd, ownVersion());
    first ??= outcome;
    compare(name, outcome, first);
    console.log(`${name}: ${Object.keys(outcome).length} outcomes as expected, ${seconds(begin)}`);
  }
  for (const major of COMPILERS) {
    const compiler = join(scratch, `typescript-${major}`);
    install(compiler, [`typescript@${major}`]);
    const version = checkTypes(join(folder, `project-${MAJORS[0] ?? ''}`), compiler);
    console.log(`TypeScript ${version.replace('Version ', '')}: the types are what a new project needs.`);
  }
  const begin = performance.now();
  const counts = proveEverything({ folder, nodeBin: dirname(process.execPath) }, join(folder, 'whole'));
  console.log(`A new model of init: ${counts}, ${seconds(begin)}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function seconds(begin: number): string {
  return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
}
