import type { Domain } from '../../domain/domain.ts';
import type { Result } from '../../domain/result.ts';
import type { Bool, BoolOperand, U16, U32, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Written } from '../../proof/family.ts';
import type { StartIn } from '../../proof/model-run.ts';
import { partOf, type Part, type PartSpec } from '../../proof/part.ts';
import type { Schema, StateOf, StateRecord } from '../../proof/state-schema.ts';
import type { QueuePlace } from '../split/areas.ts';
import type { DriverHost } from './host.ts';
import type { TableSpec, TableViews } from './tables.ts';
import type { DriverCase } from './written/driver-case.ts';

/** What every driver remembers of a split virtqueue (VIRTIO 2.7), as properties see it. */
export interface DriverState extends QueuePlace {
  /** Queue size in use: a power of two, 1 … 32768. */
  readonly size: U16;
  /** Whether VIRTIO_F_EVENT_IDX was negotiated. */
  readonly eventIdx: Bool;
  /** Whether VIRTIO_F_INDIRECT_DESC was negotiated. */
  readonly indirectDesc: Bool;
  /** Whether VIRTIO_F_IN_ORDER was negotiated. Only of a driver that can negotiate it. */
  readonly inOrder?: Bool;
  /** Whether rings and side tables are set up. Operations are called only then. */
  readonly isSetUp: Bool;
  /**
   * Whether the device may be notified: DRIVER_OK is set, and the queue is enabled. Left out of a driver that leaves it to its caller
   * not to ask before.
   */
  readonly isLive?: Bool;
  /** Descriptors that are free. */
  readonly numFree: U16;
  /** Index of the next entry of the available ring; wraps at 65536. */
  readonly nextAvail: U16;
  /** The idx of the available ring, as the driver last stored it. Of a driver without `publish` it is `nextAvail`. */
  readonly published: U16;
  /** Entries published since `shouldKick` last answered; wraps at 65536. */
  readonly numAdded: U16;
  /** Whether these were 65536 or more. Only of a driver that notices when the count wraps. */
  readonly addedAll?: Bool;
  /** Index of the next element of the used ring to take; wraps at 65536. */
  readonly lastUsed: U16;
  /**
   * With IN_ORDER, the index after the batch that the last element which was taken stands for (2.7.9): where it is not `lastUsed`, chains
   * of that batch are still to be collected, one by one, and the used ring has no element for them. Only with `inOrder`.
   */
  readonly batchEnd?: U16;
  /** The bytes that this element tells, of the last chain of its batch alone. Only with `inOrder`. */
  readonly batchLen?: U32;
  /**
   * Whether it asks, with each element that it takes, to be notified of the next one. Only of a driver that does so by itself, and not
   * only before it waits.
   */
  readonly asksAgain?: Bool;
  /** The device has broken its promises, and the driver no longer uses the queue. Only of a driver that keeps it. */
  readonly isBroken?: Bool;
}

/** A buffer that is to be lent to the device: one element of a chain. */
export interface Buffer {
  readonly address: U64;
  /** Bytes. */
  readonly length: U32;
  /** Whether the device writes it, and does not read it. */
  readonly isWritable: Bool;
}

/** A chain that the device has used. */
export interface Collected {
  readonly head: U16;
  /**
   * Bytes that the device says it has written. With IN_ORDER, of a chain that it has passed over in the used ring, all that it could
   * write: such chains count as used completely (2.7.9).
   */
  readonly len: U32;
}

/** What a driver is set up with. A driver may use less than it is given, such as one address for all areas. */
export interface DriverSetUp extends QueuePlace {
  /** The largest size that the device offers; `size` is the one that the driver's caller wants. Any number each. */
  readonly offered: U16;
  readonly eventIdx: Bool;
  readonly indirectDesc: Bool;
  readonly inOrder: Bool;
}

/** Why an operation of a driver did nothing. */
export interface DriverError {
  readonly kind:
    /** `make`: a size that is no queue size, or more than the device offers. */
    | 'InvalidSize'
    /** `make`: an area that is not aligned (2.7.1). */
    | 'Misaligned'
    /** `make`: the device does not offer VIRTIO_F_IN_ORDER, which the driver cannot do without. */
    | 'NotInOrder'
    /** `add`: more descriptors are needed than are free. */
    | 'Full'
    /** `add`: no buffer. */
    | 'Empty'
    /** `add`: a device-readable buffer after a device-writable one (2.7.4.2). */
    | 'ReadableAfterWritable'
    /** `add`: more than 2^32 bytes (2.7.5.2). */
    | 'TooLong'
    /** `add`: no memory for an indirect table. */
    | 'NoMemory'
    /** `collect`: an id that is the head of no outstanding chain; with IN_ORDER, or of one that the device cannot have come to. */
    | 'InvalidId'
    /** `collect`: more bytes than were lent. */
    | 'InvalidLength'
    /** The device broke its promises before. */
    | 'Broken'
    /** `reset`: the device has not said that the reset is complete (2.6.1.1.2). */
    | 'ResetPending';
}

/** Operations of a split virtqueue's driver side. Those with a question mark are optional. `host`: all that they work with. */
export interface DriverOperations<T extends TableSpec = TableSpec> {
  /** Makes rings and side tables ready: nothing is lent, nothing available. Before the device knows of the queue. */
  setUp(host: DriverHost<T>): void;
  /** DRIVER_OK is set and the queue enabled: the device may be notified from now on. */
  start?(host: DriverHost<T>): void;
  /** Lends a chain of direct descriptors, and puts its head into the available ring. The answer is the head. */
  add(host: DriverHost<T>, buffers: readonly Buffer[]): Result<U16, DriverError>;
  /** The same by an indirect table. Called only where VIRTIO_F_INDIRECT_DESC was negotiated; may lend directly after all. */
  addIndirect?(host: DriverHost<T>, buffers: readonly Buffer[]): Result<U16, DriverError>;
  /** Lets the device see what was added. Left out of a driver whose `add` does so itself. */
  publish?(host: DriverHost<T>): void;
  /** Whether the device is to be notified of what was published since the last call (2.7.13.4). */
  shouldKick(host: DriverHost<T>): Bool;
  /** Takes one element of the used ring; `undefined` where there is none. */
  collect(host: DriverHost<T>): Result<Collected | undefined, DriverError>;
  /**
   * Asks the device for a notification of the next element (2.7.7, 2.7.14). The answer is whether some element is there already, in
   * which case waiting for the notification could be waiting for ever. Left out of a driver that never asks the device to be quiet.
   */
  enableUsed?(host: DriverHost<T>): Bool;
  /** Tells the device that notifications of used elements are not needed (2.7.7). */
  disableUsed?(host: DriverHost<T>): void;
  /**
   * Takes back all that is lent, the device having been asked to reset the queue or itself. `isComplete`: what the transport says now
   * of that. On success the queue has to be set up again.
   */
  reset?(host: DriverHost<T>, isComplete: Bool): Result<void, DriverError>;
}

/** The private state of a driver at one moment. S: values of the schema's fields. */
export interface Kept<S = StateRecord, T extends TableSpec = TableSpec> {
  readonly domain: Domain;
  readonly state: S;
  readonly tables: TableViews<T>;
  readonly memory: MemoryView;
}

/** What a driver's private state says of a descriptor. */
export interface DescriptorEntry {
  /** Whether it is part of a chain that was added and not collected. */
  readonly isLent: Bool;
  /** The head of that chain; if none, any. */
  readonly head: U16;
}

/** What a driver's private state says of a head. */
export interface ChainEntry {
  /** Whether a chain that begins there was added and not collected. */
  readonly isOutstanding: Bool;
  /** Descriptors of that chain in the descriptor table, 1 or more; if none, any number. */
  readonly count: U16;
  /** Device-writable bytes of that chain; if none, any number. */
  readonly writable: U64;
  /**
   * The index of the available ring that its head was put in for, so that chains stand in the order of their `added`; if none, any number.
   * Only of a driver that can negotiate VIRTIO_F_IN_ORDER.
   */
  readonly added?: U16;
}

/**
 * The books of a driver: how its side tables are read. Properties check them against what its operations answered, so that wrong
 * books are found. A driver whose own tables do not say as much can have tables more, which its operations write and never read.
 */
export interface Books<S = StateRecord, T extends TableSpec = TableSpec> {
  /**
   * What holds of every index below the queue size between any two operations, by what it says in words. Whenever an operation reads
   * an entry, this is known of its index, as it was in the state that the proof began with; that operations keep it is proved of an
   * arbitrary index.
   */
  each(kept: Kept<S, T>, index: U16): Readonly<Record<string, BoolOperand>>;
  descriptor(kept: Kept<S, T>, index: U16): DescriptorEntry;
  chain(kept: Kept<S, T>, head: U16): ChainEntry;
}

/**
 * How counterexamples are written as tests for the code that is modelled, by form: `c` or `rust`, as in `replay --write`. Throws a
 * `WriteError` where one cannot be.
 */
export type WrittenTests = Readonly<
  Partial<Record<'c' | 'rust', (about: Written, given: DriverCase) => string>>
>;

/** A driver, as a model declares it: made by `driverModel`. */
export interface SplitDriverModel {
  readonly tables: TableSpec;
  readonly negotiatesEventIdx?: true;
  readonly negotiatesInOrder?: true;
  readonly notifiesItself?: true;
  /** Declares the phase `active`: set up, with all that operations rely on. */
  readonly queue: Part<DriverState, DriverOperations>;
  readonly books: Books;
  readonly writtenTests?: WrittenTests;
  /** A queue that is not set up yet: an instance, with every field of the schema. Errors: `InvalidSize`, `Misaligned`, `NotInOrder`. */
  readonly make: (domain: Domain, setUp: DriverSetUp) => Result<object, DriverError>;
}

/** A driver as a model's author writes it: the part, its side tables and books, and how it begins. */
export interface DriverModelSpec<
  T extends TableSpec,
  S extends Schema,
  I extends StateOf<S>,
> extends PartSpec<S, I, DriverState, DriverOperations<T>> {
  readonly tables: T;
  /** Whether the driver accepts VIRTIO_F_EVENT_IDX where the device offers it. */
  readonly negotiatesEventIdx?: true;
  /** Whether it accepts VIRTIO_F_IN_ORDER: then its states have `inOrder`, `batchEnd` and `batchLen`, and chains `added`. */
  readonly negotiatesInOrder?: true;
  /** Whether `add` or `addIndirect` can notify the device itself: `host.notify`. */
  readonly notifiesItself?: true;
  readonly writtenTests?: WrittenTests;
  readonly books: Books<StateOf<S>, T>;
  readonly make: (domain: Domain, setUp: DriverSetUp) => Result<I, DriverError>;
}

/** Declares a driver. The phase that it needs is `active`. */
export function driverModel<const T extends TableSpec, const S extends Schema, I extends StateOf<S>>(
  spec: DriverModelSpec<T, S, I>,
): SplitDriverModel {
  const {
    tables,
    books,
    make,
    negotiatesEventIdx,
    negotiatesInOrder,
    notifiesItself,
    writtenTests,
    ...part
  } = spec;
  return {
    tables,
    ...(negotiatesEventIdx && { negotiatesEventIdx }),
    ...(negotiatesInOrder && { negotiatesInOrder }),
    ...(notifiesItself && { notifiesItself }),
    ...(writtenTests && { writtenTests }),
    // Operations and books are given the tables and the states that are declared here, and no others.
    queue: partOf<DriverState, DriverOperations<T>>()(part),
    books,
    make,
  };
}

/** The driver side of a split virtqueue, as proofs have it. */
export interface Driver {
  /** The view of the present state. */
  readonly state: DriverState;
  /** What the books say now. */
  readonly descriptor: (index: U16) => DescriptorEntry;
  readonly chain: (head: U16) => ChainEntry;
  /** The same of all heads at this moment: what is returned says the same after later operations. */
  readonly chains: () => (head: U16) => ChainEntry;
  /** Where the indirect tables begin that were allocated in this run, in their order. */
  readonly allocated: () => readonly U64[];
  /** Whether memory for a table was asked for in this run and there was none. */
  readonly isDenied: () => boolean;
  /** What operations other than `shouldKick` decided about notifications in this run, in their order. */
  readonly decided: () => readonly Bool[];
  setUp(memory: GuestMemory): void;
  start?(memory: GuestMemory): void;
  add(memory: GuestMemory, buffers: readonly Buffer[]): Result<U16, DriverError>;
  addIndirect?(memory: GuestMemory, buffers: readonly Buffer[]): Result<U16, DriverError>;
  publish?(memory: GuestMemory): void;
  shouldKick(memory: GuestMemory): Bool;
  collect(memory: GuestMemory): Result<Collected | undefined, DriverError>;
  enableUsed?(memory: GuestMemory): Bool;
  disableUsed?(memory: GuestMemory): void;
  reset?(memory: GuestMemory, isComplete: Bool): Result<void, DriverError>;
}

/** How a proof begins a driver. */
export type DriverStart = Omit<StartIn<DriverState>, 'of'>;

/** The driver side as proofs see it. A proof that needs an optional member says so: `splitDriver.with('disableUsed')`. */
export interface SplitDriver {
  /** A driver in any state of a phase, with any side tables that its books allow. One for each run. */
  driver(p: ProofContext, start: DriverStart): Driver;
  /** One that is not set up yet, with any bytes in its side tables. One for each run. */
  make(p: ProofContext, setUp: DriverSetUp, memory: ObservedMemory): Result<Driver, DriverError>;
  /** Whether a driver is in a phase now; for `null`, whether schema and invariant allow its state. */
  isIn(driver: object, phase: string | null, memory: ObservedMemory): Bool;
  hasPremise(driver: object, phase: string, memory: ObservedMemory): Bool;
  /**
   * Assumes what the books say of an index below the queue size, as the driver was when the run began, and that a chain has no more
   * descriptors than are lent in all: these are the sum of what all chains have, as the tool's own proofs show.
   */
  know(driver: Driver, index: U16): void;
  /** What the books say of an index now, by name; to hold of those below the queue size. */
  books(driver: Driver, index: U16, memory: MemoryView): Readonly<Record<string, BoolOperand>>;
  /** Whether the model has these operations. */
  readonly start?: true;
  readonly addIndirect?: true;
  readonly publish?: true;
  readonly enableUsed?: true;
  readonly disableUsed?: true;
  readonly reset?: true;
  /** Whether the driver accepts VIRTIO_F_EVENT_IDX where the device offers it. */
  readonly negotiatesEventIdx?: true;
  /** Whether it accepts VIRTIO_F_IN_ORDER. */
  readonly negotiatesInOrder?: true;
  /** Whether adding a chain can notify the device. */
  readonly notifiesItself?: true;
}
