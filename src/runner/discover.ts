import { glob } from 'tinyglobby';

/** Where proofs are looked for, relative to the working directory. */
export const PROOF_FILES = 'proofs/**/*.proof.ts';

/** Where models are looked for, relative to the working directory. */
export const MODEL_FILES = 'models/*/index.ts';

/** A file of the user's, relative to the working directory with forward slashes, and what it has to export. */
export interface UserFile {
  readonly path: string;
  readonly exports: 'proofs' | 'models';
}

/** The files to load, in order of path, models first. */
export async function findUserFiles(cwd: string): Promise<readonly UserFile[]> {
  const find = async (pattern: string, exports: UserFile['exports']): Promise<UserFile[]> => {
    const paths = await glob(pattern, { cwd, ignore: '**/node_modules/**', expandDirectories: false });
    return paths
      .map((path) => ({ path: withForwardSlashes(path), exports }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  return (await Promise.all([find(MODEL_FILES, 'models'), find(PROOF_FILES, 'proofs')])).flat();
}

/** `a\b` of Windows as `a/b`. */
export function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
