import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { withForwardSlashes } from '../load/paths.ts';

/** A path as it was given; with forward slashes where only then there is something, as of a path copied from Windows. */
export function givenPath(path: string, cwd: string): string {
  const other = withForwardSlashes(path);
  return !existsSync(resolve(cwd, path)) && existsSync(resolve(cwd, other)) ? other : path;
}
