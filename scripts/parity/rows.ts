import type { Proof } from 'ringproof';
import { citation, type Harness } from '../../proofs/harnesses.ts';

/** A harness of another project, and the proofs here that say more. */
export interface ParityRow {
  readonly harness: Harness;
  readonly proofs: readonly Proof[];
}

/** By harness, in the order that they are listed in; proofs by id. */
export function parityRows(harnesses: readonly Harness[], proofs: readonly Proof[]): readonly ParityRow[] {
  return harnesses.map((harness) => ({
    harness,
    proofs: proofs
      .filter((proof) => proof.harnesses?.includes(citation(harness)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}
