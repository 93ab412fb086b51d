import { resolve } from 'node:path';
import { cacheOfProject } from '../../cache/folder.ts';
import type { UserFile } from '../discover.ts';
import { linkProgram } from '../link/link.ts';
import { Evaluator } from './evaluator.ts';

/** Reads some of the user's files, to be evaluated in this process. */
export async function evaluatorOf(files: readonly Pick<UserFile, 'path'>[], cwd: string): Promise<Evaluator> {
  const paths = files.map(({ path }) => resolve(cwd, path));
  return new Evaluator(await linkProgram(paths, cacheOfProject(cwd), false));
}
