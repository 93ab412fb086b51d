import { setUpAgain } from 'ringproof/virtio/protocol';
import { notification } from './notification.ts';
import { isAgreed } from './words.ts';

export const reset = notification.follows({
  id: 'protocol/reset',
  title:
    'after a reset of the device or of the queue, and a new set-up, neither side has anything left of before',
  requirements: [],
  needs: ['driver.reset', 'device.reset'],
  doesNotProve: 'that the transport has both sides reset: that is what is assumed of it.',
  covers: ['chains were at every place', 'in use again'],
  body: (p, protocol, on, { domain, seen: { driver: before, device } }) => {
    const head = p.any.u16('head');

    const again = setUpAgain(p, protocol, on);

    if (again === undefined) return;
    const { driver, queue, memory } = again;
    const { state } = driver;
    const indices = [state.nextAvail, state.published, queue.state.nextAvail, queue.state.nextUsed];
    p.assert('both sides agree on the queue', isAgreed(domain, { driver: state, device: queue.state }));
    p.assert(
      'both sides go on from the same index',
      domain.bool(true).and(...indices.map((index) => index.eq(state.lastUsed))),
    );
    p.assert('each descriptor is free', state.numFree.eq(state.size));
    p.assert('no chain is outstanding', head.lt(state.size).implies(driver.chain(head).isOutstanding.not()));
    const [popped, collected] = [queue.pop(memory), driver.collect(memory)];
    p.assert('the device finds no chain', popped.ok && popped.value === undefined);
    p.assert('the driver finds no element', collected.ok && collected.value === undefined);
    p.assert('the driver owes no notification', driver.shouldKick(memory).not());
    const [isAvailable, isInDevice] = [
      before.published.ne(device.nextAvail),
      device.nextAvail.ne(device.nextUsed),
    ];
    p.cover('chains were at every place', isAvailable.and(isInDevice, device.nextUsed.ne(before.lastUsed)));
    p.cover('in use again');
  },
});
