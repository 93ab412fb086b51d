import type { Cell } from '../../requirement/answer.ts';
import { columnsOfRows, type Row } from '../../requirement/table.ts';
import { escapeMarkdown, markdownTable } from '../markdown-text.ts';
import type { Answered } from './answered.ts';
import { withVisibleText } from './pretty.ts';
import { ANSWER_WORDS, byRole, LEGEND, reasonGroups, shareTable } from './words.ts';

/** The answers as Markdown: the share of each level that is answered, a table for each role, and the reasons. */
export function requirementsMarkdown(given: Answered): string {
  const answered = withVisibleText(given);
  const [header = [], ...shares] = shareTable(answered.rows);
  const reasons = reasonGroups(answered).map(
    ({ answer, reason, where }) =>
      `- ${ANSWER_WORDS[answer]}: ${escapeMarkdown(reason)} (${escapeMarkdown(where)})`,
  );
  const findings = answered.rows.flatMap((row) =>
    row.cells.filter(({ answer }) => answer === 'finding').map((cell) => findingLine(row, cell)),
  );
  const sections = [
    '## Requirements of VIRTIO',
    markdownTable(header, shares).join('\n'),
    ...byRole(answered.rows).flatMap(({ role, rows }) => [`### Of a ${role}`, roleTable(rows)]),
    LEGEND.map((line) => `- ${escapeMarkdown(line)}`).join('\n'),
    ...(findings.length === 0 ? [] : ['### Findings', findings.join('\n')]),
    ...(reasons.length === 0 ? [] : ['### Why', reasons.join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function roleTable(rows: readonly Row[]): string {
  const columns = columnsOfRows(rows);
  const names = columns.length === 0 ? ['no model'] : columns;
  const header = ['section', 'level', 'requirement', ...names.map(escapeMarkdown)];
  const body = rows.map(({ entry: { section, level, id, text }, cells }) => [
    ...[section, level],
    `${escapeMarkdown(id)}<br>${escapeMarkdown(text)}`,
    ...names.map((name) => {
      const cell = cells.find(({ model }) => (model ?? 'no model') === name);
      return cell === undefined ? '' : ANSWER_WORDS[cell.answer];
    }),
  ]);
  return markdownTable(header, body).join('\n');
}

function findingLine({ entry }: Row, { model, assertions, reason }: Cell): string {
  const broken = assertions.map(escapeMarkdown).join('; ');
  return `- ${escapeMarkdown(`${entry.id} on ${model ?? ''}`)}: ${escapeMarkdown(reason ?? '')} (${broken})`;
}
