import type { CodeSpot, Failure } from '../result/verdict.ts';

/** Columns of a line of code that are shown: of a longer one, those around the place. */
const WIDEST = 68;

/** The line of code that a failure comes from, under its number, and a caret below the column; nothing where it is not known. */
export function excerptOf({ at }: Pick<Failure, 'at'>): readonly string[] {
  if (at === undefined || at.text.trim() === '') return [];
  const { code, caret } = cutOut(at);
  const number = String(at.line);
  const rest = caret === null ? [] : [`${' '.repeat(number.length)} | ${' '.repeat(caret)}^`];
  return [`${number} | ${code}`.trimEnd(), ...rest];
}

/** "file:line:column", as far as it is known. */
export function spotName({ file, line, column }: CodeSpot): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}

/** A failure in plain lines: where, what, the line of code, how it got there, and what to do. */
export function failureLines(failure: Failure): readonly string[] {
  const { message, details, hints, at } = failure;
  return [
    `${at === undefined ? '' : `${spotName(at)}: `}${message}`,
    ...excerptOf(failure).map((line) => `  ${line}`),
    ...details,
    ...hints.map((hint) => `hint: ${hint}`),
  ];
}

/** A line without its leading blanks, no longer than is shown, and where in that the column is, from 0. */
function cutOut({ text, column }: CodeSpot): { readonly code: string; readonly caret: number | null } {
  const blanks = text.length - text.trimStart().length;
  const line = text.trim().replaceAll('\t', ' ');
  const at = column === null ? 0 : Math.max(0, column - 1 - blanks);
  const left = line.length <= WIDEST ? 0 : Math.max(0, Math.min(at - WIDEST / 2, line.length - WIDEST));
  const code = line.slice(left, left + WIDEST);
  return { code, caret: column === null || at > line.length ? null : at - left };
}
