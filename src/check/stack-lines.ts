import { fileURLToPath } from 'node:url';

/** The folder of the checker's own code, as stacks name it. */
const OWN = [new URL('..', import.meta.url).href, fileURLToPath(new URL('..', import.meta.url))];
const MOST_LINES = 8;

/**
 * Where an error was thrown, innermost first, in lines of whoever wrote the body and the model: those of the checker, of
 * packages and of Node are left out, unless there are no others.
 */
export function linesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  const outside = frames.filter((line) => !/node:internal|node_modules/.test(line));
  const theirs = outside.filter((line) => !isOwn(line));
  return (theirs.length > 0 ? theirs : outside).slice(0, MOST_LINES);
}

/** Bodies of the checker's own tests are whoever's. */
function isOwn(line: string): boolean {
  return OWN.some((folder) => line.includes(folder)) && !/\.test\.[jt]s:/.test(line);
}
