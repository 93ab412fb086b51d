import type { U16, U64 } from 'ringproof';
import type { SplitDeviceState } from '../split-device.ts';

/*
 * Where the parts of a split virtqueue lie, in bytes (VIRTIO 2.7):
 *
 *     descriptor table   16 × size                                                (2.7.5)
 *     available ring     flags 2, idx 2, entries 2 × size, used_event 2           (2.7.6)
 *     used ring          flags 2, idx 2, elements 8 × size, avail_event 2         (2.7.8)
 *
 * An address is `undefined` where it would lie beyond the last one, 2^64 − 1: no queue that can be used has such.
 */

/** Bytes of one descriptor, in the queue's own table and in an indirect one (2.7.5, 2.7.5.3). */
export const DESCRIPTOR_BYTES = 16;
/** Bytes of one element of the used ring: id and len (2.7.8). */
export const USED_ELEMENT_BYTES = 8;

/** Alignment that 2.7 demands of each area. */
export const DESC_TABLE_ALIGNMENT = 16;
export const AVAIL_RING_ALIGNMENT = 2;
export const USED_RING_ALIGNMENT = 4;

const ENTRY_BYTES = 2;
const IDX_OFFSET = 2;
const HEADER_BYTES = 4;
const EVENT_BYTES = 2;

/** Bytes from `start` on. */
export interface Area {
  readonly start: U64;
  readonly length: U64;
}

/** The areas with their lengths as the table in 2.7 gives them. */
export function descTableArea({ descTable, size }: SplitDeviceState): Area {
  return { start: descTable, length: size.zeroExtend(64).mul(DESCRIPTOR_BYTES) };
}

export function availRingArea({ availRing, size }: SplitDeviceState): Area {
  return { start: availRing, length: pastItems(size, ENTRY_BYTES).add(EVENT_BYTES) };
}

export function usedRingArea({ usedRing, size }: SplitDeviceState): Area {
  return { start: usedRing, length: pastItems(size, USED_ELEMENT_BYTES).add(EVENT_BYTES) };
}

/** The driver's advice on notifications (2.7.7). */
export function availFlags({ availRing }: SplitDeviceState): U64 {
  return availRing;
}

/** Where the driver will put its next entry (2.7.6). */
export function availIdx({ availRing }: SplitDeviceState): U64 | undefined {
  return availRing.checkedAdd(IDX_OFFSET);
}

/** The entry for an index: at the index modulo the queue size (2.7.13.2). */
export function availEntry({ availRing, size }: SplitDeviceState, index: U16): U64 | undefined {
  return availRing.checkedAdd(pastItems(index.rem(size), ENTRY_BYTES));
}

/** The index after whose element the driver wants a notification (2.7.7). */
export function usedEvent({ availRing, size }: SplitDeviceState): U64 | undefined {
  return availRing.checkedAdd(pastItems(size, ENTRY_BYTES));
}

/** The device's advice on notifications (2.7.10). */
export function usedFlags({ usedRing }: SplitDeviceState): U64 {
  return usedRing;
}

/** Where the device will put its next element (2.7.8). */
export function usedIdx({ usedRing }: SplitDeviceState): U64 | undefined {
  return usedRing.checkedAdd(IDX_OFFSET);
}

/** The element for an index: at the index modulo the queue size (2.7.8). */
export function usedElement({ usedRing, size }: SplitDeviceState, index: U16): U64 | undefined {
  return usedRing.checkedAdd(pastItems(index.rem(size), USED_ELEMENT_BYTES));
}

/** The index after whose entry the device wants a notification (2.7.10). */
export function availEvent({ usedRing, size }: SplitDeviceState): U64 | undefined {
  return usedRing.checkedAdd(pastItems(size, USED_ELEMENT_BYTES));
}

/** The descriptor at an index of a table (2.7.5). */
export function descriptorAddress(table: U64, index: U16): U64 | undefined {
  return table.checkedAdd(index.zeroExtend(64).mul(DESCRIPTOR_BYTES));
}

/** Offset of the end of the header of a ring and so many of its items. */
function pastItems(items: U16, bytes: number): U64 {
  return items.zeroExtend(64).mul(bytes).add(HEADER_BYTES);
}
