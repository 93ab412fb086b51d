import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Handle } from '../../proof/model-run.ts';

/** Bits of a descriptor's `flags` (VIRTIO 2.7.5). */
export const DESC_F_NEXT = 1;
export const DESC_F_WRITE = 2;
export const DESC_F_INDIRECT = 4;

/** An entry of a descriptor table as it stands in memory: unused flags and an unused `next` included (2.7.5). */
export interface Descriptor {
  readonly addr: U64;
  /** Bytes. */
  readonly len: U32;
  readonly flags: U16;
  readonly next: U16;
}

/** What is wrong with a chain (2.7.5.1, 2.7.5.3). */
export interface ChainError {
  readonly kind:
    /** The index that `pop` found. */
    | 'HeadOutOfRange'
    /** One that a descriptor leads to, whether that is seen at once or a step later. */
    | 'NextOutOfRange'
    /** More descriptors than the table has entries, so that some entry comes twice; or more than the walk lets a chain have. */
    | 'Loop'
    | 'NestedIndirect'
    | 'IndirectWithNext'
    | 'InvalidTableLength'
    /** More than 2^32 bytes in all. */
    | 'TooLong'
    | 'ReadableAfterWritable'
    | 'Unmapped';
}

/**
 * Where a walk along a chain stands. The descriptor at `index` is the next to be looked at, unless `remaining` is 0: then
 * the walk is over.
 */
export interface WalkState {
  /** Guest address of the table that the walk is in: the queue's own or an indirect one. */
  readonly table: U64;
  /** Number of entries of that table. */
  readonly entries: U16;
  /** Index into that table. */
  readonly index: U16;
  /** How many descriptors of that table may still be yielded. */
  readonly remaining: U16;
  /** Sum of the lengths yielded so far, of all tables. A walk that sums nothing declares a field that it never changes. */
  readonly bytes: U32;
  /** Whether the table is an indirect one. */
  readonly indirect: Bool;
  /**
   * How many descriptors may still be yielded in all, of this table and a further one. Only of walks that limit a chain so
   * beside `remaining`; where it is left out, `remaining` is all that limits it.
   */
  readonly left?: U16;
  /** Whether VIRTIO_F_INDIRECT_DESC was negotiated. Left out by walks that do not know. */
  readonly indirectDesc?: Bool;
  /** Whether a device-writable descriptor was yielded. Only of walks that refuse a readable one after it: `checksOrder`. */
  readonly hasWritable?: Bool;
  /** Whether 2^32 bytes were yielded, which `bytes` shows as 0. Left out by walks that do not keep track of it. */
  readonly isFull?: Bool;
  /**
   * Whether the walk has a copy of the descriptor at `index`, which is in the table then: the copy comes next, whatever stands in
   * memory by now. Only of walks that read ahead, with the fields of the copy.
   */
  readonly isRead?: Bool;
  readonly readAddr?: U64;
  readonly readLen?: U32;
  readonly readFlags?: U16;
  readonly readNext?: U16;
}

/** What a walk along one descriptor chain does. */
export interface WalkOperations {
  /**
   * The next descriptor; `undefined` where the chain ends. An implementation that tells the end of a malformed chain from
   * that of a complete one reports an error; one that does not just ends.
   */
  next(memory: GuestMemory): Result<Descriptor | undefined, ChainError>;
}

/** A walk along one descriptor chain; `state` is where it stands now, a copy. */
export type ChainWalk = Handle<WalkState, WalkOperations>;

/** A chain that the driver made available, as an implementation's `pop` returns it. */
export interface PoppedChain {
  /** The entry of the available ring: index of the first descriptor. May be out of range. */
  readonly head: U16;
  /** An instance of a walk, at its first descriptor; left out by implementations that are not asked to walk. */
  readonly walk?: object;
}

/** A chain that the driver made available. */
export interface DescriptorChain {
  /** The entry of the available ring: index of the first descriptor. May be out of range. */
  readonly head: U16;
  /** A walk from its first descriptor; left out where the model has no walks. */
  readonly walk?: () => ChainWalk;
}
