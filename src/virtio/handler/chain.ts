import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';

/** A buffer of the chain that is not in guest memory, or no longer. */
export interface MemoryFault {
  readonly kind: 'GuestMemory';
}

/** A descriptor chain that a handler has taken, as far as handlers depend on it. */
export interface HandledChain {
  readonly head: U16;
  /** Bytes of its buffers for the device to read. */
  readonly readable: U32;
  /** Bytes of its buffers for the device to write. */
  readonly writable: U32;
  /** Whether the walk along it fails, or it has not the form that the device asks for. */
  readonly isMalformed: Bool;
  /** Of a block device: the type of the request in its header, which a handler knows once it has read it. */
  readonly type: U32;
  /** Of a block device: reads the header. */
  readType(): Result<U32, MemoryFault>;
  /** Of a block device: writes the status, a byte that says `BLOCK_STATUS`, at an offset into the writable bytes. */
  writeStatus(offset: U32, status: U32): Result<void, MemoryFault>;
  /** A word that the driver wrote into the chain; any. */
  readWord(name: string): Result<U32, MemoryFault>;
  /** Writes so many bytes, from an offset into the writable bytes on. After a fault, any of them may be written. */
  write(offset: U32, length: U32): Result<void, MemoryFault>;
}

/** What an asynchronous request is about. */
export interface Request {
  readonly chain: HandledChain;
  /** Bytes to be transferred. */
  readonly wanted: U32;
  /** Whether the back end writes them into the chain, from its first writable byte on. */
  readonly isRead: Bool;
  /** Where, among the writable bytes, the handler writes how it went. */
  readonly statusAt: U32;
  /** Of a block device: whether it is a flush, which transfers nothing. Left out: it is none. */
  readonly isFlush?: Bool;
}

/** Why a back end did not do what it was asked for. */
export interface BackendError {
  /** `Io`: it failed. `Busy`: it would do so later, and has done nothing. */
  readonly kind: 'Io' | 'Busy';
}

/** A request that the back end is done with. */
export interface Completion extends Request {
  /** Bytes that were transferred, `wanted` at most. */
  readonly result: Result<U32, BackendError>;
}
