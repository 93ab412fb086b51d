import type { AddressRange, Bool, GuestMemory, U16, U64 } from 'ringproof';

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
  /** 16 bytes a descriptor (2.7.5). */
  readonly descTable: Area;
  /** flags, idx, an entry of 2 bytes each, used_event (2.7.6). */
  readonly availRing: Area;
  /** flags, idx, an element of 8 bytes each, avail_event (2.7.8). */
  readonly usedRing: Area;
}

export function areas({ descTable, availRing, usedRing, size }: QueuePlace): Areas {
  const entries = size.zeroExtend(64);
  return {
    descTable: { start: descTable, length: entries.mul(16) },
    availRing: { start: availRing, length: entries.mul(2).add(6) },
    usedRing: { start: usedRing, length: entries.mul(8).add(6) },
  };
}

/** Whether all bytes of the areas are mapped. */
export function areMapped(place: QueuePlace, memory: GuestMemory): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  return memory
    .checkRange(descTable.start, descTable.length)
    .and(
      memory.checkRange(availRing.start, availRing.length),
      memory.checkRange(usedRing.start, usedRing.length),
    );
}

/** Whether each of the areas lies within one region. */
export function areSlices(place: QueuePlace, memory: GuestMemory): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  return memory
    .checkSlice(descTable.start, descTable.length)
    .and(
      memory.checkSlice(availRing.start, availRing.length),
      memory.checkSlice(usedRing.start, usedRing.length),
    );
}

/** Whether two areas have no byte in common. */
export function areApart(a: Area, b: Area): Bool {
  return a.start.sub(b.start).ge(b.length).and(b.start.sub(a.start).ge(a.length));
}

/** Whether no write to the used ring reaches the driver's areas. */
export function isUsedRingApart(place: QueuePlace): Bool {
  const { descTable, availRing, usedRing } = areas(place);
  return areApart(usedRing, descTable).and(areApart(usedRing, availRing));
}

/** The last of all addresses, which is in no region. */
const LAST_ADDRESS = 2n ** 64n - 1n;

/**
 * Where areas can begin: aligned as the specification says (2.7), with room for those of the smallest queue. For the fields of
 * a phase: without the greatest addresses that a mapped area can have, proofs are vacuous.
 */
export const AREA_STARTS = {
  descTable: { multipleOf: 16, max: LAST_ADDRESS - 31n },
  availRing: { multipleOf: 2, max: LAST_ADDRESS - 9n },
  usedRing: { multipleOf: 4, max: LAST_ADDRESS - 15n },
} as const;
