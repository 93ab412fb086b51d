import type { Answer, Cell } from '../../requirement/answer.ts';
import { columnsOfRows, type Row } from '../../requirement/table.ts';
import { textTable } from '../../text/text-table.ts';
import { visibleWithin } from '../../text/visible.ts';
import { wrap, type Paint, type Style } from '../style.ts';
import type { Answered } from './answered.ts';
import { ANSWER_WORDS, byRole, LEGEND, reasonGroups, shareTable } from './words.ts';

/**
 * The answers for people: a table for each role where it fits into so many columns, else a paragraph for each requirement; the reasons, and
 * the share of each level that is answered.
 */
export function requirementsText(given: Answered, columns: number, style: Style): string {
  const answered = withVisibleText(given);
  const { rows } = answered;
  if (rows.length === 0) return 'no requirement has such an answer\n';
  const tables = byRole(rows).map(({ role, rows: ofRole }) => {
    const table = wideTable(ofRole);
    const width = Math.max(...table.split('\n').map(({ length }) => length));
    return `${style.paint.bold(`of a ${role}`)}\n${width <= columns ? painted(table, style.paint) : narrow(ofRole, columns, style)}`;
  });
  const prose = (text: string): readonly string[] =>
    wrap(text, Math.min(columns, style.width) - 4, '').map((line, i) => (i === 0 ? line : `    ${line}`));
  const reasons = reasonGroups(answered).flatMap(({ answer, reason, where }) =>
    prose(`${ANSWER_WORDS[answer]}  ${reason}: ${where}`),
  );
  const shares = fitting(shareTable(rows), columns);
  const legend = LEGEND.flatMap(prose)
    .map((line) => `${line}\n`)
    .join('');
  return [
    ...tables,
    ...(reasons.length === 0 ? [] : [`why\n${reasons.map((line) => `${line}\n`).join('')}`]),
    `${legend}\n${shares}`,
  ].join('\n');
}

function wideTable(rows: readonly Row[]): string {
  const models = columnsOfRows(rows);
  const hasNone = rows.some(({ cells }) => cells.some(({ model }) => model === null));
  const columns: readonly (string | null)[] = hasNone ? [...models, null] : models;
  const header = ['section', 'level', 'requirement', ...columns.map((model) => model ?? 'no model')];
  const body = rows.map(({ entry: { section, level, id }, cells }) => [
    ...[section, level, id],
    ...columns.map((column) => {
      const cell = cells.find(({ model }) => model === column);
      return cell === undefined ? '' : ANSWER_WORDS[cell.answer];
    }),
  ]);
  return textTable([header, ...body]);
}

/** Words of a table that are coloured; ids have none of them as a word of its own. */
function painted(table: string, { green, red, yellow }: Paint): string {
  return table
    .replaceAll(/ {2}proved\b/g, (word) => green(word))
    .replaceAll(/ {2}finding\b/g, (word) => red(word))
    .replaceAll(/ {2}open\b/g, (word) => yellow(word));
}

/** A paragraph for each requirement: what it asks, and the models by answer. */
function narrow(rows: readonly Row[], columns: number, { paint }: Style): string {
  return rows
    .map(({ entry: { section, level, id, text }, cells }) => {
      const answers = [...new Set(cells.map(({ answer }) => answer))].map((answer) => {
        const names = cells.filter((cell) => cell.answer === answer).map(nameOf);
        const words = ANSWER_WORDS[answer];
        const lines = wrap(names.join(', '), columns, ' '.repeat(12)).map((line) => line.slice(12));
        return lines
          .map(
            (line, i) =>
              `  ${i === 0 ? colour(answer, paint)(words) + ' '.repeat(10 - words.length) : ' '.repeat(10)}${line}\n`,
          )
          .join('');
      });
      const said = wrap(text, columns, '  ').map((line) => `${line}\n`);
      return `${section} ${level}\n  ${paint.bold(id)}\n${said.join('')}${answers.join('')}`;
    })
    .join('\n');
}

function nameOf({ model }: Cell): string {
  return model ?? 'no model';
}

function colour(answer: Answer, { green, red, yellow, dim }: Paint): (text: string) => string {
  if (answer === 'proved' || answer === 'allowed') return green;
  if (answer === 'finding') return red;
  return answer === 'open' ? yellow : dim;
}

/** A table, or where it is too wide a line for each of its cells. */
function fitting(rows: readonly (readonly string[])[], columns: number): string {
  const table = textTable(rows);
  if (table.split('\n').every(({ length }) => length <= columns)) return table;
  const [header = [], ...body] = rows;
  return body
    .map(([level = '', ...cells]) => {
      const lines = cells.map((value, i) => `  ${(header[i + 1] ?? '').padEnd(16)}${value}\n`);
      return `${level}\n${lines.join('')}`;
    })
    .join('');
}

/** The words that come from the files of a project, as a terminal can show them. Results are left as they are: none is shown. */
export function withVisibleText(answered: Answered): Answered {
  return {
    ...answered,
    rows: answered.rows.map(({ entry, cells }) => ({
      entry: visibleWithin(entry),
      cells: cells.map(({ results, ...cell }) => ({ ...visibleWithin(cell), results })),
    })),
  };
}
