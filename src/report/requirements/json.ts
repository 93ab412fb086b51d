import { sharesOf } from '../../requirement/shares.ts';
import { fieldsOf } from '../../shape/check.ts';
import { isAccepted, reasonOf, type Answered } from './answered.ts';
import { REQUIREMENTS_DOCUMENT } from './table-shape.ts';

/** The answers, for programs. */
export function requirementsJson(answered: Answered, version: string): string {
  const { rows, loadFailures } = answered;
  const document = {
    tool: 'ringproof',
    version,
    summary: sharesOf(rows).map(({ level, cells, answered: count, counts }) => ({
      ...{ level, cells, answered: count },
      ...counts,
    })),
    requirements: rows.map((row) => {
      const { id, section, level, role, ring = null, text } = row.entry;
      return {
        ...{ id, section, level, role, ring, text },
        answers: row.cells.map((cell) => ({
          ...{ model: cell.model, answer: cell.answer, assertions: cell.assertions },
          reason: reasonOf({ row, cell }, answered),
          isAccepted: isAccepted({ row, cell }, answered),
        })),
      };
    }),
    loadFailures,
  } as const;
  return `${JSON.stringify(fieldsOf(REQUIREMENTS_DOCUMENT, document), null, 2)}\n`;
}
