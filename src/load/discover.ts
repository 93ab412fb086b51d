import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { relativePath, withForwardSlashes } from './paths.ts';
import { isPackageItself, PACKAGE_ROOT } from './shipped.ts';

/** Where proofs are looked for, relative to the working directory. */
export const PROOF_FILES = 'proofs/**/*.proof.ts';

/** Where models are looked for, relative to the working directory. */
export const MODEL_FILES = 'models/*/index.ts';

/** Where a project may say what the requirements ask that its proofs cite, relative to the working directory. */
export const REQUIREMENTS_FILE = 'proofs/requirements.ts';

/** A file to load, relative to the working directory with forward slashes, and what it is there for. */
export interface UserFile {
  readonly path: string;
  readonly exports: 'proofs' | 'models' | 'requirements';
  /** It comes with the tool. */
  readonly isShipped?: true;
}

/** The files to load, in order of path, models first and what requirements ask last. */
export async function findUserFiles(cwd: string): Promise<readonly UserFile[]> {
  const patterns = [
    [MODEL_FILES, 'models'],
    [PROOF_FILES, 'proofs'],
    [REQUIREMENTS_FILE, 'requirements'],
  ] as const;
  return (await Promise.all(patterns.map(([pattern, exports]) => find([pattern], exports, cwd)))).flat();
}

/**
 * The files of the properties that come with the tool, which lie in these folders of its `proofs`, and of what requirements ask;
 * none where the working directory is that of the tool's own package.
 */
export async function findShippedFiles(
  cwd: string,
  folders: readonly string[],
): Promise<readonly UserFile[]> {
  if (folders.length === 0 || isPackageItself(cwd)) return [];
  const from = (file: UserFile): UserFile => ({
    ...file,
    path: relativePath(join(PACKAGE_ROOT, file.path), cwd),
    isShipped: true,
  });
  const proofs = folders.map((folder) => `proofs/${folder}/*.proof.ts`);
  const found = [
    find(proofs, 'proofs', PACKAGE_ROOT),
    find([REQUIREMENTS_FILE], 'requirements', PACKAGE_ROOT),
  ];
  return (await Promise.all(found)).flat().map(from);
}

async function find(
  patterns: readonly string[],
  exports: UserFile['exports'],
  cwd: string,
): Promise<readonly UserFile[]> {
  const paths = await glob(patterns, { cwd, ignore: '**/node_modules/**', expandDirectories: false });
  return paths
    .map((path) => ({ path: withForwardSlashes(path), exports }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
