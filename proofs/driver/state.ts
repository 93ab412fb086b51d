import type { Bool, Domain, U16 } from 'ringproof';
import type { ChainEntry, DriverState } from 'ringproof/virtio/split-driver';

/** Whether two states agree in every field that every driver has but the named ones. */
export function sameDriver(
  domain: Domain,
  a: DriverState,
  b: DriverState,
  except: readonly ('lastUsed' | 'numAdded' | 'published')[] = [],
): Bool {
  return domain
    .bool(true)
    .and(
      a.size.eq(b.size),
      a.eventIdx.iff(b.eventIdx),
      a.indirectDesc.iff(b.indirectDesc),
      b.inOrder === undefined || (a.inOrder?.iff(b.inOrder) ?? false),
      b.batchLen === undefined || (a.batchLen?.eq(b.batchLen) ?? false),
      a.descTable.eq(b.descTable),
      a.availRing.eq(b.availRing),
      a.usedRing.eq(b.usedRing),
      a.isSetUp.iff(b.isSetUp),
      a.numFree.eq(b.numFree),
      a.nextAvail.eq(b.nextAvail),
      except.includes('lastUsed') || a.lastUsed.eq(b.lastUsed),
      except.includes('lastUsed') || b.batchEnd === undefined || (a.batchEnd?.eq(b.batchEnd) ?? false),
      except.includes('published') || a.published.eq(b.published),
      except.includes('numAdded') || a.numAdded.eq(b.numAdded),
    );
}

/** Whether the books say the same of a head. */
export function sameChain(a: ChainEntry, b: ChainEntry): Bool {
  const isAsOld = b.added === undefined || (a.added?.eq(b.added) ?? false);
  return a.isOutstanding
    .iff(b.isOutstanding)
    .and(a.isOutstanding.implies(a.count.eq(b.count).and(a.writable.eq(b.writable), isAsOld)));
}

/** Whether a driver has given up its device. */
export function isBroken(domain: Domain, state: DriverState): Bool {
  return state.isBroken ?? domain.bool(false);
}

/** Whether the device may be notified: of a driver that leaves that to its caller, yes. */
export function isLive(domain: Domain, state: DriverState): Bool {
  return state.isLive ?? domain.bool(true);
}

/** Whether an index is one of `count` indices from `first` on. */
export function isAmong(index: U16, first: U16, count: U16): Bool {
  return index.sub(first).lt(count);
}
