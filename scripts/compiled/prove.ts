/**
 * Asks the shipped properties of a compiled queue that comes with the project: `npm run prove:compiled -- c`, or `rust`. What follows
 * are arguments of `ringproof prove`. With `--bug <name>` the module with that planted mistake stands in the queue's place, and it is
 * asked what refutes it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bugsOf, moduleOf } from './bugs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const [language = 'c', ...given] = process.argv.slice(2);
const folder = join(ROOT, `models/compiled-${language}`);
const project = mkdtempSync(join(tmpdir(), 'ringproof-compiled-'));
try {
  const model = join(project, 'models', `compiled-${language}`);
  cpSync(folder, model, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  renameSync(join(model, 'model.ts'), join(model, 'index.ts'));
  const at = given.indexOf('--bug');
  const args = at === -1 ? given : [...given.slice(0, at), ...given.slice(at + 2)];
  if (at !== -1) {
    const bug = bugsOf(folder).find(({ name }) => name === given[at + 1]);
    if (bug === undefined) throw new Error(`there is no planted mistake '${given[at + 1] ?? ''}'`);
    cpSync(moduleOf(folder, bug), join(model, 'queue.wasm'));
    // What changes nothing is asked what its change is about.
    args.push(bug.refutedBy ?? 'split/add-used');
  }
  const { status } = spawnSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'prove', ...args], {
    cwd: project,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 3;
} finally {
  rmSync(project, { recursive: true, force: true });
}
