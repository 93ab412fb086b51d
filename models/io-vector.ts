import {
  ModelKind,
  type Domain,
  type GuestMemory,
  type Place,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import type { ChainError, Descriptor, DescriptorChain } from './descriptor-chain.ts';

/** One entry of a scatter-gather vector, as of `struct iovec`: a piece of guest memory. */
export interface IoVec {
  /** The host's pointer, as the guest address that it was made from. */
  readonly base: U64;
  /** Bytes. */
  readonly len: U32;
}

/** Where the loading of a chain into a vector stands. */
export interface LoadState {
  /** Entries that the vector has of this chain. */
  readonly entries: U16;
  /** Bytes in the descriptors accepted so far. */
  readonly length: U32;
  /** Entries that the vector can still take. Nothing to a vector without a capacity. */
  readonly room: U16;
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
  readonly state: LoadState;
  /** The entry that it became, also where it is not kept because of the error. */
  readonly pushed: IoVec | undefined;
  /** Why loading ends here. */
  readonly error: LoadError | undefined;
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
export interface Peer extends Place {
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
  | { readonly kind: 'PartialBuffer'; readonly expected: U64; readonly completed: U64 }
  /** An access left the region of an entry, or the peer's memory: undefined behaviour of the host. */
  | { readonly kind: 'HostMemory' };

/** A call that the implementation answers by ending the process. */
export type Panic = { readonly kind: 'Panic' };

/** A vector that the device reads from, or one that it writes to, in steps: whatever its length, a step is one entry's. */
export interface IoVectorSide<V extends IoVector = IoVector> {
  /** Whether the device writes into it: bytes go from the buffer to guest memory. Otherwise they come from there. */
  readonly isWritable: boolean;
  /** Most entries that it holds. */
  readonly capacity?: number;
  /** A chain that fails leaves what was loaded of it in the vector. */
  readonly keepsPartOfFailedChain?: true;
  /** Takes the next descriptor of a chain in. */
  push(domain: Domain, memory: GuestMemory, state: LoadState, descriptor: Descriptor): LoadStep;
  /** After the last descriptor: how many bytes the vector has then, `length` of them of other chains. */
  finish(domain: Domain, length: U32, loaded: LoadState): Result<U32, LoadError>;
  /** Copies what an entry has of the bytes wanted. */
  copy(
    domain: Domain,
    memory: GuestMemory,
    state: CopyState,
    entry: IoVec,
    peer: Peer,
  ): Result<CopyState, CopyError>;
  /** A vector of these entries, whose lengths add up to less than 2^32. */
  make(domain: Domain, entries?: readonly IoVec[]): V;
}

/** A scatter-gather vector. A failed operation has done what it did before the failure. */
export interface IoVector {
  readonly entries: readonly IoVec[];
  /** Bytes. */
  readonly length: U32;
  /** Makes it that of a chain, and of no other. */
  load(memory: GuestMemory, chain: DescriptorChain): Result<void, LoadError>;
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

/** A vector of several chains, one behind the other. */
export interface IoVectorQueue extends IoVector {
  append(memory: GuestMemory, chain: DescriptorChain): Result<ParsedChain, LoadError>;
  dropFront(chain: ParsedChain): Result<void, Panic>;
  dropBack(chain: ParsedChain): Result<void, Panic>;
}

/** The scatter-gather vectors of an implementation. */
export interface IoVectorDevice {
  readonly readable: IoVectorSide;
  readonly writable: IoVectorSide<IoVectorQueue>;
}

export const ioVector = new ModelKind<IoVectorDevice>('io-vector');
