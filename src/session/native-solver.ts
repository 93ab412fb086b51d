import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { installHint, nativeVersion, type NativeSolverName } from '../solver/native.ts';
import { UsageError } from './usage-error.ts';

/** Throws a `UsageError` where a native solver is not installed, or what is in its place is something else. */
export async function requireNativeSolver(name: NativeSolverName, env: NodeJS.ProcessEnv): Promise<void> {
  if (!(await isOnPath(name, env))) {
    throw new UsageError(
      `--solver ${name}: there is no '${name}' on PATH\n` +
        `To get it, ${installHint(name)}; or leave --solver out: the embedded solver needs nothing.`,
    );
  }
  if (nativeVersion(name, env) !== undefined) return;
  throw new UsageError(
    `--solver ${name}: the '${name}' on PATH does not say its version as ${name} does\n` +
      `Take it from PATH; or ${installHint(name)}.`,
  );
}

async function isOnPath(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE').split(';') : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const isThere = await access(join(folder, name + ending), constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return true;
    }
  }
  return false;
}
