import type { Bool, Domain, U16 } from 'ringproof';
import type { SeenSides } from 'ringproof/virtio/protocol';
import { ring } from 'ringproof/virtio/split-driver';

/** The words of the rings by which both sides tell each other how far they are and what they ask for. */
export function ringWords({ driver, memory }: SeenSides) {
  const at = (address: ReturnType<typeof ring.availIdx>): U16 => memory.peekWord(address, 16);
  return {
    availFlags: at(ring.availFlags(driver)),
    availIdx: at(ring.availIdx(driver)),
    usedEvent: at(ring.usedEvent(driver)),
    usedFlags: at(ring.usedFlags(driver)),
    usedIdx: at(ring.usedIdx(driver)),
    availEvent: at(ring.availEvent(driver)),
  };
}

/** Chains that the driver has published and the device has not taken. */
export function unseen({ driver, device }: SeenSides): U16 {
  return driver.published.sub(device.nextAvail);
}

/** Elements that the device has added and the driver has not collected. */
export function uncollected({ driver, device }: SeenSides): U16 {
  return device.nextUsed.sub(driver.lastUsed);
}

/** Whether both sides have the same size, places and features. */
export function isAgreed(domain: Domain, { driver, device }: Pick<SeenSides, 'driver' | 'device'>): Bool {
  return domain
    .bool(true)
    .and(
      driver.size.eq(device.size),
      driver.descTable.eq(device.descTable),
      driver.availRing.eq(device.availRing),
      driver.usedRing.eq(device.usedRing),
      driver.eventIdx.iff(device.eventIdx),
      (driver.inOrder ?? domain.bool(false)).iff(device.inOrder ?? false),
      driver.isSetUp,
      device.ready,
      driver.isLive ?? true,
    );
}

/**
 * Whether each index has come as far as the one that follows it and no further: from last_used to the driver's next_avail. With IN_ORDER, the
 * end of the batch that the driver collects comes no later than what the device has returned.
 */
export function areInOrder(domain: Domain, seen: SeenSides): Bool {
  const { driver, device } = seen;
  const from = (index: U16): U16 => index.sub(driver.lastUsed);
  const [used, taken] = [from(device.nextUsed), from(device.nextAvail)];
  const [published, added] = [from(driver.published), from(driver.nextAvail)];
  const { seenAvail } = device;
  const isSeen =
    seenAvail === undefined
      ? domain.bool(true)
      : taken.le(from(seenAvail)).and(from(seenAvail).le(published));
  const isBatchReturned = driver.batchEnd === undefined ? true : from(driver.batchEnd).le(used);
  return used
    .le(taken)
    .and(taken.le(published), published.le(added), added.le(driver.size), isSeen, isBatchReturned);
}
