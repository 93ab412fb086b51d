import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the running tool's package, after all links. */
export const PACKAGE_ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));

/** The package's folders of files that are evaluated as a user's are. */
export const SHIPPED_FOLDERS = ['models', 'proofs'] as const;

/**
 * The path, from the package's folder and with forward slashes, of a property or a model that comes with the tool, or of a file
 * that it imports; `null` for any other path.
 */
export function shippedPath(path: string): string | null {
  const from = relative(PACKAGE_ROOT, path).split(sep).join('/');
  return SHIPPED_FOLDERS.some((folder) => from.startsWith(`${folder}/`)) ? from : null;
}

/** Whether a folder is that of the package itself: what comes with the tool is the user's own there. */
export function isPackageItself(cwd: string): boolean {
  try {
    return realpathSync(cwd) === PACKAGE_ROOT;
  } catch {
    return false;
  }
}
