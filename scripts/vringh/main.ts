/**
 * Proves the properties of split queues, device side, of the Linux kernel's vringh.c, as Debian's package linux-source-6.1 has it.
 * Nothing of the kernel is part of this project: the file is taken from the package that is installed, compiled in a temporary
 * folder with the shims beside this script, and neither kept nor shown. `npm run vringh`; arguments are those of `ringproof prove`.
 * With `--table` first, the verdicts are written into the README beside this script. With `--native` first, the calls of each
 * counterexample are run on the file as gcc compiles it for this machine.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileModule, findCompiler, KINDS } from './compile.ts';
import { extract, findKernel, PACKAGE } from './kernel.ts';
import { replayNatively } from './native.ts';
import { writeTable } from './table.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const [first, ...rest] = process.argv.slice(2);
const mode = first === '--table' || first === '--native' ? first : null;
const given = mode === null ? process.argv.slice(2) : rest;

const folder = mkdtempSync(join(tmpdir(), 'ringproof-vringh-'));
try {
  const [kernel, clang] = [findKernel(), findCompiler()];
  const include = extract(kernel, folder);
  const model = join(folder, 'models/vringh');
  cpSync(join(HERE, 'model'), model, { recursive: true });
  cpSync(join(HERE, 'ringproof.config.json'), join(folder, 'ringproof.config.json'));
  for (const kind of KINDS) compileModule(clang.path, include, kind, join(model, `${kind}.wasm`));
  process.stdout.write(`vringh.c of ${PACKAGE} ${kernel.packageVersion}, by ${clang.version}\n`);
  const report = join(folder, 'report');
  const reporting = mode === null ? [] : ['--no-cache', '--reporter', 'pretty,json', '--output', report];
  const { status } = spawnSync(process.execPath, [CLI, 'prove', ...reporting, ...given], {
    cwd: folder,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 3;
  const json = join(report, 'ringproof.json');
  if (mode === '--table') await writeTable(join(HERE, 'README.md'), json, kernel, clang.version);
  if (mode === '--native' && replayNatively(json, include, folder) > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 5;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
