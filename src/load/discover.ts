import { glob } from 'tinyglobby';

/** Where proofs are looked for, relative to the working directory. */
export const PROOF_FILES = 'proofs/**/*.proof.ts';

/** Where models are looked for, relative to the working directory. */
export const MODEL_FILES = 'models/*/index.ts';

/** Where a project may say what the requirements ask that its proofs cite, relative to the working directory. */
export const REQUIREMENTS_FILE = 'proofs/requirements.ts';

/** A file of the user's, relative to the working directory with forward slashes, and what it is there for. */
export interface UserFile {
  readonly path: string;
  readonly exports: 'proofs' | 'models' | 'requirements';
}

/** The files to load, in order of path, models first and what requirements ask last. */
export async function findUserFiles(cwd: string): Promise<readonly UserFile[]> {
  const find = async (pattern: string, exports: UserFile['exports']): Promise<UserFile[]> => {
    const paths = await glob(pattern, { cwd, ignore: '**/node_modules/**', expandDirectories: false });
    return paths
      .map((path) => ({ path: withForwardSlashes(path), exports }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  const found = [
    find(MODEL_FILES, 'models'),
    find(PROOF_FILES, 'proofs'),
    find(REQUIREMENTS_FILE, 'requirements'),
  ];
  return (await Promise.all(found)).flat();
}

/** `a\b` of Windows as `a/b`. */
export function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
