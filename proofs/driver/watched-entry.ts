import type { Bool, U16 } from 'ringproof';
import type { AnyDriver } from 'ringproof/virtio/split-driver';
import { sameChain } from './state.ts';

/** What the books say of any one index before and after an operation, so that what holds of it holds of each. */
export interface WatchedEntry {
  /** Whether this descriptor was not lent before; of one beyond the table, yes. */
  readonly wasFree: (descriptor: U16) => Bool;
  /** Whether the descriptor, if it was lent, is lent with the same chain now. */
  readonly staysLent: () => Bool;
  /** Whether the chain that begins there is what it was. */
  readonly isSameChain: () => Bool;
  /** Whether both are what they were. */
  readonly isUnchanged: () => Bool;
}

/** Looks at an index before an operation. Of one beyond the table, everything holds. */
export function watchEntry({ driver, before: { size } }: AnyDriver, index: U16): WatchedEntry {
  const [was, chainWas] = [driver.descriptor(index), driver.chain(index)];
  const isThere = index.lt(size);
  const staysLent = (): Bool => {
    const is = driver.descriptor(index);
    return isThere.and(was.isLent).implies(is.isLent.and(is.head.eq(was.head)));
  };
  const isSameChain = (): Bool => isThere.implies(sameChain(chainWas, driver.chain(index)));
  return {
    wasFree: (descriptor) => isThere.and(was.isLent).implies(descriptor.ne(index)),
    staysLent,
    isSameChain,
    isUnchanged: () =>
      staysLent().and(isSameChain(), isThere.implies(driver.descriptor(index).isLent.implies(was.isLent))),
  };
}
