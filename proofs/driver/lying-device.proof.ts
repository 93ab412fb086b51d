import { proof, type GuestMemory, type ProofContext } from 'ringproof';
import {
  activeDriver,
  areas as areasOf,
  outstanding,
  ring,
  splitDriver,
  type AnyDriver,
} from 'ringproof/virtio/split-driver';
import { sameChain, sameDriver } from './state.ts';

/** What a device can do that keeps to nothing: it writes any bytes to all that both sides share, at any time. */
function lying(p: ProofContext, { before, memory }: AnyDriver): GuestMemory {
  const { descTable, availRing, usedRing } = areasOf(before);
  return p.driverMayAct(memory, [descTable, availRing, usedRing]);
}

export const lyingDevice = proof({
  id: 'driver/lying-device',
  title:
    'a device that writes anything, anywhere in the queue, while a driver collects gets back no more than was lent to it',
  requirements: [],
  doesNotProve: 'that the bytes in the buffers are the ones that were asked for.',
  on: splitDriver,
  covers: ['collected'],
  body: (p, device) => {
    const any = activeDriver(p, device);
    const { driver, before, memory } = any;
    const initial = memory.snapshot();
    const shared = lying(p, any);
    const index = p.any.u16('any_index');
    device.know(driver, index);
    const was = driver.chain(index);

    const result = driver.collect(shared);

    for (const holds of Object.values(device.books(driver, index, memory)))
      p.assert('the books hold', index.lt(before.size).implies(holds));
    const { state } = driver;
    // All other properties begin there. What the driver only writes may be known of its memory: the device harms itself alone there.
    const [flags, event] = [ring.availFlags(before), ring.usedEvent(before)];
    const isInUse = memory
      .peekWord(flags, 16)
      .eq(initial.peekWord(flags, 16))
      .and(memory.peekWord(event, 16).eq(state.lastUsed))
      .implies(device.isIn(driver, 'active', memory));
    if (!result.ok || result.value === undefined) {
      p.assert('no descriptor is freed without a chain', state.numFree.eq(before.numFree));
      p.assert('no chain is counted as collected', outstanding(state).eq(outstanding(before)));
      p.assert('it is in use as before', isInUse);
      return;
    }
    const { head, len } = result.value;
    const is = head.eq(index);
    p.assert('the head is in the table', head.lt(before.size));
    p.assert('what is collected was outstanding', is.implies(was.isOutstanding));
    p.assert(
      'what is collected is no longer outstanding',
      is.implies(driver.chain(index).isOutstanding.not()),
    );
    p.assert('no more is collected than was lent', is.implies(len.zeroExtend(64).le(was.writable)));
    p.assert('its descriptors are freed', is.implies(state.numFree.eq(before.numFree.add(was.count))));
    p.assert('one chain less is outstanding', outstanding(state).eq(outstanding(before).sub(1)));
    p.assert('it is in use as before', isInUse);
    p.cover('collected');
  },
});

export const lyingDeviceAgain = proof({
  id: 'driver/lying-device-again',
  title:
    'an element that a driver has refused to collect and not passed over, it refuses again, and neither time does anything change',
  requirements: [],
  doesNotProve:
    'that a queue is given up whose device has lied: a driver may collect what the device writes afterwards.',
  on: splitDriver,
  covers: ['refused twice'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const index = p.any.u16('any_index');
    device.know(driver, index);
    const was = driver.chain(index);
    if (driver.collect(memory).ok) return;
    // What it does next is about another element then.
    const isPassedOver = driver.state.lastUsed.eq(before.lastUsed.add(1));

    const result = driver.collect(memory);

    const isSameChain = index.lt(before.size).implies(sameChain(was, driver.chain(index)));
    p.assert('nothing is collected', isPassedOver.or(!result.ok || result.value === undefined));
    p.assert('no field changes', isPassedOver.or(sameDriver(p.domain, before, driver.state)));
    p.assert('no chain changes', isPassedOver.or(isSameChain));
    p.cover('refused twice');
  },
});
