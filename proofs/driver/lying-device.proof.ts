import { proof } from 'ringproof';
import { activeDriver, areas as areasOf, outstanding, splitDriver } from 'ringproof/virtio/split-driver';

/** What a device can do that keeps to nothing: it writes any bytes to all that both sides share, at any time. */
export const lyingDevice = proof({
  id: 'driver/lying-device',
  title:
    'a device that writes anything, anywhere in the queue, while a driver collects gets back no more than was lent to it',
  requirements: [],
  doesNotProve: 'that the bytes in the buffers are the ones that were asked for.',
  on: splitDriver,
  covers: ['collected'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const { descTable, availRing, usedRing } = areasOf(before);
    const shared = p.driverMayAct(memory, [descTable, availRing, usedRing]);
    const index = p.any.u16('any_index');
    device.know(driver, index);
    const was = driver.chain(index);

    const result = driver.collect(shared);

    for (const holds of Object.values(device.books(driver, index, memory)))
      p.assert('the books hold', index.lt(before.size).implies(holds));
    const { state } = driver;
    // All other properties begin there.
    const isInUse = device.isIn(driver, 'active', memory);
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
    p.assert('no more is collected than was lent', is.implies(len.zeroExtend(64).le(was.writable)));
    p.assert('its descriptors are freed', is.implies(state.numFree.eq(before.numFree.add(was.count))));
    p.assert('one chain less is outstanding', outstanding(state).eq(outstanding(before).sub(1)));
    p.assert('it is in use as before', isInUse);
    p.cover('collected');
  },
});
