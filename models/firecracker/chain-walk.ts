import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type ObservedMemory,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  DESC_F_NEXT,
  type ChainError,
  type Descriptor,
  type PoppedChain,
  type WalkState,
} from 'ringproof/virtio/split';
import type { HostPointer } from './host-pointer.ts';
import { DESCRIPTOR_SIZE } from './layout.ts';
import { DescriptorChain } from './queue.ts';

/** What a device remembers between two steps of its loop over a chain. */
export interface WalkFields {
  /** Guest address that the table's pointer was made from. */
  readonly table: U64;
  /** Size of the queue. */
  readonly entries: U16;
  readonly index: U16;
  /** Time to live of the descriptor at `index`; 0: the loop is over. */
  readonly remaining: U16;
  /** Not upstream's, which does not add lengths up: any number of bytes before, which no step reads. */
  readonly bytes: U32;
  /** Whether the descriptor at `index` was read already, as `pop` does with the first one. Then it is this one. */
  readonly isRead: Bool;
  readonly descAddr: U64;
  readonly descLen: U32;
  readonly descFlags: U16;
  readonly descNext: U16;
}

/**
 * The loop over a chain that Firecracker's devices write with `next_descriptor`. It reads a descriptor when it is asked for
 * it, where `DescriptorIterator` reads one ahead. Every malformed chain ends as a complete one does. A table that the pointer
 * does not reach is a trap.
 */
export class Walk implements WalkFields {
  readonly table: U64;
  readonly entries: U16;
  index: U16;
  remaining: U16;
  readonly bytes: U32;
  isRead: Bool;
  readonly descAddr: U64;
  readonly descLen: U32;
  readonly descFlags: U16;
  readonly descNext: U16;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: WalkFields) {
    this.domain = domain;
    this.table = fields.table;
    this.entries = fields.entries;
    this.index = fields.index;
    this.remaining = fields.remaining;
    this.bytes = fields.bytes;
    this.isRead = fields.isRead;
    this.descAddr = fields.descAddr;
    this.descLen = fields.descLen;
    this.descFlags = fields.descFlags;
    this.descNext = fields.descNext;
  }

  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { domain, entries, index, remaining } = this;
    if (domain.decide(remaining.eq(0))) return ok(undefined);

    const link = { index, ttl: remaining };
    const found = domain.decide(this.isRead)
      ? this.#current()
      : DescriptorChain.linked(domain, mem, this.#table, entries, link);

    const { index: nextIndex, ttl } = found?.link ?? { index, ttl: domain.u16(0) };
    this.index = nextIndex;
    this.remaining = ttl;
    this.isRead = domain.bool(false);
    return ok(found?.descriptor);
  }

  #current(): DescriptorChain {
    const { entries: queueSize, index, remaining: ttl } = this;
    const descriptor = {
      addr: this.descAddr,
      len: this.descLen,
      flags: this.descFlags,
      next: this.descNext,
    };
    return new DescriptorChain(this.domain, {
      descTablePtr: this.#table,
      ...{ queueSize, ttl, index, descriptor },
    });
  }

  /** A descriptor was read through it: it is not null. */
  get #table(): HostPointer {
    return { address: this.table, isSet: this.domain.bool(true) };
  }
}

/** A chain that `pop` gave: its first descriptor has been read, and is not read again. */
export function poppedChain(domain: Domain, chain: DescriptorChain): PoppedChain & { readonly walk: Walk } {
  const { descTablePtr, queueSize, index, ttl, addr, len, flags, next } = chain;
  const walk = new Walk(domain, {
    ...{ table: descTablePtr.address, entries: queueSize, index, remaining: ttl },
    ...{ bytes: domain.u32(0), isRead: domain.bool(true) },
    ...{ descAddr: addr, descLen: len, descFlags: flags, descNext: next },
  });
  return { head: index, walk };
}

/** What the interface knows of a walk. Indirect tables are not followed. */
export function walkState(fields: WalkFields, domain: Domain): WalkState {
  const { table, entries, index, remaining, bytes, isRead } = fields;
  const { descAddr: readAddr, descLen: readLen, descFlags: readFlags, descNext: readNext } = fields;
  return {
    ...{ table, entries, index, remaining, bytes, indirect: domain.bool(false) },
    ...{ isRead, readAddr, readLen, readFlags, readNext },
  };
}

/**
 * Wherever the loop gets to: the table lies in one region, as `initialize` saw; and a descriptor that was read already was found
 * to be valid. What stands there by now is the driver's affair.
 */
export function isReachable(walk: WalkFields, memory: ObservedMemory): Bool {
  const { table, entries, index, remaining, isRead } = walk;
  const isTable = memory.checkSlice(table, entries.zeroExtend(64).mul(DESCRIPTOR_SIZE));
  const hasNext = walk.descFlags.and(DESC_F_NEXT).ne(0).and(entries.gt(1));
  const isValid = hasNext.implies(walk.descNext.lt(entries));
  return remaining.le(entries).and(isTable, isRead.implies(index.lt(entries).and(remaining.gt(0), isValid)));
}
