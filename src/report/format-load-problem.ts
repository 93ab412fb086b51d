import { visibleWithin } from '../text/visible.ts';
import { excerptOf } from './excerpt.ts';
import type { LoadProblem } from './reporter.ts';
import { wrap, type Style } from './style.ts';

/** "error: file:line:column: message", details and hints. */
export function formatLoadProblem(given: LoadProblem, { paint, width }: Style): readonly string[] {
  const problem = visibleWithin(given);
  const { message, details, hints } = problem;
  return [
    `${paint.red('error')}: ${placeOf(problem)}: ${message}`,
    ...excerptOf(problem).map((line) => `      ${line}`),
    ...details.map((detail) => `    ${detail}`),
    ...hints.flatMap((hint) => wrap(`hint: ${hint}`, width, '    ')),
  ];
}

/** "file:line:column", as far as it is known. */
export function placeOf({ file, line, column }: LoadProblem): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}
