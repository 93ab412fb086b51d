import type { U16, U64 } from '../../domain/word.ts';
import type { QueuePlace } from '../split/areas.ts';
import { AVAIL_RING, DESC_TABLE, USED_RING } from '../split/shapes.ts';

/*
 * Where each field of a queue stands (VIRTIO 2.7), of a queue whose areas a driver has allocated: none of them reaches beyond
 * the last address.
 */

/** The descriptor at an index of the table, or of an indirect one. */
export function descriptor(table: U64, index: U16): U64 {
  return sum(table, DESC_TABLE.slotOffset(index));
}

export function availFlags({ availRing }: QueuePlace): U64 {
  return availRing;
}

export function availIdx({ availRing }: QueuePlace): U64 {
  return availRing.add(AVAIL_RING.headOffset('idx'));
}

/** The entry for an index: at the index modulo the queue size. */
export function availEntry({ availRing, size }: QueuePlace, index: U16): U64 {
  return sum(availRing, AVAIL_RING.slotOffset(index.rem(size)));
}

export function usedEvent({ availRing, size }: QueuePlace): U64 {
  return sum(availRing, AVAIL_RING.tailOffset('used_event', size));
}

export function usedFlags({ usedRing }: QueuePlace): U64 {
  return usedRing;
}

export function usedIdx({ usedRing }: QueuePlace): U64 {
  return usedRing.add(USED_RING.headOffset('idx'));
}

/** The element for an index: at the index modulo the queue size. */
export function usedElement({ usedRing, size }: QueuePlace, index: U16): U64 {
  return sum(usedRing, USED_RING.slotOffset(index.rem(size)));
}

export function availEvent({ usedRing, size }: QueuePlace): U64 {
  return sum(usedRing, USED_RING.tailOffset('avail_event', size));
}

/** `start + offset`. Where it cannot wrap, as in areas that are allocated, conditions are simpler if that is seen here. */
function sum(start: U64, offset: U64): U64 {
  return start.checkedAdd(offset) ?? start.add(offset);
}
