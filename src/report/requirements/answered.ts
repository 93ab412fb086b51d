import { acceptanceOf, type Acceptance, type Place } from '../../requirement/acceptance.ts';
import type { Row } from '../../requirement/table.ts';
import type { LoadProblem } from '../reporter.ts';

/** What `ringproof requirements` has found out. */
export interface Answered {
  readonly rows: readonly Row[];
  readonly acceptances: readonly Acceptance[];
  readonly loadFailures: readonly LoadProblem[];
}

/** Why an open cell is accepted: as the project says; else as it is. */
export function reasonOf(place: Place, { acceptances }: Answered): string | null {
  const accepted = acceptanceOf(place, acceptances);
  return accepted === undefined ? place.cell.reason : `${place.cell.reason ?? ''} (${accepted.reason})`;
}

/** Whether a cell is open for a reason that is listed. */
export function isAccepted(place: Place, { acceptances }: Answered): boolean {
  return (
    place.cell.answer === 'open' && (place.cell.isListed || acceptanceOf(place, acceptances) !== undefined)
  );
}
