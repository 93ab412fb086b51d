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
import type { ChainWalk, DescriptorChain, WalkState } from './descriptor-chain.ts';

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

/** Why a value that the driver chose at set-up was not taken over; named as in rust-vmm's virtio-queue. */
export interface SetupError {
  readonly kind:
    | 'InvalidMaxSize'
    | 'InvalidSize'
    | 'InvalidDescTableAlign'
    | 'InvalidAvailRingAlign'
    | 'InvalidUsedRingAlign'
    /** The queue is in use: its size and addresses must not change (4.2.2.2). */
    | 'QueueReady';
}

/** Why a queue operation failed; named as in rust-vmm's virtio-queue where it has the error. */
export type QueueError =
  /** A head, or an element to be used, beyond the descriptor table. */
  | { readonly kind: 'InvalidDescriptorIndex' }
  /** The driver's idx is further ahead than the queue has entries. */
  | { readonly kind: 'InvalidAvailRingIndex' }
  | { readonly kind: 'QueueNotReady' }
  /** Activation found the queue or its areas wrong. */
  | { readonly kind: 'InvalidQueue' }
  | { readonly kind: 'AddressOverflow' }
  | { readonly kind: 'GuestMemory'; readonly cause: MemoryError }
  /** An access through a host pointer left what activation had checked: undefined behaviour of the host. */
  | { readonly kind: 'HostMemory' };

/** One value that the transport hands on from the driver before the queue is used. */
export type SetUp =
  | { readonly field: 'size'; readonly value: U16 }
  | { readonly field: 'descTable' | 'availRing' | 'usedRing'; readonly value: U64 }
  | { readonly field: 'ready' | 'eventIdx'; readonly value: Bool };

/** The device side of one split virtqueue. */
export interface SplitDeviceQueue {
  /** The state as it is now, also after an operation that failed. A copy: it stays when the queue goes on. */
  readonly state: SplitDeviceState;
  /** Takes over a value of the driver's, or refuses it and changes nothing. */
  setUp(change: SetUp): Result<void, SetupError>;
  /** The check between set-up and use: on success every operation may be called. Touches no guest memory. */
  activate(memory: GuestMemory): Result<void, QueueError>;
  /** Takes the next available chain; `undefined` where there is none, or where the implementation hides why (2.7.13). */
  pop(memory: GuestMemory): Result<DescriptorChain | undefined, QueueError>;
  /** Returns the chain that starts at `head` to the driver, `len` bytes having been written to it, and lets it see so (2.7.8). */
  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError>;
  /** Whether the driver is to be notified of the elements added since the last call (2.7.7.2). */
  needsNotification(memory: GuestMemory): Result<Bool, QueueError>;
  /**
   * Asks the driver for a notification of the next chain that it makes available (2.7.10). The answer is whether some
   * chain is available already, in which case waiting for the notification could be waiting for ever.
   */
  enableNotification(memory: GuestMemory): Result<Bool, QueueError>;
}

/** Chains that are available, one after the other. */
export interface AvailIterator {
  /** The next chain; `undefined` where there is none, or its head can not be read. */
  next(): DescriptorChain | undefined;
  /** Puts the chain that came last back. */
  previous(): void;
}

/**
 * An implementation of the device side. What stands with a question mark is not part of every implementation: a proof that
 * needs it says so, and is not asked where it is missing.
 */
export interface SplitDevice<Q extends SplitDeviceQueue = SplitDeviceQueue> {
  /** A queue before any set-up. */
  make(domain: Domain, maxSize: U16): Result<Q, SetupError>;
  /**
   * A queue in this state. Host pointers, where an implementation keeps such, are those that activation leaves for these
   * addresses.
   */
  create(domain: Domain, state: SplitDeviceState): Q;
  /** A walk along a chain, in this state. */
  walk(domain: Domain, state: WalkState): ChainWalk;

  /** Every access to guest memory is checked, so operations may be called in any state, activated or not. */
  readonly checksEachAccess?: true;
  /** Walks follow indirect tables (2.7.5.3). */
  readonly followsIndirect?: true;
  /** Walks add up the lengths of what they yield. */
  readonly sumsLengths?: true;
  /** Back to the state before any set-up (2.4.1). */
  reset?(queue: Q): void;
  /** Takes the last `pop` back: the same chain comes again. */
  undoPop?(queue: Q): void;
  /** Tells the driver that notifications of available chains are not needed (2.7.10). */
  disableNotification?(queue: Q, memory: GuestMemory): Result<void, QueueError>;
  /** The chains available now. */
  iterate?(queue: Q, memory: GuestMemory): Result<AvailIterator, QueueError>;
  /** The queue that a saved state is restored to; of `saved` only what the saved form holds is looked at. */
  restore?(domain: Domain, saved: SplitDeviceState, memory: GuestMemory): Result<Q, SetupError | QueueError>;
}

export const splitDevice = new ModelKind<SplitDevice>('split-device');
