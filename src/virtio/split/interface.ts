import type { Domain } from '../../domain/domain.ts';
import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32, U64 } from '../../domain/word.ts';
import type { Width } from '../../domain/width.ts';
import type { GuestMemory, MemoryError } from '../../memory/guest-memory.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handle, StartIn } from '../../proof/model-run.ts';
import { partOf, type Part } from '../../proof/part.ts';
import type { WasmFile } from './compiled/module.ts';
import type {
  ChainWalk,
  DescriptorChain,
  PoppedChain,
  WalkOperations,
  WalkState,
} from './descriptor-chain.ts';

/** What every device remembers of a split virtqueue (VIRTIO 2.7), under the specification's names. */
export interface SplitQueueFields {
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

/** The private state of a split virtqueue's device side, as properties see it. */
export interface SplitDeviceState extends SplitQueueFields {
  /** The driver's idx as the device last read it. Only of a device that keeps it, and then need not read idx each time. */
  readonly seenAvail?: U16;
  /**
   * Whether 65536 elements or more were added since `needsNotification` last answered from the ring. Only of a device that
   * notices when the count wraps.
   */
  readonly addedAll?: Bool;
  /** Whether VIRTIO_F_INDIRECT_DESC was negotiated. Only of a device that remembers it, as its walks do. */
  readonly indirectDesc?: Bool;
  /** Whether VIRTIO_F_IN_ORDER was negotiated. Only of a device that can keep to it. */
  readonly inOrder?: Bool;
}

/** What is kept of a queue when it is saved. A field that is left out is not saved. */
export type SavedState = Partial<SplitDeviceState>;

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
  /** A head, or an element to be used, beyond the descriptor table; with IN_ORDER, also a head that is not the one to be used next. */
  | { readonly kind: 'InvalidDescriptorIndex' }
  /** The driver's idx is further ahead than the queue has entries. */
  | { readonly kind: 'InvalidAvailRingIndex' }
  | { readonly kind: 'QueueNotReady' }
  /** Activation found the queue or its areas wrong. */
  | { readonly kind: 'InvalidQueue' }
  | { readonly kind: 'AddressOverflow' }
  /** An access failed; what the memory said of it where the implementation passes that on. */
  | { readonly kind: 'GuestMemory'; readonly cause?: MemoryError };

/** One value that the transport hands on from the driver before the queue is used. */
export type SetUp =
  | { readonly field: 'size'; readonly value: U16 }
  | { readonly field: 'descTable' | 'availRing' | 'usedRing'; readonly value: U64 }
  | { readonly field: 'ready' | 'eventIdx'; readonly value: Bool };

/**
 * Half of an address, as a driver writes it to a register of 32 bits (QueueDescLow, QueueDescHigh and the like, 4.2.2). Of
 * transports without such registers there is none.
 */
export interface SetUpHalf {
  readonly field: 'descTable' | 'availRing' | 'usedRing';
  readonly half: 'low' | 'high';
  readonly value: U32;
}

/** The operations of a split virtqueue's device side. Those with a question mark are optional. */
export interface QueueOperations<Popped = PoppedChain, Iterator = object, Saved = object> {
  /** Takes over a value of the driver's, or refuses it and changes nothing. */
  readonly setUp: (change: SetUp) => Result<void, SetupError>;
  /** Takes over half of an address, the other half staying as it is; or refuses it and changes nothing. */
  readonly setUpHalf?: (change: SetUpHalf) => Result<void, SetupError>;
  /** Takes over whether VIRTIO_F_IN_ORDER was negotiated, or refuses it and changes nothing. Of devices that offer it. */
  readonly setUpInOrder?: (isNegotiated: Bool) => Result<void, SetupError>;
  /** The check between set-up and use: on success the queue is in the phase `active`. Touches no guest memory. */
  readonly activate: (memory: GuestMemory) => Result<void, QueueError>;
  /** Takes the next available chain; `undefined` where there is none, or where the implementation hides why (2.7.13). */
  readonly pop: (memory: GuestMemory) => Result<Popped | undefined, QueueError>;
  /** Returns the chain that starts at `head` to the driver, `len` bytes having been written to it, and lets it see so (2.7.8). */
  readonly addUsed: (memory: GuestMemory, head: U16, len: U32) => Result<void, QueueError>;
  /**
   * Writes the element of the chain that starts at `head`, `offset` elements after the next one. The driver sees it after
   * `publishUsed`, and nothing is counted yet. A device writes the elements of a batch one after the other: 0, 1, 2, …
   */
  readonly writeUsed?: (memory: GuestMemory, offset: U16, head: U16, len: U32) => Result<void, QueueError>;
  /** Counts the next `count` elements, all of them written, and lets the driver see them by one store of idx (2.7.8). */
  readonly publishUsed?: (memory: GuestMemory, count: U16) => Result<void, QueueError>;
  /**
   * With IN_ORDER: returns the next `count` chains, in the order in which they were popped, by one element. It names the last of them,
   * which starts at `head`; the device has used all bytes of the others (2.7.9).
   */
  readonly addUsedInOrder?: (
    memory: GuestMemory,
    count: U16,
    head: U16,
    len: U32,
  ) => Result<void, QueueError>;
  /** Whether the driver is to be notified of the elements added since the last call (2.7.7.2). */
  readonly needsNotification: (memory: GuestMemory) => Result<Bool, QueueError>;
  /**
   * Asks the driver for a notification of the next chain that it makes available (2.7.10). The answer is whether some
   * chain is available already, in which case waiting for the notification could be waiting for ever.
   */
  readonly enableNotification: (memory: GuestMemory) => Result<Bool, QueueError>;
  /** Tells the driver that notifications of available chains are not needed (2.7.10). */
  readonly disableNotification?: (memory: GuestMemory) => Result<void, QueueError>;
  /** Back to the state before any set-up (2.4.1). */
  readonly reset?: () => void;
  /** Takes the last `pop` back: the same chain comes again. */
  readonly undoPop?: () => void;
  /**
   * Goes on with rings in use: those of another device, of which nothing is known but guest memory, or its own before it was stopped.
   * `nextAvail`: the available entry to take next, as the front end kept it. Where it kept nothing, that is the used ring's idx, as
   * long as chains are returned in order. Where the queue goes on in the used ring is read from there.
   */
  readonly resume?: (memory: GuestMemory, nextAvail: U16) => Result<void, QueueError>;
  /** The chains available now. */
  readonly iterate?: (memory: GuestMemory) => Result<Iterator, QueueError>;
  /** What is kept to restore the queue from. */
  readonly save?: () => Saved;
}

/** The device side of one split virtqueue, as proofs have it. */
export type SplitDeviceQueue = Handle<
  SplitDeviceState,
  QueueOperations<DescriptorChain, AvailIterator, SavedQueue>
>;

/** What an iterator does, on the queue that it was made of. */
export interface IteratorOperations<Queue extends object = object> {
  /** The next chain; `undefined` where there is none, or its head cannot be read. */
  next(queue: Queue, memory: GuestMemory): PoppedChain | undefined;
  /** Puts the chain that came last back. */
  previous(queue: Queue): void;
}

/** What an iterator remembers, as far as the interface knows. */
export interface IteratorState {
  /** Index of the available ring that it goes up to: the driver's idx when it was made. */
  readonly last: U16;
}

/** Chains that are available, one after the other. */
export interface AvailIterator {
  readonly state: IteratorState;
  /** The queue that it was made of. */
  readonly queue: SplitDeviceQueue;
  next(): DescriptorChain | undefined;
  previous(): void;
}

/** What becomes of a saved queue. */
export interface SavedOperations<Queue = object> {
  /** A queue in the saved state. */
  readonly restore: (memory: GuestMemory) => Result<Queue, SetupError | QueueError>;
}

/** What was kept of a queue. */
export type SavedQueue = Handle<SavedState, SavedOperations<SplitDeviceQueue>>;

/** Declares the parts of a model: all that each remembers, and what it does. */
export const queuePart = partOf<SplitDeviceState, QueueOperations>();
export const walkPart = partOf<WalkState, WalkOperations>();
export const savedPart = partOf<SavedState, SavedOperations>();
/** Of queues whose instances are of type Q. */
export function iteratorPart<Q extends object>() {
  return partOf<IteratorState, IteratorOperations<Q>, Q>();
}

/** What properties have to know of an implementation beyond its operations. */
interface Traits {
  /** Every access to guest memory is checked, so operations may be called in any state, activated or not. */
  readonly checksEachAccess?: true;
  /** Walks follow indirect tables (2.7.5.3). */
  readonly followsIndirect?: true;
  /** Walks add up the lengths of what they yield. */
  readonly sumsLengths?: true;
  /** Whether VIRTIO_F_INDIRECT_DESC was negotiated is part of the state: `indirectDesc` of the queue and of its walks. */
  readonly negotiatesIndirect?: true;
  /** Walks refuse a readable descriptor after a writable one (2.7.4.2): `hasWritable` of a walk. */
  readonly checksOrder?: true;
  /** Whether VIRTIO_F_IN_ORDER was negotiated is part of the state: `inOrder` of the queue. */
  readonly negotiatesInOrder?: true;
}

/** What is written of a model that is compiled code: its functions are called by tests in its own language. */
export interface CompiledFace {
  /** Names of the fields that `create` takes and `state` returns, in their order, in the wording of recordings. */
  readonly queueFields: readonly string[];
  /** The same of `walk_create` and `walk_state`. */
  readonly walkFields: readonly string[];
  /** Its arrays that are state, in the order of `table`. */
  readonly tables: readonly {
    /** As a story has it. */
    readonly name: string;
    readonly bytes: number;
    /** Bits of the words that a story has of it. */
    readonly width: Width;
  }[];
  /** Languages and compilers that the module names, such as C11 and clang; empty where it names none. */
  readonly producers: readonly string[];
}

/** An implementation of the device side, as a model declares it. */
export interface SplitDeviceModel extends Traits {
  /** Of a model that is compiled code. */
  readonly compiled?: CompiledFace;
  /** Declares the phase `active`: the state that a successful `activate` establishes and operations rely on. */
  readonly queue: Part<SplitDeviceState, QueueOperations>;
  /** Declares the phase `reachable`: every state that a walk along a chain of an active queue can get to. */
  readonly walk?: Part<WalkState, WalkOperations>;
  /** Declares the phase `inside`: every state that an iterator of an active queue can get to. */
  readonly iterator?: Part<IteratorState, IteratorOperations>;
  readonly saved?: Part<SavedState, SavedOperations>;
  /** Of a compiled queue: the same declaration of another build. Throws as the one that made it does. */
  readonly withCode?: (file: WasmFile) => SplitDeviceModel;
  /**
   * What the regions of guest memory are that it is for, where it is not for all: each begins and ends at such a multiple, a power of
   * two. Nothing is proved of others, which each report says.
   */
  readonly memoryMap?: { readonly multipleOf: number };
  /** Its code decides much that what was decided before settles, as compiled code does: exploring it asks at each decision. */
  readonly decidesMuch?: true;
  /** A queue before any set-up: an instance, with every field of the queue's schema. */
  make(domain: Domain, maxSize: U16): Result<object, SetupError>;
}

/** The device side as proofs see it. A proof that needs an optional member says so: `splitDevice.with('reset')`. */
export interface SplitDevice extends Traits {
  /** A queue in any state of a phase. */
  queue(start: StartIn<SplitDeviceState>): SplitDeviceQueue;
  /** A walk along a chain, in any state of a phase. */
  walk?(start: StartIn<WalkState>): ChainWalk;
  /** A queue before any set-up. */
  make(maxSize: U16): Result<SplitDeviceQueue, SetupError>;
  /** Whether a part is in a phase now; for `null`, whether schema and invariant allow its state. `of`: an iterator's queue. */
  isIn(part: object, phase: string | null, memory: ObservedMemory, of?: object): Bool;
  /** Whether the premise of a phase holds of a part now, whether or not it is in the phase. */
  hasPremise(part: object, phase: string, memory: ObservedMemory): Bool;
  /** Whether two parts have the same state, private fields included. `except`: fields of the view that may differ. */
  isSame(a: object, b: object, except?: readonly string[]): Bool;
  setUpHalf?(queue: SplitDeviceQueue, change: SetUpHalf): Result<void, SetupError>;
  setUpInOrder?(queue: SplitDeviceQueue, isNegotiated: Bool): Result<void, SetupError>;
  /** Another queue, in the present state of this one: what becomes of one is no matter of the other. */
  twin(queue: SplitDeviceQueue): SplitDeviceQueue;
  reset?(queue: SplitDeviceQueue): void;
  undoPop?(queue: SplitDeviceQueue): void;
  writeUsed?(
    queue: SplitDeviceQueue,
    memory: GuestMemory,
    offset: U16,
    head: U16,
    len: U32,
  ): Result<void, QueueError>;
  publishUsed?(queue: SplitDeviceQueue, memory: GuestMemory, count: U16): Result<void, QueueError>;
  addUsedInOrder?(
    queue: SplitDeviceQueue,
    memory: GuestMemory,
    count: U16,
    head: U16,
    len: U32,
  ): Result<void, QueueError>;
  resume?(queue: SplitDeviceQueue, memory: GuestMemory, nextAvail: U16): Result<void, QueueError>;
  disableNotification?(queue: SplitDeviceQueue, memory: GuestMemory): Result<void, QueueError>;
  iterate?(queue: SplitDeviceQueue, memory: GuestMemory): Result<AvailIterator, QueueError>;
  /** An iterator of this queue, in any state that it can get to. */
  iterator?(queue: SplitDeviceQueue, memory: ObservedMemory): AvailIterator;
  /** What is kept of a queue. */
  save?(queue: SplitDeviceQueue): SavedQueue;
  /** Any saved state. */
  saved?(start: Omit<StartIn<SavedState>, 'phase'>): SavedQueue;
}

/** A device that walks along chains. */
export type WalkedDevice = SplitDevice & Required<Pick<SplitDevice, 'walk'>>;
