import { expectedOf, findingOf } from '../proof/finding.ts';
import { matrixTable } from '../report/markdown.ts';
import { escapeMarkdown } from '../report/markdown-text.ts';
import { columnHeading, makeMatrix, reasonLines, type Matrix } from '../report/matrix.ts';
import { nameOf, unaskedOf } from '../report/reporter.ts';
import type { ListFormat } from '../session/options.ts';
import type { Plan } from '../session/plan.ts';
import { MATRIX_DOCUMENT } from '../report/list-shape.ts';
import { fieldsOf } from '../shape/check.ts';
import { textTable } from '../text/text-table.ts';
import { toolVersion } from '../session/version.ts';
import { visibleWithin } from '../text/visible.ts';

/** What is expected of a proof on a model, and, unless it is to be proved, why. */
interface Expectation {
  readonly expected: 'proved' | 'finding' | 'not-applicable' | 'excluded';
  readonly reason: string | null;
}

/** The matrix of `ringproof list --matrix`: a row a proof, a column a model. */
export function expectedMatrix(given: Plan, format: ListFormat): string {
  const plan = format === 'json' ? given : visibleWithin(given);
  const matrix = makeMatrix(entriesOf(plan));
  if (format === 'json') return jsonMatrix(matrix, plan);
  const cells = mapCells(matrix, (cell) => (isUnasked(cell) ? '–' : cell.expected));
  const reasons = reasonLines(unaskedOf(plan)).map((reason) => `– ${reason}`);
  const findings = plan.jobs.flatMap(({ proof, model }) => {
    const finding = findingOf(model, proof.id);
    const name = nameOf({ id: proof.id, model: model?.name ?? null });
    return finding === null ? [] : [`finding ${name}: ${finding.reason}`];
  });
  const notes = [...findings, ...reasons];
  if (format === 'markdown') {
    const noteLines = notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${escapeMarkdown(note)}`)];
    return [...matrixTable(cells), ...noteLines, ''].join('\n');
  }
  const header = ['', ...cells.columns.map(columnHeading)];
  const rows = cells.rows.map((row) => [row.id, ...row.cells.map((cell) => cell ?? '')]);
  const noteText = notes.length === 0 ? '' : `\n${notes.map((note) => `${note}\n`).join('')}`;
  return textTable([header, ...rows]) + noteText;
}

function entriesOf(plan: Plan): readonly {
  readonly id: string;
  readonly model: string | null;
  readonly cell: Expectation;
}[] {
  return [
    ...plan.jobs.map(({ proof: { id }, model }) => {
      const finding = findingOf(model, id);
      const isBroken = expectedOf(finding, []) === 'refuted';
      const cell: Expectation = {
        expected: isBroken ? 'finding' : 'proved',
        reason: finding?.reason ?? null,
      };
      return { id, model: model?.name ?? null, cell };
    }),
    ...plan.notApplicable.map(({ id, model, reason }) => ({
      ...{ id, model },
      cell: { expected: 'not-applicable' as const, reason },
    })),
    ...plan.excluded.map(({ id, model, reason }) => ({
      ...{ id, model },
      cell: { expected: 'excluded' as const, reason },
    })),
  ];
}

function isUnasked({ expected }: Expectation): boolean {
  return expected === 'not-applicable' || expected === 'excluded';
}

function mapCells<T, U>({ columns, rows }: Matrix<T>, map: (cell: T) => U): Matrix<U> {
  const mapOne = (cell: T | undefined): U | undefined => (cell === undefined ? undefined : map(cell));
  return { columns, rows: rows.map(({ id, cells }) => ({ id, cells: cells.map(mapOne) })) };
}

function jsonMatrix({ columns, rows }: Matrix<Expectation>, { jobs, loadFailures }: Plan): string {
  const infos = new Map(jobs.map(({ proof }) => [proof.id, proof]));
  const proofs = rows.map(({ id, cells }) => ({
    id,
    title: infos.get(id)?.title ?? '',
    requirements: infos.get(id)?.requirements ?? [],
    models: cells.flatMap((cell, column) =>
      cell === undefined ? [] : [{ model: columns[column] ?? null, ...cell }],
    ),
  }));
  const head = { tool: 'ringproof', version: toolVersion() } as const;
  const document = fieldsOf(MATRIX_DOCUMENT, { ...head, models: columns, proofs, loadFailures });
  return `${JSON.stringify(document, null, 2)}\n`;
}
