import type { Bool, U16, U64 } from 'ringproof';
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

/** Side tables, one entry for each descriptor or, of `stack`, for each place. */
export const TABLES = {
  /** A stack of the free descriptors: as many as are free. */
  stack: 16,
  /** The place of a free descriptor on the stack. Never read: it says that there is one alone. */
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

/** What holds of every index below the size: what is free is on the stack once, and what is lent is in one chain. */
export function isKept({ state: { size, numFree }, tables }: Books, i: U16) {
  const { stack, place, owner, count, next } = tables;
  const [at, where, head] = [stack.at(i), place.at(i), owner.at(i)];
  const [length, second] = [count.at(head), next.at(head)];
  const [isLent, isPlace] = [head.ne(NONE), i.lt(numFree)];
  return {
    'a place on the stack has a free descriptor': isPlace.implies(at.lt(size).and(owner.at(at).eq(NONE))),
    'no other place has it': isPlace.implies(place.at(at).eq(i)),
    'a free descriptor has a place on the stack': isLent.or(where.lt(numFree).and(stack.at(where).eq(i))),
    'a lent descriptor is in an outstanding chain': isLent.implies(
      head.lt(size).and(length.ne(0), length.le(LONGEST), owner.at(head).eq(head)),
    ),
    'it is one of the descriptors of that chain': isLent.implies(
      i.eq(head).or(length.eq(2).and(i.eq(second))),
    ),
    'these are lent with the chain': isLent
      .and(length.eq(2))
      .implies(second.lt(size).and(second.ne(head), owner.at(second).eq(head))),
    'a chain begins at its head': count.at(i).ne(0).implies(head.eq(i)),
  };
}
