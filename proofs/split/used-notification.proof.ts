import { proof, type U64 } from 'ringproof';
import { splitDevice, type SplitDeviceState } from '../../models/split-device.ts';
import { anyQueue, sameState } from './queue.ts';

/** Where the driver's used_event lies (2.7.6): behind flags, idx and the ring. `undefined` beyond the last address. */
function usedEventAddress({ availRing, size }: SplitDeviceState): U64 | undefined {
  return availRing.checkedAdd(size.zeroExtend(64).mul(2).add(4));
}

export const usedNotification = proof({
  id: 'split/used-notification',
  title: 'needs_notification answers as 2.7.7.2 demands: with EVENT_IDX exactly, without it always yes',
  requirements: [
    'split.used-notification.device.must-notify-when-used-event-matches',
    'split.used-notification.device.should-not-notify-when-used-event-differs',
    'split.used-notification.device.must-ignore-flags-bit0-with-event-idx',
    'split.used-notification.device.must-notify-when-flags-0',
    'split.used-notification.device.must-ignore-used-event-without-event-idx',
  ],
  doesNotProve: 'that num_added counted right: after 65536 additions without a call it is 0 again.',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    const event = usedEventAddress(before);
    const initial = memory.snapshot();

    const result = queue.needsNotification(memory);

    const after = queue.state;
    const loads = memory.log.filter(({ kind }) => kind === 'load' || kind === 'read');
    p.assertUnchanged('it writes nothing', initial, memory);
    if (!p.domain.decide(before.eventIdx)) {
      p.assert('without EVENT_IDX it says yes', result.ok ? result.value : false);
      p.assert(
        'without EVENT_IDX it reads nothing, so neither flags nor used_event count',
        loads.length === 0,
      );
      p.assert('without EVENT_IDX no field changes', sameState(p.domain, before, after));
      p.cover('without EVENT_IDX');
      return;
    }
    if (event === undefined || !p.domain.decide(memory.accessible(event, 16))) {
      p.assert('a used_event that can not be read is an error', !result.ok);
      p.assert(
        'the error is the right one',
        !result.ok && result.error.kind === (event ? 'GuestMemory' : 'AddressOverflow'),
      );
      p.assert('an error changes no field', sameState(p.domain, before, after));
      p.cover('a used_event beyond the last address', event === undefined);
      p.cover('a used_event that is not accessible', event !== undefined);
      return;
    }
    p.assert('a used_event that can be read is no error', result.ok);
    if (!result.ok) return;
    const notify = result.value;
    const usedEvent = memory.peekWord(event, 16);
    const old = before.nextUsed.sub(before.numAdded);
    // Entry number `entry` of those added since the last call has index old + entry, modulo 65536.
    const entry = p.any.u16('entry');
    const added = entry.lt(before.numAdded);
    p.assert(
      'MUST: if used_event is the index of an added entry, notify',
      added.and(usedEvent.eq(old.add(entry))).implies(notify),
    );
    const within = usedEvent.sub(old).lt(before.numAdded);
    p.assert('SHOULD NOT: if it is the index of none, do not', within.or(notify.not()));
    p.assert(
      'exactly: used_event lies in [next_used - num_added, next_used) modulo 65536',
      notify.iff(within),
    );
    p.assert('the count starts again', after.numAdded.eq(0));
    p.assert('no other field changes', sameState(p.domain, before, after, ['numAdded']));
    const [load, ...others] = loads;
    p.assert(
      'it reads used_event and nothing else',
      load?.kind === 'load' && others.length === 0 && load.address.eq(event),
    );
    const fences = memory.log.slice(0, load === undefined ? 0 : memory.log.indexOf(load));
    p.assert(
      'a full fence stands before the read',
      fences.some((access) => access.kind === 'fence' && access.ordering === 'seq-cst'),
    );
    p.cover('notify', notify);
    p.cover('do not notify, though entries were added', notify.not().and(before.numAdded.ne(0)));
    p.cover(
      'notify across the wrap of the index',
      notify.and(before.nextUsed.lt(old), usedEvent.gt(before.nextUsed)),
    );
  },
});

export const usedNotificationFlags = proof({
  id: 'split/used-notification-flags',
  title: 'without EVENT_IDX, needs_notification says no when the driver set flags to 1',
  requirements: ['split.used-notification.device.should-not-notify-when-flags-1'],
  doesNotProve: 'anything a driver relies on: it has to handle spurious notifications (2.7.7.1).',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    if (p.domain.decide(before.eventIdx)) return;
    const flags = memory.peekWord(before.availRing, 16);
    const readable = memory.accessible(before.availRing, 16);
    if (!p.domain.decide(readable.and(flags.eq(1)))) return;

    const result = queue.needsNotification(memory);

    p.assert('flags 1 suppresses the notification', result.ok ? result.value.not() : false);
    p.cover('flags is 1');
  },
});
