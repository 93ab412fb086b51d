/**
 * How a source file is called whose path a compiler wrote down: without folders of the machine that it was compiled on. `path` has
 * forward slashes.
 */
export function sourceName(path: string): string {
  return isRooted(path) ? path.replace(/.*\//, '') : path.replace(/^(\.\.?\/)+/, '');
}

/** Whether a path with forward slashes begins at the root of a file system. */
export function isRooted(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}
