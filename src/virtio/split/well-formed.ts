import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import { availEntry, availEvent, availFlags, availIdx, usedEvent, usedFlags, usedIdx } from './addresses.ts';
import { areMapped, isUsedRingApart } from './areas.ts';
import type { SplitDeviceState } from './interface.ts';
import { AVAIL_RING, AVAIL_RING_ALIGNMENT, DESC_TABLE_ALIGNMENT, USED_RING_ALIGNMENT } from './shapes.ts';

/*
 * What a conforming driver and a sane device keep to, as conditions on a state and a memory: to be assumed by proofs that
 * speak of well-formed input only. Those of a chain are in well-formed-chain.ts.
 */

/** A queue size that 2.7 allows: a power of two, 1 … 32768. Sixteen bits hold no greater one. */
export function isQueueSize(size: U16): Bool {
  return size.ne(0).and(size.and(size.sub(1)).eq(0));
}

/** Sizes and alignments as 2.7 and 2.7.1 demand them. */
export function isValidState(state: SplitDeviceState): Bool {
  const { maxSize, size, descTable, availRing, usedRing } = state;
  return isQueueSize(maxSize).and(
    isQueueSize(size),
    size.le(maxSize),
    isAligned(descTable, DESC_TABLE_ALIGNMENT),
    isAligned(availRing, AVAIL_RING_ALIGNMENT),
    isAligned(usedRing, USED_RING_ALIGNMENT),
  );
}

/** Whether an address is a multiple of a power of two (2.7.1). */
export function isAligned(address: U64, alignment: number): Bool {
  return address.and(alignment - 1).eq(0);
}

/** What activation asks for: all of the above, and that the driver enabled the queue. */
export function isUsable(state: SplitDeviceState, memory: GuestMemory): Bool {
  return state.ready.and(isValidState(state), areMapped(state, memory), isUsedRingApart(state));
}

/**
 * The chains taken and not yet returned are as many as the queue can hold: each descriptor is in one of them at a time.
 * Holds of a device that returns each chain once, in any order, on a queue whose driver keeps to 2.7.6.1.
 */
export function isInFlightBounded({ nextAvail, nextUsed, size }: SplitDeviceState): Bool {
  return nextAvail.sub(nextUsed).le(size);
}

/**
 * Chains that are available, so many from `nextAvail` on, fit into the queue beside those in flight. A driver that keeps to
 * 2.7.6.1 makes no more available: the descriptors of a chain in flight are not free.
 */
export function areFitting(state: SplitDeviceState, available: U16): Bool {
  const inFlight = state.nextAvail.sub(state.nextUsed);
  return isInFlightBounded(state).and(available.le(state.size.sub(inFlight)));
}

/** The driver's idx is not further ahead of `nextAvail` than the queue has entries (2.7.6.1, 2.7.13.2). */
export function isAvailIdxBounded(state: SplitDeviceState, memory: MemoryView): Bool {
  const ahead = availIdxOf(state, memory).sub(state.nextAvail);
  return ahead.le(state.size);
}

/** The driver's idx as it stands in memory (2.7.6). */
export function availIdxOf(state: SplitDeviceState, memory: MemoryView): U16 {
  return memory.peekWord(state.availRing, 16, AVAIL_RING.headOffset('idx'));
}

/**
 * The words of the rings that the next operation of each kind accesses can be accessed as one unit. Follows from mapped
 * areas where regions begin and end at even addresses, as those of a guest's memory do.
 */
export function areRingWordsAccessible(state: SplitDeviceState, memory: ObservedMemory): Bool {
  const others = [
    availIdx(state),
    availEntry(state, state.nextAvail),
    usedEvent(state),
    usedFlags(state),
    usedIdx(state),
    availEvent(state),
  ];
  const isAccessible = (at: U64 | undefined) => at !== undefined && memory.accessible(at, 16);
  return memory.accessible(availFlags(state), 16).and(...others.map(isAccessible));
}
