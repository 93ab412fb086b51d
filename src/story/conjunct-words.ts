import type { Conjunct, SourceLine } from '../proof/counterexample.ts';
import { snakeCase } from '../proof/snake-case.ts';

/** What is broken of a condition, in words: "after.bytes_left = 0, expected 1". Empty where that is not known. */
export function brokenInWords(conjuncts: readonly Conjunct[], at: SourceLine | undefined): string {
  const broken = conjuncts.filter(({ holds }) => !holds);
  const [only, ...others] = broken;
  // Only of one comparison in one line it is clear which side is which.
  const subject = only === undefined || others.length > 0 ? null : subjectIn(at?.text ?? '', only.operator);
  return broken.map((one) => inWords(one, subject)).join('; ');
}

const EXPECTED: Readonly<Record<string, string>> = {
  ne: 'another value than',
  lt: 'less than',
  le: 'at most',
  gt: 'more than',
  ge: 'at least',
};

function inWords({ operator, left, right }: Conjunct, subject: string | null): string {
  const of = subject === null ? '' : `${subject} = `;
  if (operator === 'not') return `expected not to hold: ${left}`;
  if (operator === 'or') return `none holds of: ${left}`;
  const relation = EXPECTED[operator];
  return `${of}${left}, expected ${relation === undefined ? '' : `${relation} `}${right ?? ''}`;
}

/** What is compared in a line of code that asserts one comparison, with its names as reports have them. */
function subjectIn(line: string, operator: string): string | null {
  const [, condition = ''] = /\.assert\(\s*(?:'[^']*'|"[^"]*"|`[^`]*`)\s*,\s*(.*)$/.exec(line) ?? [];
  const [left = '', ...rest] = condition.split(`.${operator}(`);
  const isPlain = /^[\w$.]+$/.test(left) && rest.length === 1;
  return isPlain ? left.split('.').map(snakeCase).join('.') : null;
}
