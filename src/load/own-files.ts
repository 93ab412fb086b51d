const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Whether this is the source, as in tests, or the build. */
export const RUNS_FROM_SOURCE = EXTENSION === '.ts';

/** URL of a module of the tool's own, named without its extension relative to this folder. */
export function ownFile(name: string): URL {
  return new URL(name + EXTENSION, import.meta.url);
}
