import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/** Compiles a project that `ringproof init` wrote against the declarations in the tarball; throws on any type error. */
export function checkTypes(cwd: string): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', cwd], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`a new project does not compile against the tarball:\n${stdout}`);
}
