import type { Bool, Domain, U16, U32 } from 'ringproof';
import { outstanding, type Kept } from 'ringproof/virtio/split-driver';
import type { DriverFields } from '../spec-driver/state.ts';

/** What a driver with VIRTIO_F_IN_ORDER remembers besides. */
export interface InOrderFields extends DriverFields {
  inOrder: Bool;
  /** The descriptor that the next chain begins with. What is lent comes before it, without a gap. */
  nextFree: U16;
  /** The descriptor that the chain begins with which was added first; `nextFree` where there is none. */
  oldest: U16;
  /** The place in `order` of that chain. */
  first: U16;
  /** The place of the next chain that is added. */
  end: U16;
  /** The index after the batch that is being given back; `lastUsed` where none is. */
  batchEnd: U16;
  /** The bytes that the device has told of the last chain of that batch. */
  batchLen: U32;
}

/** Side tables, one entry for each descriptor or, of `order`, for each place. */
export const TABLES = {
  /** A ring of the heads of outstanding chains, in the order in which they were added. */
  order: 16,
  /** The place of a head in that order. */
  place: 16,
  /** The index of the available ring that it was added for. */
  added: 16,
  /** The head of the chain that a descriptor is lent with; `NONE` of a free one. Never read: it says what is lent. */
  owner: 16,
  /** Of the head of an outstanding chain, the descriptors of it; else 0. */
  count: 16,
  /** Of such a head, the device-writable bytes of its chain. */
  writable: 64,
} as const;

/** No head. */
export const NONE = 0xffff;

/** The most descriptors of a chain. */
export const LONGEST = 2;

/** The index after another one, in a ring of this size. */
export function following(domain: Domain, size: U16, index: U16): U16 {
  const next = index.add(1);
  return domain.select(next.eq(size), domain.u16(0), next);
}

/** Whether an index comes so many after another one, in a ring of this size; both below it, and `by` no more than it. */
function isOnward(size: U16, from: U16, by: U16, to: U16): Bool {
  const [sum, at] = [from.zeroExtend(32).add(by.zeroExtend(32)), to.zeroExtend(32)];
  return sum.eq(at).or(sum.eq(at.add(size.zeroExtend(32))));
}

/** Whether an index is one of so many from another one on. */
function isWithin(domain: Domain, size: U16, from: U16, count: U16, index: U16): Bool {
  const [end, at] = [from.zeroExtend(32).add(count.zeroExtend(32)), index.zeroExtend(32)];
  return domain.select(index.ge(from), at, at.add(size.zeroExtend(32))).lt(end);
}

/** What holds of the state between any two operations. */
export function isConsistent(state: InOrderFields): Bool {
  const { size, numFree, nextFree, oldest, first, end, nextAvail, published, lastUsed, batchEnd } = state;
  const chains = outstanding(state);
  return numFree
    .le(size)
    .and(
      nextFree.lt(size).and(oldest.lt(size), first.lt(size), end.lt(size)),
      isOnward(size, oldest, size.sub(numFree), nextFree),
      isOnward(size, first, chains, end),
      chains.eq(0).implies(numFree.eq(size)),
      nextAvail.sub(published).le(chains),
      batchEnd.sub(lastUsed).le(published.sub(lastUsed)),
    );
}

/** What holds of every index below the size: what is lent is one run of the table, chain by chain in the order of their heads. */
export function isKept({ domain, state, tables }: Kept<InOrderFields, typeof TABLES>, i: U16) {
  const { size, numFree, nextFree, oldest, first, end, lastUsed, batchEnd, batchLen } = state;
  const { order, place, added, owner, count, writable } = tables;
  const chains = outstanding(state);
  const [head, length, next] = [owner.at(i), count.at(i), following(domain, size, i)];
  const [isLent, isHead] = [head.ne(NONE), length.ne(0)];
  const [its, turn] = [place.at(i), added.at(i).sub(lastUsed)];
  const at = order.at(i);
  const isPlace = isWithin(domain, size, first, chains, i);
  const ends = (where: U16): Bool => isOnward(size, at, count.at(at), where);
  return {
    'what is lent is one run of the table': isLent.iff(isWithin(domain, size, oldest, size.sub(numFree), i)),
    'a lent descriptor is the first or the second of an outstanding chain': isLent.implies(
      count
        .at(head)
        .ne(0)
        .and(
          head.eq(i).or(
            count
              .at(head)
              .eq(2)
              .and(following(domain, size, head).eq(i)),
          ),
        ),
    ),
    'a chain begins at its head': isHead.implies(head.eq(i).and(length.le(LONGEST))),
    'a second descriptor is the one after it': length.eq(2).implies(owner.at(next).eq(i)),
    'an outstanding chain has the place of its turn': isHead.implies(
      its.lt(size).and(turn.lt(chains), isOnward(size, first, turn, its), order.at(its).eq(i)),
    ),
    'a place has an outstanding chain': isPlace.implies(
      at.lt(size).and(count.at(at).ne(0), place.at(at).eq(i)),
    ),
    'the first chain begins where the run does': isPlace.and(i.eq(first)).implies(at.eq(oldest)),
    'each begins where the one before it ends': isPlace.and(next.ne(end)).implies(ends(order.at(next))),
    'the last ends where the run does': isPlace.and(next.eq(end)).implies(ends(nextFree)),
    'the last one of a batch has room for the bytes that were told': isHead
      .and(batchEnd.ne(lastUsed), added.at(i).eq(batchEnd.sub(1)))
      .implies(batchLen.zeroExtend(64).le(writable.at(i))),
  };
}
