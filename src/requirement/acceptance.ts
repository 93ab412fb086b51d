import { isStrict } from './entry.ts';
import type { Cell } from './answer.ts';
import type { Row } from './table.ts';

/** Open entries that a project accepts, and why. */
export interface Acceptance {
  /** An id, or a form with * for any text. */
  readonly requirement: string;
  /** On this model only; on all if it is left out. */
  readonly model?: string;
  readonly reason: string;
}

/** A cell with its entry. */
export interface Place {
  readonly row: Row;
  readonly cell: Cell;
}

/** Cells of strict entries that are open, and why: neither the ledger nor the project has listed them. */
export function unlisted(rows: readonly Row[], acceptances: readonly Acceptance[]): readonly Place[] {
  return rows
    .filter(({ entry }) => isStrict(entry.level))
    .flatMap((row) => row.cells.map((cell) => ({ row, cell })))
    .filter(({ cell }) => cell.answer === 'open' && !cell.isListed)
    .filter((place) => acceptanceOf(place, acceptances) === undefined);
}

/** What the project says of a cell that is open; undefined where it says nothing, or where something breaks that no finding names. */
export function acceptanceOf(place: Place, acceptances: readonly Acceptance[]): Acceptance | undefined {
  const { answer, isFault } = place.cell;
  return answer === 'open' && !isFault ? acceptances.find((one) => isMeant(one, place)) : undefined;
}

/** Acceptances that no open cell needs any more: they would hide what becomes open later. */
export function stale(rows: readonly Row[], acceptances: readonly Acceptance[]): readonly Acceptance[] {
  const open = rows.flatMap((row) =>
    row.cells.filter(({ answer }) => answer === 'open').map((cell) => ({ row, cell })),
  );
  return acceptances.filter((one) => !open.some((place) => isMeant(one, place)));
}

function isMeant({ requirement, model }: Acceptance, { row, cell }: Place): boolean {
  return (model === undefined || model === cell.model) && isOfForm(row.entry.id, requirement);
}

function isOfForm(id: string, form: string): boolean {
  const parts = form.split('*').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(id);
}
