import type { Bool, U64, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { Result } from '../domain/result.ts';
import type { FenceOrdering, LoadOrdering, StoreOrdering } from './event.ts';

/** Why an access to guest memory failed; named as in rust-vmm's vm-memory. */
export type MemoryError =
  /** The first byte of the access lies in no region. */
  | { readonly kind: 'InvalidGuestAddress'; readonly address: U64 }
  /** An access as one unit is cut by the end of its region, or misaligned from the region's base. */
  | { readonly kind: 'InvalidBackendAddress' }
  /**
   * A plain copy ran into unmapped memory after `completed` of `expected` bytes; those are done. `expected` is a word
   * where a transfer's length is one.
   */
  | { readonly kind: 'PartialBuffer'; readonly expected: number | U64; readonly completed: U64 };

/** Where bytes of a transfer come from or go to. */
export interface TransferEnd {
  /** The memory; where absent, the one whose `transfer` is called. Both have to come from one run. */
  readonly memory?: GuestMemory | undefined;
  readonly address: U64;
}

/**
 * Said with an access by the parts of the checker that have claimed it already: all of its bytes lie in one region, and those of
 * a unit are aligned. Nothing is asked then, and the access does not fail. No model has it.
 */
export const IN_REGION: unique symbol = Symbol('in region');
export type InRegion = typeof IN_REGION;

/** Why a transfer takes no such memory. */
export const FOREIGN_MEMORY =
  'both memories of a transfer must come from p.memory in this run; leave out `memory` to copy within this one';

/**
 * Guest memory: regions of bytes at guest addresses, little-endian, as many regions as there are and with gaps
 * between them. The last address, 2^64 − 1, is in no region.
 *
 * `load` and `store` access one word as one unit (atomically): it has to lie within one region and be aligned to
 * its size from that region's base. `read` and `write` are plain copies: no alignment, and they run on into an
 * adjacent region.
 */
export interface GuestMemory {
  load<W extends Width>(
    address: U64,
    width: W,
    ordering: LoadOrdering,
    known?: InRegion,
  ): Result<Word<W>, MemoryError>;
  store<W extends Width>(
    address: U64,
    value: Word<W>,
    ordering: StoreOrdering,
    known?: InRegion,
  ): Result<void, MemoryError>;
  /** Copies `words` out, one after the other without padding, lowest address first. */
  write(address: U64, words: readonly Word<Width>[], known?: InRegion): Result<void, MemoryError>;
  /** Copies words of these widths in, one after the other without padding, lowest address first. */
  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
    known?: InRegion,
  ): Result<{ readonly [I in keyof Ws]: Word<Ws[I]> }, MemoryError>;
  /**
   * Copies `length` bytes, however many, as if by a buffer between: within one memory they may overlap. It fails as `write`
   * does where bytes of either side are not mapped, once those before them are copied. In the event list it is a
   * `read` and a `write` without values. Throws a `TypeError` for a memory of another run, and for a wrapper of one.
   */
  transfer(from: TransferEnd, to: TransferEnd, length: U64): Result<void, MemoryError>;
  fence(ordering: FenceOrdering): void;
  /** Whether all `length` bytes from `address` on are mapped; adjacent regions count as one. True for length 0. */
  checkRange(address: U64, length: U64): Bool;
  /**
   * Whether all `length` bytes from `address` on lie in the region that `address` is in: what vm-memory's `get_slice`
   * yields a slice for. An address in no region has none, of no length either.
   */
  checkSlice(address: U64, length: U64): Bool;
  /** How many bytes of the region that an address is in come before the address; 0 where it is in none. */
  regionBefore(address: U64): U64;
  /** How many bytes of that region there are from the address on, its own included; 0 where it is in none. */
  regionAfter(address: U64): U64;
}
