import type { LoadProblem } from './reporter.ts';
import { wrap, type Style } from './style.ts';

/** "error: file:line:column: message", details and hints. */
export function formatLoadProblem(problem: LoadProblem, { paint, width }: Style): readonly string[] {
  const { file, line, column, message, details, hints } = problem;
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return [
    `${paint.red('error')}: ${place}: ${message}`,
    ...details.map((detail) => `    ${detail}`),
    ...hints.flatMap((hint) => wrap(`hint: ${hint}`, width, '    ')),
  ];
}
