import {
  ModelKind,
  partOf,
  type Bool,
  type Domain,
  type GuestMemory,
  type Handle,
  type ObservedMemory,
  type Part,
  type Result,
  type StartIn,
  type U16,
  type U32,
} from 'ringproof';
import { splitFamily, type Descriptor, type SplitDeviceState } from 'ringproof/virtio/split';
import type { InitializeError, InvalidAvailIdx } from './error.ts';
import { fineQueuePairing } from './fine-queue-compared.ts';
import { fineQueueProofs } from './fine-queue-proofs.ts';

/** A descriptor that was found, and what the chain that it begins knows of itself. */
export interface FoundDescriptor {
  readonly descriptor: Descriptor;
  readonly index: U16;
  readonly queueSize: U16;
  readonly ttl: U16;
  readonly isValid: Bool;
  readonly hasNext: Bool;
}

/**
 * Operations of Firecracker's queue that are finer than those of the interface that all queues share. Where a pointer does not
 * reach what they access, the host traps.
 */
export interface FineOperations {
  /** Leads to the phase `active`. */
  initialize(memory: GuestMemory): Result<void, InitializeError>;
  len(memory: GuestMemory): U16;
  isEmpty(memory: GuestMemory): Bool;
  pop(memory: GuestMemory): Result<FoundDescriptor | undefined, InvalidAvailIdx>;
  popOrEnableNotification(memory: GuestMemory): Result<FoundDescriptor | undefined, InvalidAvailIdx>;
  tryEnableNotification(memory: GuestMemory): Result<Bool, InvalidAvailIdx>;
  enableNotification(memory: GuestMemory): void;
  availRingIdxGet(memory: GuestMemory): U16;
  /** Of an index below the size. */
  availRingRingGet(memory: GuestMemory, index: U16): U16;
  availRingUsedEventGet(memory: GuestMemory): U16;
  usedRingIdxSet(memory: GuestMemory, value: U16): void;
  /** At an index below the size. */
  usedRingRingSet(memory: GuestMemory, index: U16, id: U32, len: U32): void;
  usedRingAvailEventGet(memory: GuestMemory): U16;
  usedRingAvailEventSet(memory: GuestMemory, value: U16): void;
  /** `DescriptorChain::checked_new` on the queue's table. */
  checkedNew(memory: GuestMemory, index: U16): FoundDescriptor | undefined;
}

/** Firecracker's queue, as proofs have it. */
export type FineQueue = Handle<SplitDeviceState, FineOperations>;

/** Declares the queue of a model. */
export const fineQueuePart = partOf<SplitDeviceState, FineOperations>();

/** The queue with its finer operations, as a model declares it. */
export interface FineQueueModel {
  /** Its phase `active`: what `initialize` leaves where it succeeds. */
  readonly queue: Part<SplitDeviceState, FineOperations>;
  /** A queue before any set-up: an instance. */
  make(domain: Domain, maxSize: U16): object;
}

/** The queue with its finer operations, as proofs have it. */
export interface FirecrackerQueue {
  /** A queue in any state of a phase. */
  queue(start: StartIn<SplitDeviceState>): FineQueue;
  /** A queue before any set-up. */
  make(maxSize: U16): FineQueue;
  /** Another queue, in the state that this one is in now. */
  copy(queue: FineQueue): FineQueue;
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
  /** Whether two queues agree in all that the implementation remembers, but for what these fields of the view show. */
  isSame(a: object, b: object, except?: readonly string[]): Bool;
}

export const firecrackerQueue = new ModelKind<FirecrackerQueue, FineQueueModel>('firecracker-queue', {
  bind: (model, run) => ({
    queue: (start) => run.any(model.queue, 'queue', start),
    make: (maxSize) => {
      const made = run.make('make', [maxSize], () => model.make(run.domain, maxSize));
      return run.made(model.queue, 'queue', made);
    },
    copy: (of) => run.copy(of),
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
    isSame: (a, b, except) => run.isSame(a, b, except),
  }),
  members: () => ['queue'],
  ownProofs: fineQueueProofs,
  pairing: fineQueuePairing,
  family: splitFamily,
});
