import { cellsOf, type Cell } from './answer.ts';
import type { LedgerEntry } from './entry.ts';
import type { Evidence } from './evidence.ts';

/** An entry, and its answer on each model of its role. */
export interface Row {
  readonly entry: LedgerEntry;
  readonly cells: readonly Cell[];
}

/** What narrows a table. */
export interface Narrowing {
  /** Names of models; all if there are none. */
  readonly models: readonly string[];
  /** Only cells that are open, and only rows with such. */
  readonly isOpenOnly: boolean;
}

/** All entries with their answers. */
export function rowsOf(entries: readonly LedgerEntry[], evidence: Evidence): readonly Row[] {
  return entries.map((entry) => ({ entry, cells: cellsOf(entry, evidence) }));
}

/** The rows and cells that are asked for; rows without any cell are left out. */
export function narrowed(rows: readonly Row[], { models, isOpenOnly }: Narrowing): readonly Row[] {
  if (models.length === 0 && !isOpenOnly) return rows;
  return rows
    .map(({ entry, cells }) => ({
      entry,
      cells: cells.filter(
        ({ model, answer }) =>
          (models.length === 0 || (model !== null && models.includes(model))) &&
          (!isOpenOnly || answer === 'open'),
      ),
    }))
    .filter(({ cells }) => cells.length > 0);
}

/** The models of some rows, in the order of names. */
export function columnsOfRows(rows: readonly Row[]): readonly string[] {
  const names = rows.flatMap(({ cells }) => cells.flatMap(({ model }) => model ?? []));
  return [...new Set(names)].sort();
}
