import {
  ModelKind,
  type Bool,
  type Domain,
  type GuestMemory,
  type MemoryError,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';

/** The private state of a split virtqueue's device side (VIRTIO 2.7), under the specification's names. */
export interface SplitDeviceState {
  /** Largest size that the device offers. A power of two, 1 … 32768. */
  readonly maxSize: U16;
  /** Queue size in use. A power of two, 1 … maxSize. */
  readonly size: U16;
  readonly ready: Bool;
  /** Whether VIRTIO_F_EVENT_IDX was negotiated. */
  readonly eventIdx: Bool;
  /** Index of the next available-ring entry to take; wraps at 65536. */
  readonly nextAvail: U16;
  /** Index of the next used-ring element to write; wraps at 65536. */
  readonly nextUsed: U16;
  /** Elements added since `needsNotification` last answered from the ring; wraps at 65536. */
  readonly numAdded: U16;
  /** Guest address of the descriptor table, a multiple of 16. */
  readonly descTable: U64;
  /** Guest address of the available ring, a multiple of 2. */
  readonly availRing: U64;
  /** Guest address of the used ring, a multiple of 4. */
  readonly usedRing: U64;
}

/** Why a queue operation failed; named as in rust-vmm's virtio-queue. */
export type QueueError =
  | { readonly kind: 'InvalidDescriptorIndex' }
  | { readonly kind: 'AddressOverflow' }
  | { readonly kind: 'GuestMemory'; readonly cause: MemoryError };

/** The device side of one split virtqueue. */
export interface SplitDeviceQueue {
  /** The state as it is now, also after an operation that failed. */
  readonly state: SplitDeviceState;
  /** Returns the chain that starts at `head` to the driver, `len` bytes having been written to it (2.7.8). */
  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError>;
  /** Whether the driver is to be notified of the elements added since the last call (2.7.7.2). */
  needsNotification(memory: GuestMemory): Result<Bool, QueueError>;
  /** Whether the queue is ready and its three areas lie in guest memory. */
  isValid(memory: GuestMemory): Bool;
  /** Back to the state before any set-up (2.4.1). */
  reset(): void;
}

/** An implementation of the device side. */
export interface SplitDevice {
  /** A queue in the given state. */
  create(domain: Domain, state: SplitDeviceState): SplitDeviceQueue;
}

export const splitDevice = new ModelKind<SplitDevice>('split-device');
