import type { Bool, BoolOperand, U16, U64 } from 'ringproof';
import type { Kept } from 'ringproof/virtio/split-driver';

/** All that the specification has a driver remember of a queue, beside its side tables (2.7.13, 2.7.14). */
export interface DriverFields {
  size: U16;
  eventIdx: Bool;
  indirectDesc: Bool;
  descTable: U64;
  availRing: U64;
  usedRing: U64;
  isSetUp: Bool;
  isLive: Bool;
  numFree: U16;
  nextAvail: U16;
  published: U16;
  numAdded: U16;
  /** Whether 65536 entries or more were published since a notification was last decided on. */
  addedAll: Bool;
  lastUsed: U16;
  isBroken: Bool;
}

/** Side tables, one entry for each descriptor or, of `order`, for each place. */
export const TABLES = {
  /** All descriptors: free ones in the first `numFree` places, lent ones in the others. */
  order: 16,
  /** The place of a descriptor. */
  place: 16,
  /** The head of the chain that a descriptor is lent with; `NONE` of a free one. */
  owner: 16,
  /** The descriptor that follows a lent one in its chain. */
  next: 16,
  /** Of the head of an outstanding chain, the descriptors of it; else 0. */
  count: 16,
  /** Of such a head, the device-writable bytes of its chain. */
  writable: 64,
} as const;

/** No head. */
export const NONE = 0xffff;

/** The most descriptors of a chain that is walked along when it is collected. */
export const LONGEST = 2;

type Books = Kept<DriverFields, typeof TABLES>;

/** What holds of every index below the size: places are a permutation, and what is lent is in one chain. */
export function isKept({ state: { size, numFree }, tables }: Books, i: U16): BoolOperand {
  const { order, place, owner, count } = tables;
  const [at, where, head] = [order.at(i), place.at(i), owner.at(i)];
  const isLent = head.ne(NONE);
  return at
    .lt(size)
    .and(
      place.at(at).eq(i),
      owner.at(at).eq(NONE).iff(i.lt(numFree)),
      where.lt(size),
      order.at(where).eq(i),
      isLent.iff(where.ge(numFree)),
      isLent.implies(head.lt(size).and(isInChain(tables, size, head, i))),
      count.at(i).ne(0).implies(head.eq(i)),
    );
}

/**
 * Whether a lent descriptor is one of the chain that begins at a head, and all descriptors of that chain are lent with the head, each
 * once.
 */
function isInChain({ count, owner, next }: Books['tables'], size: U16, head: U16, index: U16): Bool {
  const length = count.at(head);
  const second = next.at(head);
  const third = next.at(second);
  return length
    .ne(0)
    .and(
      length.le(LONGEST),
      owner.at(head).eq(head),
      length.ge(2).implies(owner.at(second).eq(head).and(second.lt(size), second.ne(head))),
      length.ge(3).implies(owner.at(third).eq(head).and(third.lt(size), third.ne(head), third.ne(second))),
      index.eq(head).or(length.ge(2).and(index.eq(second)), length.ge(3).and(index.eq(third))),
    );
}
