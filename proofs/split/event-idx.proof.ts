import { proof, type Bool, type ObservedMemory } from 'ringproof';
import {
  activeQueue,
  availEventAddress,
  availIdxAddress,
  sameState,
  splitDevice,
  usedEventAddress,
  type SplitDeviceState,
} from 'ringproof/virtio/split';

const FLAGS_0 = 'split.avail-notification.device.must-set-flags-0-with-event-idx';
const DIFFERS = 'split.used-notification.device.should-not-notify-when-used-event-differs';

/** Whether the used ring's flags hold 0 in a memory. */
function areFlags0({ usedRing }: SplitDeviceState, memory: ObservedMemory): Bool {
  return memory.peekWord(usedRing, 16).eq(0);
}

export const eventIdxInUse = proof({
  id: 'split/set-up-event-idx-in-use',
  title: 'whether EVENT_IDX is used stays as it is while the queue is in use',
  requirements: [],
  // Features are fixed once the driver has set FEATURES_OK (3.1.1): a change is no driver's, but a transport may pass one on.
  doesNotProve:
    'anything that a driver can bring about: it negotiates features before it sets up queues (3.1.1).',
  on: splitDevice,
  covers: ['switched on', 'switched off'],
  body: (p, device) => {
    const { queue, before } = activeQueue(p, device);
    const value = p.any.bool('new_event_idx');

    queue.setUp({ field: 'eventIdx', value });

    p.assert('it stays', sameState(p.domain, before, queue.state));
    p.cover('switched on', value.and(before.eventIdx.not()));
    p.cover('switched off', value.not().and(before.eventIdx));
  },
});

/**
 * 2.7.10.2: with EVENT_IDX a device "MUST set flags to 0". The driver has initialised them to 0 (2.7.10.1), so that a device
 * which leaves them alone keeps the sentence; the proof assumes that they are 0 and demands the same at each exit.
 */
export const eventIdxFlags = proof({
  id: 'split/event-idx-flags',
  title:
    'with EVENT_IDX the used ring’s flags stay 0, whichever way enabling and disabling notifications end',
  requirements: [FLAGS_0],
  doesNotProve: 'that a device clears flags that a driver failed to initialise to 0 (2.7.10.1).',
  on: splitDevice,
  covers: ['it waits', 'a chain is available'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: true });
    p.assume(areFlags0(before, memory));

    if (device.disableNotification !== undefined) {
      device.disableNotification(queue, memory);
      p.assert('flags are 0 after disabling', areFlags0(before, memory), { requirement: FLAGS_0 });
    }
    const result = queue.enableNotification(memory);

    p.assert('flags are 0 after enabling', areFlags0(before, memory), { requirement: FLAGS_0 });
    if (!result.ok) return;
    p.cover('it waits', result.value.not());
    p.cover('a chain is available', result.value);
  },
});

export const eventIdxSwitched = proof({
  id: 'split/event-idx-switched',
  title: 'no flags 1 are left behind where EVENT_IDX is switched on after notifications were disabled',
  requirements: [FLAGS_0],
  doesNotProve:
    'anything that a driver can bring about: it negotiates features before it sets up queues (3.1.1).',
  on: splitDevice.with('disableNotification'),
  covers: ['notifications were disabled'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: false });
    const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
    if (event === undefined || idx === undefined) return;
    p.assume(memory.accessible(event, 16).and(memory.accessible(idx, 16)));
    p.assume(memory.accessible(before.usedRing, 16).and(areFlags0(before, memory)));

    const disabled = device.disableNotification(queue, memory);
    queue.setUp({ field: 'eventIdx', value: p.domain.bool(true) });
    const enabled = queue.enableNotification(memory);

    if (!enabled.ok) return;
    p.assert('flags are 0 if EVENT_IDX is used', queue.state.eventIdx.implies(areFlags0(before, memory)), {
      requirement: FLAGS_0,
      kind: 'promise',
    });
    p.cover('notifications were disabled', disabled.ok);
  },
});

/**
 * 2.7.7.2: "Otherwise the device SHOULD NOT send a notification": the index of no new element can be the one in used_event.
 * Without EVENT_IDX the text has no such sentence: a device with flags 0 may notify again, and the driver copes (2.7.7.1).
 */
export const usedNotificationOnce = proof({
  id: 'split/used-notification-once',
  title: 'with EVENT_IDX, no second notification is sent unless an element was added since the first',
  requirements: [DIFFERS],
  doesNotProve: 'the same without EVENT_IDX: there the text allows it.',
  on: splitDevice,
  covers: ['notified at first', 'not notified at first'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { eventIdx: true });
    const event = usedEventAddress(before);
    if (event === undefined) return;
    p.assume(memory.accessible(event, 16));
    const first = queue.needsNotification(memory);
    // The driver may wait for any element by now.
    memory.havoc('meanwhile', [{ start: event, length: 2 }]);

    const second = queue.needsNotification(memory);

    if (!first.ok) return;
    p.assert('the second answer is no', second.ok ? second.value.not() : true, {
      requirement: DIFFERS,
      kind: 'should',
    });
    p.cover('notified at first', first.value);
    p.cover('not notified at first', first.value.not());
  },
});
