import { codeSpot } from '../result/code-spot.ts';
import { framesOf, isTheirs, userFrame, type Frame } from '../proof/user-frames.ts';
import type { CodeSpot } from '../result/verdict.ts';

const MOST_LINES = 8;

/** If this environment variable is set, stacks are shown whole: for work on the checker itself. */
const WHOLE_STACK = 'RINGPROOF_STACK';

/**
 * Where an error was thrown, innermost first, in lines of the body and the model: those of the checker, of
 * packages and of Node are left out, unless there are no others.
 */
export function linesOf(error: unknown, cwd = process.cwd()): readonly string[] {
  const all = framesOf(error);
  const theirs = all.filter(isTheirs);
  if (theirs.length === 0 || process.env[WHOLE_STACK])
    return all.map(({ said }) => said).slice(0, theirs.length === 0 ? MOST_LINES : Infinity);
  const lines = theirs.map(({ name, ...frame }) => {
    const { file, line, column } = spotOfFrame(frame, cwd);
    const place = `${file}:${line}:${column}`;
    return name === '' ? `at ${place}` : `at ${name} (${place})`;
  });
  // Unbounded recursion would fill the rest.
  return lines.filter((line, i) => line !== lines[i - 1]).slice(0, MOST_LINES);
}

/** The innermost place in the user's code that an error comes from; `undefined` where there is none. */
export function spotOf(error: unknown, cwd = process.cwd()): CodeSpot | undefined {
  const frame = userFrame(error);
  return frame === undefined ? undefined : spotOfFrame(frame, cwd);
}

function spotOfFrame({ path, line, column }: Pick<Frame, 'path' | 'line' | 'column'>, cwd: string): CodeSpot {
  return codeSpot(path, line, column, cwd);
}
