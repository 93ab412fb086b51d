import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../dist/', import.meta.url);

/** The built program, for a process of its own: it starts in a third of the time that the sources take. */
export const MAIN = fileURLToPath(new URL('cli/main.js', FOLDER));

/**
 * The build of a module, named by the path of its source in this folder: for all that starts workers. The caller knows its type,
 * `typeof import('./its/source.ts')`.
 */
export function built(source: string): Promise<unknown> {
  return import(new URL(source.replace(/\.ts$/, '.js'), FOLDER).href);
}
