import { resolve } from 'node:path';
import type { UserFile } from '../load/discover.ts';
import { linkProgram } from '../load/link/link.ts';
import type { Program } from '../load/link/program.ts';

/** The texts of some files and of all that they import. */
export function programOf(files: readonly UserFile[], cwd: string): Promise<Program> {
  return linkProgram(
    files.map(({ path }) => resolve(cwd, path)),
    null,
  );
}
