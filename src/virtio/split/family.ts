import type { Family, Places } from '../../proof/family.ts';
import type { WalkState } from './descriptor-chain.ts';
import type { SplitDeviceState } from './interface.ts';
import { EXPORTERS } from './export/exporters.ts';
import { AVAIL_RING, DESCRIPTOR, DESC_TABLE, USED_RING } from './shapes.ts';

/** The view of each part of a split queue's device side. */
interface Views {
  readonly queue: SplitDeviceState;
  readonly walk: WalkState;
}

/** How counterexamples of split queues are shown: in areas of guest memory, with the indices that the device keeps. */
export const splitFamily: Family<Views> = {
  parts: { queue: { places: queuePlaces }, walk: { places: walkPlaces } },
  operations: {
    addUsed: { arguments: ['head_index', 'len'] },
    writeUsed: { arguments: ['offset', 'head_index', 'len'] },
    publishUsed: { arguments: ['count'] },
    addUsedInOrder: { arguments: ['count', 'head_index', 'len'] },
    setUp: { arguments: ['change'] },
    resume: { arguments: ['next_avail'] },
    setUpHalf: { arguments: ['change'] },
    setUpInOrder: { arguments: ['is_negotiated'] },
    make: { arguments: ['max_size'] },
    pop: { mayYieldNothing: true },
    popOrEnableNotification: { mayYieldNothing: true },
    next: { mayYieldNothing: true },
  },
  exporters: EXPORTERS,
  records: [{ name: 'descriptor', fields: DESCRIPTOR }],
};

function queuePlaces(state: SplitDeviceState): Places {
  const { size: count, descTable, availRing, usedRing, nextAvail, nextUsed } = state;
  return {
    name: 'queue',
    areas: [
      { shape: DESC_TABLE, start: descTable, count },
      { shape: AVAIL_RING, start: availRing, count },
      { shape: USED_RING, start: usedRing, count },
    ],
    cursors: [
      { area: AVAIL_RING, name: 'next_avail', index: nextAvail },
      { area: USED_RING, name: 'next_used', index: nextUsed },
    ],
  };
}

/** The table that a walk is in: the queue's own or an indirect one. */
function walkPlaces({ table, entries }: WalkState): Places {
  return { name: 'table', areas: [{ shape: DESC_TABLE, start: table, count: entries }] };
}
