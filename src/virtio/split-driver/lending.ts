import type { Domain } from '../../domain/domain.ts';
import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { Buffer, ChainEntry, DescriptorEntry } from './interface.ts';
import type { Tables, TableViews } from './tables.ts';

/**
 * Side tables that say which descriptors are lent, in chains of at most two, for drivers whose own tables do not. Operations write
 * them and books are made of them; a driver reads no more of them than `order`, where that is a stack of its own.
 */
export const LENDING = {
  /** The free descriptors: by place, as many as are free. The last is lent next, and the first one last. */
  order: 16,
  /** `FREE`, `HEAD` of an outstanding chain, or `SECOND` descriptor of one. */
  kind: 8,
  /** Of a free descriptor, its place; of one that is lent, the other one of its chain, or itself. */
  link: 16,
  /** Of the head of an outstanding chain, its device-writable bytes. */
  writable: 64,
} as const;

type Written = Tables<typeof LENDING>;
type Seen = TableViews<typeof LENDING>;

export const [FREE, HEAD, SECOND] = [0, 1, 2] as const;

/** All descriptors are free: the least is the last to be lent. */
export function freeAll(domain: Domain, { order, kind, link }: Written): void {
  order.fill((i) => i);
  link.fill((i) => i);
  kind.fill(() => domain.u8(FREE));
}

/** A descriptor, or two, is lent as a chain of these buffers. */
export function lend(
  domain: Domain,
  { kind, link, writable }: Written,
  [head, second]: readonly [U16, U16 | undefined],
  buffers: readonly Buffer[],
): void {
  kind.put(head, domain.u8(HEAD));
  link.put(head, second ?? head);
  if (second !== undefined) {
    kind.put(second, domain.u8(SECOND));
    link.put(second, head);
  }
  writable.put(
    head,
    bytesOf(domain, buffers, ({ isWritable }) => isWritable),
  );
}

/** A descriptor is free, and has this place. */
export function giveBack(domain: Domain, { order, kind, link }: Written, index: U16, place: U16): void {
  order.put(place, index);
  kind.put(index, domain.u8(FREE));
  link.put(index, place);
}

/** What these tables say of every index below the size: free descriptors have one place each, and lent ones are in one chain. */
export function lendingBooks(size: U16, numFree: U16, { order, kind, link }: Seen, i: U16) {
  const [at, is, other] = [order.at(i), kind.at(i), link.at(i)];
  const [itsKind, itsLink] = [kind.at(other), link.at(other)];
  const isPlace = i.lt(numFree);
  return {
    'a place has a free descriptor': isPlace.implies(at.lt(size).and(kind.at(at).eq(FREE))),
    'no other place has it': isPlace.implies(link.at(at).eq(i)),
    'a free descriptor has a place': is.eq(FREE).implies(other.lt(numFree).and(order.at(other).eq(i))),
    'a head is alone, or has a second descriptor': is
      .eq(HEAD)
      .implies(other.lt(size).and(other.eq(i).or(itsKind.eq(SECOND).and(itsLink.eq(i))))),
    'a second descriptor has a head': is
      .eq(SECOND)
      .implies(other.lt(size).and(itsKind.eq(HEAD), itsLink.eq(i))),
    'a descriptor is free or lent': is.le(SECOND),
  };
}

/** What they say of a descriptor, for `descriptor` of the books. */
export function lentDescriptor(domain: Domain, { kind, link }: Seen, index: U16): DescriptorEntry {
  const is = kind.at(index);
  return { isLent: is.ne(FREE), head: domain.select(is.eq(HEAD), index, link.at(index)) };
}

/** What they say of a head, for `chain` of the books. */
export function lentChain(domain: Domain, { kind, link, writable }: Seen, head: U16): ChainEntry {
  return {
    isOutstanding: kind.at(head).eq(HEAD),
    count: domain.select(link.at(head).eq(head), domain.u16(1), domain.u16(2)),
    writable: writable.at(head),
  };
}

/** The bytes of those buffers that a condition holds of. */
export function bytesOf(
  domain: Domain,
  buffers: readonly Buffer[],
  isCounted: (buffer: Buffer) => Bool,
): U64 {
  const none = domain.u64(0);
  return buffers.reduce(
    (sum, buffer) => sum.add(domain.select(isCounted(buffer), buffer.length.zeroExtend(64), none)),
    none,
  );
}

/** Whether a device-readable buffer follows a device-writable one (2.7.4.2). */
export function isMixed(domain: Domain, buffers: readonly Buffer[]): Bool {
  const pairs = buffers.slice(1).map(({ isWritable }, i): Bool => {
    const previous = buffers[i]?.isWritable ?? domain.bool(false);
    return previous.and(isWritable.not());
  });
  return domain.bool(false).or(...pairs);
}
