import { isAbsolute, join, parse, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from '../load/shipped.ts';

/** An absolute path without its root, with forward slashes: the same on each machine, below a folder of its own. */
export function portablePath(path: string): string {
  return path.slice(parse(path).root.length).split(sep).join('/');
}

/** The path below a folder. Throws for one that would lie elsewhere. */
export function pathBelow(folder: string, portable: string): string {
  const path = join(folder, ...portable.split('/'));
  const from = relative(folder, path);
  if (from === '' || from.startsWith('..') || isAbsolute(from))
    throw new RangeError(`the path '${portable}' leads out of the folder of the run`);
  return path;
}

/** The URL of a module of the tool, from the folder of its package: the same on each machine. */
export function portableUrl(url: string): string {
  return relative(PACKAGE_ROOT, fileURLToPath(url)).split(sep).join('/');
}

/** The URL of the same module of the running tool. */
export function ownUrl(portable: string): string {
  return pathToFileURL(pathBelow(PACKAGE_ROOT, portable)).href;
}
