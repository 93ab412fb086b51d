import type { Family } from '../../proof/family.ts';
import { splitFamily } from '../split/family.ts';
import { driverFamily } from '../split-driver/family.ts';

/** How counterexamples of both sides are shown: each side has areas and indices of its own. */
export const protocolFamily: Family = {
  parts: { ...driverFamily.parts, ...splitFamily.parts },
  records: splitFamily.records ?? [],
};
