import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Throws a `UsageError` where a native solver is not installed. */
export async function requireNativeSolver(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (await isOnPath(name, env)) return;
  throw new UsageError(
    `--solver ${name}: there is no '${name}' on PATH\n` +
      `Install it (Debian and Ubuntu: apt install ${name}; macOS: brew install ${name}), ` +
      'or leave --solver out: the embedded solver needs nothing.',
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
