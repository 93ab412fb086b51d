import type { Exporter, Family, Places } from '../../proof/family.ts';
import { AVAIL_RING, DESCRIPTOR, DESC_TABLE, USED_RING } from '../split/shapes.ts';
import type { DriverState, SplitDriverModel } from './interface.ts';
import { driverCase } from './written/driver-case.ts';

interface Views {
  readonly driver: DriverState;
}

/** How counterexamples of drivers are shown: in areas of guest memory, with the indices that the driver keeps. */
export const driverFamily: Family<Views> = {
  parts: { driver: { places } },
  operations: {
    make: { arguments: ['set_up'] },
    add: { arguments: ['buffers'] },
    addIndirect: { arguments: ['buffers'] },
    reset: { arguments: ['is_complete'] },
    collect: { mayYieldNothing: true },
  },
  records: [{ name: 'descriptor', fields: DESCRIPTOR }],
};

/** The same of one driver: with the tests for its code that its model writes. */
export function familyOf({ writtenTests = {} }: SplitDriverModel): Family<Views> {
  const exporters = Object.entries(writtenTests).map(([form, write]): [string, Exporter] => [
    form,
    ({ about, counterexample }) => write(about, driverCase(counterexample)),
  ]);
  return exporters.length === 0
    ? driverFamily
    : { ...driverFamily, exporters: Object.fromEntries(exporters) };
}

function places({ size: count, descTable, availRing, usedRing, nextAvail, lastUsed }: DriverState): Places {
  return {
    name: 'queue',
    areas: [
      { shape: DESC_TABLE, start: descTable, count },
      { shape: AVAIL_RING, start: availRing, count },
      { shape: USED_RING, start: usedRing, count },
    ],
    cursors: [
      { area: AVAIL_RING, name: 'next_avail', index: nextAvail },
      { area: USED_RING, name: 'last_used', index: lastUsed },
    ],
  };
}
