import { proof } from 'ringproof';
import { activeQueue, anyQueue, sameState, splitDevice, usedEventAddress } from 'ringproof/virtio/split';
import { isOneWord } from './events.ts';

export const usedNotification = proof({
  id: 'split/used-notification',
  title: 'with EVENT_IDX, needs_notification says yes exactly if used_event is the index of an added element',
  requirements: [
    'split.used-notification.device.must-notify-when-used-event-matches',
    'split.used-notification.device.should-not-notify-when-used-event-differs',
    'split.used-notification.device.must-ignore-flags-bit0-with-event-idx',
  ],
  doesNotProve: 'that num_added counted right: see split/used-notification-count.',
  harnesses: [
    'rust-vmm verify_device_notification_suppression',
    'rust-vmm verify_spec_2_7_7_2',
    'rust-vmm verify_device_to_driver_notification',
    'firecracker verify_spec_2_6_7_2',
    'firecracker verify_prepare_kick',
    'firecracker verify_avail_ring_used_event_get',
  ],
  on: splitDevice,
  covers: ['notify', 'do not notify, though elements were added', 'notify across the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: p.domain.bool(true) });
    const event = usedEventAddress(before);
    p.assert('used_event has an address', event !== undefined);
    if (event === undefined || !p.domain.decide(memory.accessible(event, 16))) return;
    const initial = memory.snapshot();

    const result = queue.needsNotification(memory);

    const after = queue.state;
    p.assertUnchanged('it writes nothing', initial, memory);
    p.assert('a used_event that can be read is no error', result.ok);
    if (!result.ok) return;
    const notify = result.value;
    const usedEvent = memory.peekWord(event, 16);
    const old = before.nextUsed.sub(before.numAdded);
    // Element number `element` of those added since the last call has index old + element, modulo 65536.
    const element = p.any.u16('element');
    const added = element.lt(before.numAdded);
    p.assert(
      'MUST: if used_event is the index of an added element, notify',
      added.and(usedEvent.eq(old.add(element))).implies(notify),
      { requirement: 'split.used-notification.device.must-notify-when-used-event-matches' },
    );
    // Of 65536 elements or more every index is one of theirs.
    const all = before.addedAll ?? p.domain.bool(false);
    const within = usedEvent.sub(old).lt(before.numAdded).or(all);
    p.assert('SHOULD NOT: if it is the index of none, do not', within.or(notify.not()), {
      requirement: 'split.used-notification.device.should-not-notify-when-used-event-differs',
      kind: 'should',
    });
    p.assert(
      'exactly: used_event lies in [next_used - num_added, next_used) modulo 65536',
      notify.iff(within),
    );
    p.assert('the count starts again', after.numAdded.eq(0));
    p.assert('no other field changes', sameState(p.domain, before, after, ['numAdded']));
    const { events } = memory;
    const reads = events.reads();
    const isOneUnit = reads.forAll((read) => isOneWord(events, read, 16));
    p.assert('it reads one word', reads.isSingle().and(isOneUnit));
    p.assert(
      'it is used_event',
      reads.forAll(({ address }) => address.eq(event)),
      {
        requirement: 'split.used-notification.device.must-ignore-flags-bit0-with-event-idx',
        kind: 'promise',
      },
    );
    p.assert(
      'a full fence stands before the read',
      reads.forAll((read) => events.fullFenceBetween(events.start, read)),
    );
    p.cover('notify', notify);
    p.cover('do not notify, though elements were added', notify.not().and(before.numAdded.ne(0)));
    p.cover(
      'notify across the wrap of the index',
      notify.and(before.nextUsed.lt(old), usedEvent.gt(before.nextUsed)),
    );
  },
});

export const usedNotificationAlways = proof({
  id: 'split/used-notification-always',
  title: 'without EVENT_IDX, needs_notification says yes where flags are 0, whatever used_event holds',
  requirements: [
    'split.used-notification.device.must-notify-when-flags-0',
    'split.used-notification.device.must-ignore-used-event-without-event-idx',
  ],
  doesNotProve: 'that a driver which set flags to 1 is left in peace: see split/used-notification-flags.',
  harnesses: [
    'rust-vmm verify_device_notification_suppression',
    'rust-vmm verify_spec_2_7_7_2',
    'firecracker verify_spec_2_6_7_2',
  ],
  on: splitDevice,
  covers: ['flags are 0', 'flags are 1'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: p.domain.bool(false) });
    const event = usedEventAddress(before);
    const flags = memory.peekWord(before.availRing, 16);
    const initial = memory.snapshot();
    const isReadable = memory.accessible(before.availRing, 16);

    const result = queue.needsNotification(memory);

    p.assert('flags that can be read are no error', isReadable.implies(result.ok));
    if (!result.ok) return;
    const isWanted = flags.eq(0).and(isReadable);
    // The sentence is about elements that were added: without one, a device may say no.
    const isAdded = before.numAdded.ne(0).or(before.addedAll ?? false);
    p.assert('it says yes where flags are 0', isWanted.and(isAdded).implies(result.value), {
      requirement: 'split.used-notification.device.must-notify-when-flags-0',
    });
    p.assert('also where the count of added elements is 0', isWanted.implies(result.value));
    p.assertUnchanged('it writes nothing', initial, memory);
    p.assert('no field but num_added changes', sameState(p.domain, before, queue.state, ['numAdded']));
    const { events } = memory;
    p.assert(
      'it does not read used_event',
      event === undefined ? true : events.reads({ start: event, length: 2 }).isEmpty(),
      {
        requirement: 'split.used-notification.device.must-ignore-used-event-without-event-idx',
        kind: 'promise',
      },
    );
    // After idx was stored, by an operation before this one.
    p.assert(
      'a full fence stands before flags are read',
      events
        .reads({ start: before.availRing, length: 2 })
        .forAll((read) => events.fullFenceBetween(events.start, read)),
    );
    p.cover('flags are 0', flags.eq(0));
    p.cover('flags are 1', flags.eq(1));
  },
});

export const usedNotificationFlags = proof({
  id: 'split/used-notification-flags',
  title: 'without EVENT_IDX, needs_notification says no when the driver set flags to 1',
  requirements: ['split.used-notification.device.should-not-notify-when-flags-1'],
  doesNotProve: 'anything a driver relies on: it has to handle spurious notifications (2.7.7.1).',
  on: splitDevice,
  covers: ['flags is 1'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: p.domain.bool(false) });
    const flags = memory.peekWord(before.availRing, 16);
    p.assume(memory.accessible(before.availRing, 16).and(flags.eq(1)));

    const result = queue.needsNotification(memory);

    p.assert('flags 1 suppresses the notification', result.ok ? result.value.not() : false, {
      requirement: 'split.used-notification.device.should-not-notify-when-flags-1',
      kind: 'should',
    });
    p.cover('flags is 1');
  },
});

export const usedNotificationUnmapped = proof({
  id: 'split/used-notification-unmapped',
  title: 'a used_event that cannot be read is an error of needs_notification, and nothing changes',
  requirements: [],
  doesNotProve: 'that the driver is notified later: the count of added elements is kept, no more.',
  on: splitDevice.with('checksEachAccess'),
  covers: ['a used_event beyond the last address', 'a used_event that is not accessible'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, {
      eventIdx: p.domain.bool(true),
      ready: p.domain.bool(true),
    });
    const event = usedEventAddress(before);
    if (event !== undefined) p.assume(memory.accessible(event, 16).not());
    const initial = memory.snapshot();

    const result = queue.needsNotification(memory);

    p.assert('it is an error', !result.ok);
    p.assert(
      'the error is the right one',
      !result.ok && result.error.kind === (event === undefined ? 'AddressOverflow' : 'GuestMemory'),
    );
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.assertUnchanged('no byte changes', initial, memory);
    p.cover('a used_event beyond the last address', event === undefined);
    p.cover('a used_event that is not accessible', event !== undefined);
  },
});
