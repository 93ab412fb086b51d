import { escapeMarkdown, markdownTable } from '../../report/markdown-text.ts';
import { UNREACHED_DOCUMENT } from '../../report/unreached-shape.ts';
import type { ListFormat } from '../../session/options.ts';
import { toolVersion } from '../../session/version.ts';
import { fieldsOf } from '../../shape/check.ts';
import type { Of } from '../../shape/shape.ts';
import { textTable } from '../../text/text-table.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Unreached } from './unreached.ts';

/** What was found, without what every document says. */
export type UnreachedReport = Omit<Of<typeof UNREACHED_DOCUMENT>, 'tool' | 'version'>;

/** The list of what no proof enters, each line ended. */
export function formatUnreached(report: UnreachedReport, format: ListFormat): string {
  const sorted = { ...report, unreached: report.unreached.toSorted(inOrder) };
  if (format === 'json') {
    const document = { tool: 'ringproof', version: toolVersion(), ...sorted } as const;
    return `${JSON.stringify(fieldsOf(UNREACHED_DOCUMENT, document), null, 2)}\n`;
  }
  const rows = joined(sorted.unreached).map(rowOf);
  if (format === 'markdown') {
    const cells = rows.map((row) => row.map(escapeMarkdown));
    return `${markdownTable(['place', 'kind', 'what', 'models', 'reason'], cells).join('\n')}\n`;
  }
  return (
    textTable(rows) +
    remarks(sorted)
      .map((line) => `${visibleLine(line)}\n`)
      .join('')
  );
}

/** So many places of a file, or more, that have one reason are one row. */
const JOINED = 4;

/** For people, a reason for much of a file is said once. */
function joined(unreached: readonly Unreached[]): readonly Unreached[] {
  const alike = new Map<string, Unreached[]>();
  for (const place of unreached) {
    const key = JSON.stringify([place.file, place.reason]);
    alike.set(key, [...(alike.get(key) ?? []), place]);
  }
  return unreached.flatMap((place) => {
    const group = alike.get(JSON.stringify([place.file, place.reason])) ?? [];
    if (place.reason === null || group.length < JOINED) return [place];
    const models = [...new Set(group.flatMap((each) => each.models))].sort();
    const about = { line: null, column: null, name: `${group.length} places`, what: '', models };
    return group[0] === place ? [{ ...place, ...about }] : [];
  });
}

function rowOf({ file, line, column, kind, name, what, models, reason }: Unreached): readonly string[] {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  const words = what === '' ? name : name === '' ? what : `${name}: ${what}`;
  return [place, kind, words, models.join(', '), reason ?? 'no reason given'].map(visibleLine);
}

/** What is to be said below the list. */
function remarks({ places, unreached, stale, notFollowed }: UnreachedReport): readonly string[] {
  const open = unreached.filter(({ reason }) => reason === null).length;
  return [
    ...stale.map(
      ({ file, line }) => `${file}:${line}: this reason is beside nothing that is unreached: remove it`,
    ),
    ...notFollowed.map(
      ({ id, model, reason }) =>
        `${id}${model === null ? '' : ` on ${model}`}: what it enters is not all known: ${reason}`,
    ),
    ...(open === 0
      ? []
      : ['Add a proof, remove the code, or write above it why no proof enters it: // unreached: reason']),
    `${places} places, ${unreached.length} of them not entered by any proof: ${open} without a reason`,
  ];
}

function inOrder(a: Unreached, b: Unreached): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
