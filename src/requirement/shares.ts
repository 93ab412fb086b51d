import type { Answer } from './answer.ts';
import { LEVELS, RINGS, type Level, type Ring } from './entry.ts';
import type { Row } from './table.ts';

/** How some cells are answered. */
export interface Share {
  readonly cells: number;
  /** All that are not open. */
  readonly answered: number;
  readonly counts: Readonly<Record<Answer, number>>;
}

/** The shares of each level of which there are entries, the strictest first. */
export function sharesOf(rows: readonly Row[]): readonly (Share & { readonly level: Level })[] {
  return LEVELS.flatMap((level) =>
    shareOf(rows.filter(({ entry }) => entry.level === level)).map((share) => ({ level, ...share })),
  );
}

/** The shares of each format of rings of which there are entries. */
export function ringSharesOf(rows: readonly Row[]): readonly (Share & { readonly ring: Ring })[] {
  return RINGS.flatMap((ring) =>
    shareOf(rows.filter(({ entry }) => entry.ring === ring)).map((share) => ({ ring, ...share })),
  );
}

function shareOf(rows: readonly Row[]): readonly Share[] {
  const cells = rows.flatMap((row) => row.cells);
  if (cells.length === 0) return [];
  const of = (answer: Answer): number => cells.filter((one) => one.answer === answer).length;
  const counts = {
    proved: of('proved'),
    finding: of('finding'),
    allowed: of('allowed'),
    'not-applicable': of('not-applicable'),
    'out-of-reach': of('out-of-reach'),
    open: of('open'),
  } satisfies Record<Answer, number>;
  return [{ cells: cells.length, answered: cells.length - counts.open, counts }];
}

/** "96 %", rounded down: all is 100 % only if nothing is missing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.floor((100 * part) / whole)} %`;
}
