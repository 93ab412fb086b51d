import { ok, type Bool, type Domain, type GuestMemory, type Result, type U16, type U64 } from 'ringproof';
import type { InitializeError } from './error.ts';
import { nullPointers, Queue } from './queue.ts';

/** What a snapshot holds of a queue: `QueueState` of src/vmm/src/devices/virtio/persist.rs. */
export interface QueueState {
  readonly maxSize: U16;
  readonly size: U16;
  readonly ready: Bool;
  readonly descTable: U64;
  readonly availRing: U64;
  readonly usedRing: U64;
  readonly nextAvail: U16;
  readonly nextUsed: U16;
  readonly numAdded: U16;
}

/** `Queue::save`. Notification suppression is not saved: it follows from the device's features. */
export function save(queue: Queue): QueueState {
  return {
    maxSize: queue.maxSize,
    size: queue.size,
    ready: queue.ready,
    descTable: queue.descTableAddress,
    availRing: queue.availRingAddress,
    usedRing: queue.usedRingAddress,
    nextAvail: queue.nextAvail,
    nextUsed: queue.nextUsed,
    numAdded: queue.numAdded,
  };
}

/**
 * `Queue::restore`, and what `VirtioDeviceState::build_queues_checked` goes on to do for the feature. Only the queue of an
 * activated device is checked, by `initialize`; the indices of no queue are.
 */
export function restore(
  domain: Domain,
  mem: GuestMemory,
  state: QueueState,
  device: { readonly isActivated: boolean; readonly eventIdx: Bool },
): Result<Queue, InitializeError> {
  const queue = new Queue(domain, {
    maxSize: state.maxSize,
    size: state.size,
    ready: state.ready,
    descTableAddress: state.descTable,
    availRingAddress: state.availRing,
    usedRingAddress: state.usedRing,
    ...nullPointers(domain),
    nextAvail: state.nextAvail,
    nextUsed: state.nextUsed,
    usesNotifSuppression: domain.bool(false),
    numAdded: state.numAdded,
  });
  // unreached: properties restore the queues of activated devices; tests look at others
  if (device.isActivated) {
    const initialized = queue.initialize(mem);
    if (!initialized.ok) return initialized;
  }
  queue.usesNotifSuppression = device.eventIdx;
  return ok(queue);
}
