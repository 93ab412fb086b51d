import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { AddressRange } from '../../memory/observed-memory.ts';
import type { AreaShape } from '../../proof/area-shape.ts';
import {
  AVAIL_RING,
  AVAIL_RING_ALIGNMENT,
  DESC_TABLE,
  DESC_TABLE_ALIGNMENT,
  USED_RING,
  USED_RING_ALIGNMENT,
} from './shapes.ts';

/** The fields that determine where the areas of a split queue lie. */
export interface QueuePlace {
  readonly size: U16;
  readonly descTable: U64;
  readonly availRing: U64;
  readonly usedRing: U64;
}

/** Bytes of guest memory that belong to a queue. */
export interface Area extends AddressRange {
  readonly length: U64;
}

/** The three areas of a queue (2.7). */
export interface Areas {
  readonly descTable: Area;
  readonly availRing: Area;
  readonly usedRing: Area;
}

export function areas({ descTable, availRing, usedRing, size }: QueuePlace): Areas {
  return {
    descTable: { start: descTable, length: DESC_TABLE.length(size) },
    availRing: { start: availRing, length: AVAIL_RING.length(size) },
    usedRing: { start: usedRing, length: USED_RING.length(size) },
  };
}

/** The areas that the driver writes, also while the device operates (2.7.5, 2.7.6): for `p.driverMayAct`. */
export function ownedByDriver(place: QueuePlace): Omit<Areas, 'usedRing'> {
  const { descTable, availRing } = areas(place);
  return { descTable, availRing };
}

/** Whether all bytes of the areas are mapped. */
export function areMapped(place: QueuePlace, memory: GuestMemory): Bool {
  return ofEach(place, ({ start, length }) => memory.checkRange(start, length));
}

/** Whether each of the areas lies within one region. */
export function areSlices(place: QueuePlace, memory: GuestMemory): Bool {
  return ofEach(place, ({ start, length }) => memory.checkSlice(start, length));
}

function ofEach(place: QueuePlace, holds: (area: Area) => Bool): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  return holds(descTable).and(holds(availRing), holds(usedRing));
}

/** Whether two areas have no byte in common, also where one would run on beyond the last address and begin again at 0. */
export function areApart(a: Area, b: Area): Bool {
  return a.start.sub(b.start).ge(b.length).and(b.start.sub(a.start).ge(a.length));
}

/**
 * The used ring has no byte in common with the other two areas. The text does not say so in one sentence, but no device
 * can keep to it otherwise: it writes to the used ring, and must not to the descriptor table (2.7.5.1) nor to the available
 * ring, "only written to by the driver" (2.7.6). Table and available ring, which both the driver alone writes, may
 * overlap in bytes that are not in use.
 */
export function isUsedRingApart(place: QueuePlace): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  return areApart(usedRing, descTable).and(areApart(usedRing, availRing));
}

/** How many addresses there are; the last one is in no region. */
const ADDRESSES = 2n ** 64n;

/** The greatest address of an area with one slot, all of it in regions. */
function last({ headBytes, slotBytes, tailBytes }: AreaShape): bigint {
  return ADDRESSES - BigInt(headBytes + slotBytes + tailBytes) - 1n;
}

/**
 * Where areas can begin: aligned as the specification says (2.7), with room for those of the smallest queue. For the fields of
 * a phase: without the greatest addresses that a mapped area can have, proofs are vacuous.
 */
export const AREA_STARTS = {
  descTable: { multipleOf: DESC_TABLE_ALIGNMENT, max: aligned(last(DESC_TABLE), DESC_TABLE_ALIGNMENT) },
  availRing: { multipleOf: AVAIL_RING_ALIGNMENT, max: aligned(last(AVAIL_RING), AVAIL_RING_ALIGNMENT) },
  usedRing: { multipleOf: USED_RING_ALIGNMENT, max: aligned(last(USED_RING), USED_RING_ALIGNMENT) },
} as const;

/** Where areas can begin that need not be aligned. */
export const ANY_STARTS = {
  descTable: { max: last(DESC_TABLE) },
  availRing: { max: last(AVAIL_RING) },
  usedRing: { max: last(USED_RING) },
} as const;

/** The greatest multiple that is not above. */
function aligned(address: bigint, alignment: number): bigint {
  return address - (address % BigInt(alignment));
}
