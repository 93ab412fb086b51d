import type { Domain } from '../../domain/domain.ts';
import type { U16 } from '../../domain/word.ts';
import { FREE, giveBack, HEAD, LENDING, lendingBooks } from './lending.ts';
import type { Tables, TableViews } from './tables.ts';

/**
 * `LENDING`, and `next`: of drivers that link free descriptors, and those of a chain, by an array of their own. A driver reads `next`
 * alone. The first of the list has the last place, and each is followed by the one of the place before.
 */
export const FREE_LIST = { ...LENDING, next: 16 } as const;

type Written = Tables<typeof FREE_LIST>;
type Seen = TableViews<typeof FREE_LIST>;

/** The descriptors of a chain of one or two. */
type Taken = readonly [U16, U16 | undefined];

/** All descriptors are free and listed in their order, from 0 on. The last one is followed by 0. */
export function listAll(domain: Domain, { order, kind, link, next }: Written, size: U16): void {
  order.fill((i) => size.sub(1).sub(i));
  link.fill((i) => size.sub(1).sub(i));
  kind.fill(() => domain.u8(FREE));
  next.fill((i) => domain.select(i.add(1).eq(size), domain.u16(0), i.add(1)));
}

/** A list of free descriptors. */
export interface FreeList {
  /** The queue size. */
  readonly size: U16;
  readonly first: U16;
  readonly count: U16;
}

/** A chain comes back to the front of a list, which begins with the head then. */
export function listAgain(
  domain: Domain,
  tables: Written,
  [head, second]: Taken,
  { size, first, count }: FreeList,
): void {
  // What the books say of the first is known where something is read there.
  tables.kind.at(first);
  tables.next.put(second ?? head, first);
  // A device that lies can make a driver list more than there are: no place is left then.
  const place = (at: U16): U16 => domain.select(at.lt(size), at, domain.u16(0));
  if (second !== undefined) giveBack(domain, tables, second, place(count));
  giveBack(domain, tables, head, place(second === undefined ? count : count.add(1)));
}

/** What these tables say of every index below the size, with this list of free descriptors. */
export function freeListBooks({ size, first, count }: FreeList, tables: Seen, i: U16) {
  const { kind, link, next } = tables;
  const [is, place, following] = [kind.at(i), link.at(i), next.at(i)];
  const isFirst = count.ne(0).and(i.eq(first));
  return {
    ...lendingBooks(size, count, tables, i),
    'next is in the table': following.lt(size),
    'the list begins with the last place': isFirst.implies(is.eq(FREE).and(place.eq(count.sub(1)))),
    'a free descriptor is followed by the one of the place before': is
      .eq(FREE)
      .and(place.ne(0))
      .implies(
        kind
          .at(following)
          .eq(FREE)
          .and(link.at(following).eq(place.sub(1))),
      ),
    'a head is followed by its second descriptor': is.eq(HEAD).and(place.ne(i)).implies(following.eq(place)),
  };
}
