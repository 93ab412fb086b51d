import type { Bool, U16, U64 } from 'ringproof';
import { DESC_F_INDIRECT, DESC_F_NEXT } from 'ringproof/virtio/split';
import { FREE_LIST, freeListBooks, HEAD, type Kept } from 'ringproof/virtio/split-driver';

/** What VirtQueue keeps, and of the rings what the driver alone writes. */
export interface QueueFields {
  /** SIZE, a constant of each queue’s type. */
  size: U16;
  desc: U64;
  avail: U64;
  used: U64;
  num_used: U16;
  free_head: U16;
  avail_idx: U16;
  last_used_idx: U16;
  event_idx: Bool;
  indirect: Bool;
  /** Chains added since should_notify last answered, for properties: the driver does not count them. */
  num_added: U16;
}

/** In `next` is `desc_shadow[].next`. */
export const TABLES = {
  ...FREE_LIST,
  /** `desc_shadow[].flags`; what was lent last, of a descriptor that is free. */
  flags: 16,
  /** Buffers of the table in `indirect_lists[]`; 0 where there is none. */
  indirect_list: 8,
} as const;

type Books = Kept<QueueFields, typeof TABLES>;

/** What holds of every index below the size. Of memory that the device could write, nothing. */
export function isKept({ state: { size, num_used, free_head }, tables }: Books, i: U16) {
  const [is, other, flags, list] = [
    tables.kind.at(i),
    tables.link.at(i),
    tables.flags.at(i),
    tables.indirect_list.at(i),
  ];
  const isHead = is.eq(HEAD);
  return {
    ...freeListBooks({ size, first: free_head, count: size.sub(num_used) }, tables, i),
    'flags of a head say whether one follows': isHead.implies(hasNext(flags).iff(other.ne(i))),
    'a second descriptor is the last': isHead.and(other.ne(i)).implies(hasNext(tables.flags.at(other)).not()),
    'a head with a table has one of one or two': list.ne(0).implies(isHead.and(list.le(2))),
    'flags of a head say whether it has a table': isHead.implies(isIndirect(flags).iff(list.ne(0))),
    'a head with a table is alone': isHead.and(isIndirect(flags)).implies(other.eq(i)),
  };
}

export function hasNext(flags: U16): Bool {
  return flags.and(DESC_F_NEXT).ne(0);
}

export function isIndirect(flags: U16): Bool {
  return flags.and(DESC_F_INDIRECT).ne(0);
}
