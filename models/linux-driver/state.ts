import type { Bool, U16, U64 } from 'ringproof';
import { DESC_F_NEXT } from 'ringproof/virtio/split';
import { FREE, FREE_LIST, freeListBooks, HEAD, type Kept } from 'ringproof/virtio/split-driver';

/** What struct vring_virtqueue and struct vring_virtqueue_split keep of a split queue. */
export interface VirtqueueFields {
  num: U16;
  desc: U64;
  avail: U64;
  used: U64;
  broken: Bool;
  indirect: Bool;
  event: Bool;
  free_head: U16;
  num_free: U16;
  /** Wider in the code. It never gets to 65535: adding an entry kicks then, and it is 0 again. */
  num_added: U16;
  last_used_idx: U16;
  /** An interrupt came since notifications were last enabled; set by vring_interrupt, only with VIRTIO_F_EVENT_IDX. */
  event_triggered: Bool;
  avail_flags_shadow: U16;
  avail_idx_shadow: U16;
}

/** In `next` is `desc_extra[].next`. */
export const TABLES = {
  ...FREE_LIST,
  /** Whether there is a `desc_state[].data`. */
  data: 8,
  /** Whether there is a `desc_state[].indir_desc`. */
  indir_desc: 8,
} as const;

/** Where flags of a descriptor are (2.7.5). */
export const FLAGS_OFFSET = 12;

export const [NO, YES] = [0, 1] as const;

type Books = Kept<VirtqueueFields, typeof TABLES>;

/**
 * What holds of every index below the size. How long a chain is stands in the flags of its descriptors, in memory that the device
 * could write, too: it has to keep from it for this to hold.
 */
export function isKept(
  { state: { num, desc, num_free, free_head, indirect }, tables, memory }: Books,
  i: U16,
) {
  const [is, other] = [tables.kind.at(i), tables.link.at(i)];
  const isFollowed = is.eq(HEAD).and(other.ne(i));
  // Of an index that is out of range, too: there the sum could wrap.
  const flags = memory.peekWord(desc.add(i.zeroExtend(64).mul(16)), 16, FLAGS_OFFSET);
  return {
    ...freeListBooks({ size: num, first: free_head, count: num_free }, tables, i),
    'flags of a lent descriptor say whether one follows': is.ne(FREE).implies(hasNext(flags).iff(isFollowed)),
    'a head has data, and nothing else': tables.data.at(i).eq(YES).iff(is.eq(HEAD)),
    'data are there or not': tables.data.at(i).le(YES),
    'only a head has a table': tables.indir_desc
      .at(i)
      .ne(NO)
      .implies(indirect.and(is.eq(HEAD))),
  };
}

export function hasNext(flags: U16): Bool {
  return flags.and(DESC_F_NEXT).ne(0);
}
