import { bool, u16, u64, type Bool, type ObservedMemory } from 'ringproof';
import { AREA_STARTS, areSlices, type SplitDeviceState } from 'ringproof/virtio/split';
import type { QueueFields } from './queue.ts';

/** All that a `Queue` remembers. The transport stores what the driver says, whatever it is. */
export const QUEUE_STATE = {
  maxSize: u16(),
  size: u16(),
  ready: bool(),
  descTableAddress: u64(),
  availRingAddress: u64(),
  usedRingAddress: u64(),
  descTablePtr: u64(),
  availRingPtr: u64(),
  usedRingPtr: u64(),
  isDescTableSet: bool(),
  isAvailRingSet: bool(),
  isUsedRingSet: bool(),
  nextAvail: u16(),
  nextUsed: u16(),
  usesNotifSuppression: bool(),
  numAdded: u16(),
};

/**
 * A queue that `initialize` has let pass: the rest of `Queue` relies on that. The largest size need not be a power of two, as
 * far as the queue is concerned.
 */
export const ACTIVE = {
  fields: {
    maxSize: { min: 1 },
    size: { powerOfTwo: true, max: 32768 },
    ready: true,
    descTableAddress: AREA_STARTS.descTable,
    availRingAddress: AREA_STARTS.availRing,
    usedRingAddress: AREA_STARTS.usedRing,
    descTablePtr: { same: 'descTableAddress' },
    availRingPtr: { same: 'availRingAddress' },
    usedRingPtr: { same: 'usedRingAddress' },
    isDescTableSet: true,
    isAvailRingSet: true,
    isUsedRingSet: true,
  },
  holds: (state: QueueFields, memory: ObservedMemory): Bool =>
    state.size.le(state.maxSize).and(areSlices(queueView(state), memory)),
} as const;

/** What every queue is known to have, of this one. */
export function queueView(state: QueueFields): SplitDeviceState {
  const { maxSize, size, ready, nextAvail, nextUsed, numAdded } = state;
  return {
    ...{ maxSize, size, ready, nextAvail, nextUsed, numAdded },
    eventIdx: state.usesNotifSuppression,
    descTable: state.descTableAddress,
    availRing: state.availRingAddress,
    usedRing: state.usedRingAddress,
  };
}
