import { proof } from 'ringproof';
import {
  activeQueue,
  availEventAddress,
  availIdxAddress,
  splitDevice,
  usedEventAddress,
} from 'ringproof/virtio/split';

export const noLostKick = proof({
  id: 'split/no-lost-kick',
  title: 'a device that waits is notified, however many chains the driver makes available next',
  requirements: ['split.avail-notification.driver.must-notify-when-avail-event-matches'],
  doesNotProve:
    'anything of memory models: driver and device take turns here, each seeing what the other did.',
  on: splitDevice,
  covers: ['one chain', 'a full ring across the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: p.domain.bool(true) });
    const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
    if (event === undefined || idx === undefined) return;
    p.assume(memory.accessible(event, 16).and(memory.accessible(idx, 16)));

    const result = queue.enableNotification(memory);

    if (!result.ok || p.domain.decide(result.value)) return;
    // The driver's side of 2.7.10.1: old and new are its idx before and after it publishes.
    const old = memory.peekWord(idx, 16);
    const published = p.any.u16('published', { min: 1, max: 32768 });
    p.assume(published.le(before.size));
    const next = old.add(published);
    const notifies = next.sub(memory.peekWord(event, 16)).sub(1).lt(published);
    p.assert('the driver notifies', notifies, {
      requirement: 'split.avail-notification.driver.must-notify-when-avail-event-matches',
      kind: 'promise',
    });
    p.cover('one chain', published.eq(1));
    p.cover('a full ring across the wrap of the index', published.eq(before.size).and(next.lt(old)));
  },
});

export const noLostInterrupt = proof({
  id: 'split/no-lost-interrupt',
  title: 'a driver that waits at its last used element is notified of the elements added since',
  requirements: ['split.used-notification.device.must-notify-when-used-event-matches'],
  doesNotProve:
    'anything of memory models: driver and device take turns here, each seeing what the other did.',
  on: splitDevice,
  covers: ['one element', 'across the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, {
      eventIdx: p.domain.bool(true),
      numAdded: { min: 1 },
    });
    const event = usedEventAddress(before);
    if (event === undefined) return;
    p.assume(memory.accessible(event, 16));
    // The driver has seen all elements up to an index, among those added since it was last asked about, and waits for more.
    const unseen = p.any.u16('unseen', { min: 1 });
    const lastUsed = before.nextUsed.sub(unseen);
    p.assume(unseen.le(before.numAdded).and(memory.peekWord(event, 16).eq(lastUsed)));

    const result = queue.needsNotification(memory);

    p.assert('the device notifies', result.ok ? result.value : false, {
      requirement: 'split.used-notification.device.must-notify-when-used-event-matches',
    });
    p.cover('one element', unseen.eq(1));
    p.cover('across the wrap of the index', lastUsed.gt(before.nextUsed));
  },
});
