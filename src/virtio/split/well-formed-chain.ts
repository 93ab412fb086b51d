import type { Domain } from '../../domain/domain.ts';
import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView } from '../../memory/observed-memory.ts';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  DESC_F_WRITE,
  type ChainError,
  type Descriptor,
  type WalkState,
} from './descriptor-chain.ts';
import { DESC_TABLE } from './shapes.ts';

const DESCRIPTOR_BYTES = DESC_TABLE.slotBytes;

/*
 * What makes a chain malformed, as conditions on one step of a walk: where the walk stands, and the descriptor that it finds
 * there. A chain is well-formed if none holds at any of its steps, so one step is all that a proof by induction looks at.
 */

/** Whether a flag of a descriptor is set. The other bits of `flags` have no meaning (2.7.5). */
export function hasFlag({ flags }: Descriptor, flag: number): Bool {
  return flags.and(flag).ne(0);
}

/** The walk stands beyond the end of its table: only a head does, as long as each step is checked (2.7.13.2). */
export function isOutOfTable({ index, entries }: WalkState): Bool {
  return index.ge(entries);
}

/** The descriptor goes on at an index that the table does not have (2.7.5). */
export function isNextOutOfRange({ entries }: WalkState, descriptor: Descriptor): Bool {
  return hasFlag(descriptor, DESC_F_NEXT).and(descriptor.next.ge(entries));
}

/**
 * The descriptor goes on though the table has no more entries than were passed: some entry comes twice (2.7.5.2). Says the
 * same of a loop as remembering the indices would, only later: a walk of more steps than there are entries has met one
 * twice, and one that meets an entry twice never ends by itself. Or it goes on though the walk lets no more come: a device may
 * limit chains (2.7.4.1).
 */
export function isLoop({ remaining, left }: WalkState, descriptor: Descriptor): Bool {
  const isLast = remaining.le(1);
  return hasFlag(descriptor, DESC_F_NEXT).and(left === undefined ? isLast : isLast.or(left.le(1)));
}

/** A table within a table (2.7.5.3.1). */
export function isNestedIndirect({ indirect }: WalkState, descriptor: Descriptor): Bool {
  return indirect.and(hasFlag(descriptor, DESC_F_INDIRECT));
}

/** A descriptor that refers to a table and goes on besides (2.7.5.3.1). */
export function isIndirectWithNext(descriptor: Descriptor): Bool {
  return hasFlag(descriptor, DESC_F_INDIRECT).and(hasFlag(descriptor, DESC_F_NEXT));
}

/**
 * A table that is not a whole number of descriptors, of none, or of more than 65535 (2.7.5.3). The text has no upper end;
 * but no chain may be longer than the Queue Size (2.7.5.3.1), and a device may limit chains (2.7.4.1).
 */
export function isInvalidTableLength({ len }: Descriptor): Bool {
  const entries = len.div(DESCRIPTOR_BYTES);
  return len.eq(0).or(len.and(DESCRIPTOR_BYTES - 1).ne(0), entries.gt(0xffff));
}

/**
 * How many descriptors may come of a table that a walk enters: as many as the table has, and as the chain may still have, which is
 * not longer than the Queue Size (2.7.5.3.1).
 */
export function remainingOfTable(domain: Domain, { remaining }: WalkState, descriptor: Descriptor): U16 {
  const entries = tableEntries(descriptor);
  return domain.select(entries.lt(remaining), entries, remaining);
}

/** The number of entries of the table that a descriptor refers to, where its length is valid. */
export function tableEntries({ len }: Descriptor): U16 {
  return len.div(DESCRIPTOR_BYTES).truncate(16);
}

/** A table that is not all mapped; the memory that it lies in need not be one region. No alignment is asked for (2.7.5.3). */
export function isTableUnmapped({ addr, len }: Descriptor, memory: GuestMemory): Bool {
  return memory.checkRange(addr, len.zeroExtend(64)).not();
}

/** The yielded descriptors and this one have more than 2^32 bytes in all (2.7.5.2); exactly 2^32 are allowed. */
export function isTooLong({ bytes, isFull }: WalkState, { len }: Descriptor): Bool {
  const isBeyond = bytes
    .zeroExtend(64)
    .add(len.zeroExtend(64))
    .gt(2n ** 32n);
  return isFull === undefined ? isBeyond : isBeyond.or(isFull.and(len.ne(0)));
}

/**
 * A device-readable descriptor after a device-writable one (2.7.4.2); of two descriptors that a walk yields one after the
 * other, so that a table's first one is compared with the last one before it. Most walks do not ask this: the rule
 * is the driver's, and where a walk stands does not tell what came last. Of those that do, see `isOutOfOrder`.
 */
export function isReadableAfterWritable(previous: Descriptor, descriptor: Descriptor): Bool {
  return hasFlag(previous, DESC_F_WRITE).and(hasFlag(descriptor, DESC_F_WRITE).not());
}

/** A descriptor that refers to a table where the feature was not negotiated (2.7.5.3.1); of walks that know. */
export function isNotNegotiated({ indirectDesc, indirect }: WalkState, descriptor: Descriptor): Bool {
  const hasTable = hasFlag(descriptor, DESC_F_INDIRECT);
  return indirectDesc === undefined ? indirect.and(indirect.not()) : hasTable.and(indirectDesc.not());
}

/** A readable element after a writable one (2.7.4.2); of walks that look. */
export function isOutOfOrder({ hasWritable, indirect }: WalkState, descriptor: Descriptor): Bool {
  if (hasWritable === undefined) return indirect.and(indirect.not());
  const isElement = hasFlag(descriptor, DESC_F_INDIRECT).not();
  return isElement.and(hasWritable, hasFlag(descriptor, DESC_F_WRITE).not());
}

/** The malformations that one step shows, but for those of the memory; `Loop` before the entry comes the second time. */
export type StepErrors = Readonly<
  Record<Exclude<ChainError['kind'], 'Unmapped' | 'ReadableAfterWritable'>, Bool>
>;

/** For a descriptor that is an element of the chain, and for one that refers to a table: each kind of malformation. */
export function stepErrors(state: WalkState, descriptor: Descriptor): StepErrors {
  const indirect = hasFlag(descriptor, DESC_F_INDIRECT);
  const element = indirect.not();
  return {
    HeadOutOfRange: isOutOfTable(state),
    NestedIndirect: isNestedIndirect(state, descriptor),
    IndirectWithNext: isIndirectWithNext(descriptor),
    InvalidTableLength: indirect.and(isInvalidTableLength(descriptor)),
    NextOutOfRange: element.and(isNextOutOfRange(state, descriptor)),
    Loop: element.and(isLoop(state, descriptor)),
    TooLong: element.and(isTooLong(state, descriptor)),
  };
}

/** Whether a step that finds this descriptor is well-formed: no kind of malformation, a table, if there is one, mapped. */
export function isWellFormedStep(state: WalkState, descriptor: Descriptor, memory: GuestMemory): Bool {
  const { HeadOutOfRange, ...others } = stepErrors(state, descriptor);
  const unmapped = hasFlag(descriptor, DESC_F_INDIRECT).and(isTableUnmapped(descriptor, memory));
  const refused = [isNotNegotiated(state, descriptor), isOutOfOrder(state, descriptor)];
  return HeadOutOfRange.or(...Object.values(others), unmapped, ...refused).not();
}

/** The descriptor at an index of a table as it stands in memory; looking at it is no access. */
export function descriptorAt(memory: MemoryView, table: U64, index: U16): Descriptor {
  const at = table.add(DESC_TABLE.slotOffset(index));
  return {
    addr: memory.peekWord(at, 64, DESC_TABLE.fieldOffset('addr')),
    len: memory.peekWord(at, 32, DESC_TABLE.fieldOffset('len')),
    flags: memory.peekWord(at, 16, DESC_TABLE.fieldOffset('flags')),
    next: memory.peekWord(at, 16, DESC_TABLE.fieldOffset('next')),
  };
}
