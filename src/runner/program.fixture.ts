import { resolve } from 'node:path';
import type { UserFile } from '../load/discover.ts';
import { built } from '../built.fixture.ts';
import type { Program } from '../load/link/program.ts';

const { linkProgram } = (await built('load/link/link.ts')) as typeof import('../load/link/link.ts');

/** The texts of some files and of all that they import. */
export function programOf(files: readonly UserFile[], cwd: string): Promise<Program> {
  return linkProgram(
    files.map(({ path }) => resolve(cwd, path)),
    null,
  );
}
