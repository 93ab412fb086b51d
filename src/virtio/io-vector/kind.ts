import type { Domain } from '../../domain/domain.ts';
import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32, U64 } from '../../domain/word.ts';
import type { GuestMemory, TransferEnd } from '../../memory/guest-memory.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handle, ModelRun, StartIn } from '../../proof/model-run.ts';
import { ModelKind } from '../../proof/model.ts';
import { partOf, type Part } from '../../proof/part.ts';
import type { ChainError, Descriptor, WalkOperations } from '../split/descriptor-chain.ts';
import type { IoVec, MadeVector, VectorState } from './vector.ts';
import { ioVectorPairing } from './compared.ts';
import { ioVectorProofs } from './own-proofs.ts';

/** Where the loading of a chain into a vector stands. */
export interface LoadState {
  /** Entries that the vector has of this chain. */
  readonly entries: U16;
  /** Bytes in the descriptors accepted so far. */
  readonly length: U32;
  /** Entries that the vector can still take. Left out by a vector without a capacity. */
  readonly room?: U16;
}

/** Why a chain was not loaded; named as in Firecracker's iovec.rs where it has the error. */
export type LoadError =
  /** For the device to write, in a vector to be read from. */
  | { readonly kind: 'WriteOnlyDescriptor' }
  /** For the device to read, in a vector to be written to. */
  | { readonly kind: 'ReadOnlyDescriptor' }
  /** More than 2^32 − 1 bytes in all. */
  | { readonly kind: 'OverflowedDescriptor' }
  /** More entries than the vector holds. */
  | { readonly kind: 'IovDequeOverflow' }
  /** A descriptor whose bytes are not within one region. */
  | { readonly kind: 'GuestMemory' }
  /** The walk along the chain failed. */
  | { readonly kind: 'Chain'; readonly cause: ChainError };

/** What one descriptor did to the loading. */
export interface LoadStep {
  /** The entry that it became, also where it is not kept because of the error. */
  readonly pushed: IoVec | undefined;
  /** Why loading ends here. */
  readonly error: LoadError | undefined;
}

/** Most descriptors that a chain has (2.7.5.3.1): those of the greatest queue. */
export const LONGEST_CHAIN = 32768;

/** What the loading of a chain consists of. */
export interface LoadOperations {
  /** Takes the next descriptor of the chain in. A chain has 32768 descriptors at most. */
  push(memory: GuestMemory, descriptor: Descriptor): LoadStep;
  /** After the last descriptor: how many bytes the vector has then, `length` of them of other chains. */
  finish(length: U32): Result<U32, LoadError>;
}

/** Where the loop over a vector stands that copies `done + wanted` bytes from an offset on. */
export interface CopyState {
  /** Index of the entry that comes next. */
  readonly entry: U16;
  /** Bytes still to be skipped. */
  readonly skip: U64;
  /** Bytes copied. */
  readonly done: U64;
  /** Bytes still to be copied; 0: the loop is over. */
  readonly wanted: U64;
}

/**
 * The other end of a copy: memory, of which byte 0 belongs to the first byte behind the offset, and where it is not always
 * there for all that is asked of it, such as a socket's or file's, what it does.
 */
export interface Peer extends TransferEnd {
  /** How many of `length` bytes it takes or gives, if any: `length` at most. Absent: all of them. */
  readonly takes?: (length: U64) => Result<U64, IoError>;
}

/** A peer that failed. */
export type IoError = { readonly kind: 'IOError' };

export type CopyError =
  | IoError
  /** The offset is not within the vector. */
  | { readonly kind: 'OutOfBounds' }
  /** The vector ended before all bytes were copied. */
  | { readonly kind: 'PartialBuffer'; readonly expected: U64; readonly completed: U64 };

/** What copying consists of. An access that leaves the region of an entry, or the peer's memory, is a trap. */
export interface CopyOperations {
  /** Copies what an entry has of the bytes wanted. */
  step(memory: GuestMemory, entry: IoVec, peer: Peer): Result<void, CopyError>;
}

/** A chain of descriptors to be loaded. */
export interface LoadableChain {
  readonly head: U16;
  /** A walk from its first descriptor. */
  walk(): WalkOperations;
}

/** What a scatter-gather vector does. A failed operation has done what it did before the failure. */
export interface VectorOperations {
  /** Makes it that of a chain, and of no other. */
  load(memory: GuestMemory, chain: LoadableChain): Result<void, LoadError>;
  /** Copies up to `wanted` bytes from `offset` on, as many as there are. The answer is how many. */
  copy(memory: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<U64, CopyError>;
  /** Copies exactly `wanted` bytes from `offset` on, which has to be within the vector. */
  copyAll(memory: GuestMemory, peer: Peer, offset: U64, wanted: U64): Result<void, CopyError>;
}

/** What was loaded of one chain. */
export interface ParsedChain {
  readonly head: U16;
  readonly length: U32;
  readonly entries: number;
}

/** What a vector of several chains does, one after the other. Dropping more entries than there are is a trap. */
export interface VectorQueueOperations extends VectorOperations {
  append(memory: GuestMemory, chain: LoadableChain): Result<ParsedChain, LoadError>;
  dropFront(chain: ParsedChain): void;
  dropBack(chain: ParsedChain): void;
}

/** Declares what a model remembers between two steps of its loops. */
export const loadingPart = partOf<LoadState, LoadOperations>();
export const copyingPart = partOf<CopyState, CopyOperations>();

/** What properties have to know of a vector beyond its operations. */
interface Traits {
  /** Whether the device writes into it: bytes go from the buffer to guest memory. Otherwise they come from there. */
  readonly isWritable: boolean;
  /** Most entries that it holds. */
  readonly capacity?: number;
  /** A chain that fails leaves what was loaded of it in the vector. */
  readonly keepsPartOfFailedChain?: true;
}

/** A vector that the device reads from, or one that it writes to, as a model declares it: in steps, and as a whole. */
export interface VectorModel<Ops = VectorOperations> extends Traits {
  readonly loading: Part<LoadState, LoadOperations>;
  readonly copying: Part<CopyState, CopyOperations>;
  /** Made by `vectorPart`. */
  readonly vector: MadeVector<Ops>;
  /** A vector of no chain: an instance. */
  make(domain: Domain): object;
  /** Loading, before the first descriptor, into a vector with so much room: an instance. */
  startLoading(domain: Domain, room: U16): object;
  /** Copying, before the first entry: an instance. */
  startCopying(domain: Domain, offset: U64, wanted: U64): object;
}

/** The scatter-gather vectors of an implementation, as a model declares them. */
export interface IoVectorModel {
  readonly readable: VectorModel;
  readonly writable: VectorModel<VectorQueueOperations>;
}

/** The loading of a chain, the copying of bytes and a vector, as proofs have them. */
export type Loading = Handle<LoadState, LoadOperations>;
export type Copying = Handle<CopyState, CopyOperations>;
export type IoVector<Ops = VectorOperations> = Handle<VectorState, Ops> & {
  /** The entries as they are now. */
  readonly entries: readonly IoVec[];
};
export type IoVectorQueue = IoVector<VectorQueueOperations>;

/** Where a proof starts the loading of a chain: in any state. */
export interface StartLoading {
  readonly memory: ObservedMemory;
  /** Whether it is one in which another descriptor may come. */
  readonly isOpen: boolean;
  readonly probesPrivate?: boolean;
}

/** Where a proof starts a vector: with these entries, and else in any state of a phase. */
export interface StartVector {
  /** `loaded`: its length is that of its entries, which is below 2^32. `null`: any length, as after a chain that was refused. */
  readonly phase: 'loaded' | null;
  readonly memory: ObservedMemory;
  readonly entries: readonly IoVec[];
  readonly probesPrivate?: boolean;
}

/** A vector that the device reads from, or one that it writes to, as proofs have it. */
export interface IoVectorSide<Ops = VectorOperations> extends Traits {
  loading(start: StartLoading): Loading;
  startLoading(room: U16): Loading;
  /** Copying in any state of a phase. */
  copying(start: StartIn<CopyState>): Copying;
  startCopying(offset: U64, wanted: U64): Copying;
  vector(start: StartVector): IoVector<Ops>;
  make(): IoVector<Ops>;
}

/** The scatter-gather vectors of an implementation, as proofs have them. */
export interface IoVectorDevice {
  readonly readable: IoVectorSide;
  readonly writable: IoVectorSide<VectorQueueOperations>;
  /** Whether a part is in a phase now; for `null`, whether schema and invariant allow its state. */
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
  /** Whether two parts of a kind agree in all that the implementation remembers; of vectors, but for their entries. */
  isSame(a: object, b: object): Bool;
}

export const ioVector = new ModelKind<IoVectorDevice, IoVectorModel>('io-vector', {
  bind: ({ readable, writable }, run) => ({
    readable: boundSide('readable', readable, run),
    writable: boundSide('writable', writable, run),
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
    isSame: (a, b) => run.isSame(a, b),
  }),
  members: () => ['readable', 'writable'],
  ownProofs: ioVectorProofs,
  pairing: ioVectorPairing,
});

/** One of the two vectors, for one run. Its inputs begin with `side`. */
function boundSide<Ops>(side: string, model: VectorModel<Ops>, run: ModelRun): IoVectorSide<Ops> {
  const { isWritable, capacity, keepsPartOfFailedChain, loading, copying } = model;
  const [nameOfLoading, nameOfCopying] = [`${side}_loading`, `${side}_copying`];
  return {
    isWritable,
    ...(capacity !== undefined && { capacity }),
    ...(keepsPartOfFailedChain && { keepsPartOfFailedChain }),
    loading: ({ memory, isOpen, probesPrivate = false }) => {
      // A vector with a capacity is asked at its end, too: it has to refuse.
      const isShort = isOpen && capacity === undefined;
      const given = isShort ? { entries: { max: LONGEST_CHAIN - 1 } } : {};
      return run.any(loading, nameOfLoading, { phase: null, memory, given, probesPrivate });
    },
    startLoading: (room) => {
      const made = run.make('start_loading', [room], () => model.startLoading(run.domain, room));
      return run.made(loading, nameOfLoading, made);
    },
    copying: (start) => run.any(copying, nameOfCopying, start),
    startCopying: (offset, wanted) => {
      const make = () => model.startCopying(run.domain, offset, wanted);
      return run.made(copying, nameOfCopying, run.make('start_copying', [offset, wanted], make));
    },
    vector: (start) => model.vector.any(run, `${side}_vector`, start),
    make: () =>
      model.vector.made(
        run,
        `${side}_vector`,
        run.make('make', [], () => model.make(run.domain)),
      ),
  };
}
