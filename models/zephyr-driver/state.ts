import type { Bool, U16, U64 } from 'ringproof';
import { DESC_F_NEXT } from 'ringproof/virtio/split';
import { FREE, HEAD, lendingBooks, type Kept, type LENDING } from 'ringproof/virtio/split-driver';

/** What struct virtq keeps, and of the rings what the driver alone writes; see virtqueue.h. */
export interface VirtqFields {
  num: U16;
  desc: U64;
  avail: U64;
  used: U64;
  last_used_idx: U16;
  free_desc_n: U16;
  /** Entries on `free_desc_stack`: as many as `free_desc_n`, until a push is refused because the stack is full. */
  stack_depth: U16;
  /** The idx of the available ring, which the driver keeps nowhere else: it reads it again for each chain. */
  avail_idx: U16;
  /** Chains added since the last notification, for properties: the driver does not count them. */
  num_added: U16;
}

/** Where flags and next of a descriptor are (2.7.5). */
export const FLAGS_OFFSET = 12;
export const NEXT_OFFSET = 14;

type Books = Kept<VirtqFields, typeof LENDING>;

/**
 * What holds of every index below the size. A chain is linked by the descriptors themselves, in memory that the device could write,
 * too: it has to keep from it for this to hold.
 */
export function isKept({ state: { num, desc, stack_depth }, tables, memory }: Books, i: U16) {
  const [is, other] = [tables.kind.at(i), tables.link.at(i)];
  // Of an index that is out of range, too: there the sum could wrap.
  const descriptor = desc.add(i.zeroExtend(64).mul(16));
  const isFollowed = is.eq(HEAD).and(other.ne(i));
  return {
    ...lendingBooks(num, stack_depth, tables, i),
    'flags of a lent descriptor say whether one follows': is
      .ne(FREE)
      .implies(hasNext(memory.peekWord(descriptor, 16, FLAGS_OFFSET)).iff(isFollowed)),
    'next is the one that follows': isFollowed.implies(
      memory.peekWord(descriptor, 16, NEXT_OFFSET).eq(other),
    ),
  };
}

export function hasNext(flags: U16): Bool {
  return flags.and(DESC_F_NEXT).ne(0);
}
