import type { U16, U64 } from '../../domain/word.ts';
import type { QueuePlace } from './areas.ts';
import { AVAIL_RING, DESC_TABLE, USED_RING } from './shapes.ts';

/*
 * Where each field of a queue stands (VIRTIO 2.7). An address is `undefined` where it would lie beyond the last one,
 * 2^64 − 1: no queue that can be used has such.
 */

/** The driver's advice on notifications (2.7.7). */
export function availFlags({ availRing }: QueuePlace): U64 {
  return availRing;
}

/** Where the driver will put its next entry (2.7.6). */
export function availIdx({ availRing }: QueuePlace): U64 | undefined {
  return availRing.checkedAdd(AVAIL_RING.headOffset('idx'));
}

/** The entry for an index: at the index modulo the queue size (2.7.13.2). */
export function availEntry({ availRing, size }: QueuePlace, index: U16): U64 | undefined {
  return availRing.checkedAdd(AVAIL_RING.slotOffset(index.rem(size)));
}

/** The index after whose element the driver wants a notification (2.7.7). */
export function usedEvent({ availRing, size }: QueuePlace): U64 | undefined {
  return availRing.checkedAdd(AVAIL_RING.tailOffset('used_event', size));
}

/** The device's advice on notifications (2.7.10). */
export function usedFlags({ usedRing }: QueuePlace): U64 {
  return usedRing;
}

/** Where the device will put its next element (2.7.8). */
export function usedIdx({ usedRing }: QueuePlace): U64 | undefined {
  return usedRing.checkedAdd(USED_RING.headOffset('idx'));
}

/** The element for an index: at the index modulo the queue size (2.7.8). */
export function usedElement({ usedRing, size }: QueuePlace, index: U16): U64 | undefined {
  return usedRing.checkedAdd(USED_RING.slotOffset(index.rem(size)));
}

/** The index after whose entry the device wants a notification (2.7.10). */
export function availEvent({ usedRing, size }: QueuePlace): U64 | undefined {
  return usedRing.checkedAdd(USED_RING.tailOffset('avail_event', size));
}

/** The descriptor at an index of a table (2.7.5). */
export function descriptorAddress(table: U64, index: U16): U64 | undefined {
  return table.checkedAdd(DESC_TABLE.slotOffset(index));
}
