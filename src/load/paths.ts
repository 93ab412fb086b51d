import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `a\\b` of Windows as `a/b`. */
export function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A path or file URL, relative to the working directory, with forward slashes and no query. */
export function relativePath(pathOrUrl: string, cwd: string): string {
  const path = pathOrUrl.startsWith('file:') ? fileURLToPath(pathOrUrl.replace(/[?#].*$/, '')) : pathOrUrl;
  return withForwardSlashes(relative(cwd, path.replace(/\?.*$/, '')));
}
