import { resolve } from 'node:path';
import { cacheOfProject } from '../../cache/folder.ts';
import type { UserFile } from '../discover.ts';
import { linkProgram, type MadeFiles } from '../link/link.ts';
import { Evaluator } from './evaluator.ts';

/** Reads some of the user's files, to be evaluated in this process. `texts`: those of files that are not on disk. */
export async function evaluatorOf(
  files: readonly Pick<UserFile, 'path'>[],
  cwd: string,
  texts?: MadeFiles,
): Promise<Evaluator> {
  const paths = files.map(({ path }) => resolve(cwd, path));
  return new Evaluator(await linkProgram(paths, cacheOfProject(cwd), false, texts));
}
