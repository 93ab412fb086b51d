import { proof, type ObservedMemory, type ProofContext, type U16, type U64 } from 'ringproof';
import { activeQueue, splitDevice, usedEventAddress, type SplitDeviceState } from 'ringproof/virtio/split';

/** Where the driver says what it waits for; `undefined` on paths where that cannot be read. */
function readableEvent(p: ProofContext, before: SplitDeviceState, memory: ObservedMemory): U64 | undefined {
  const event = usedEventAddress(before);
  if (event !== undefined) p.assume(memory.accessible(event, 16));
  return event;
}

/** The index of any one of the `added` elements that end at `nextUsed`, as an unbounded integer. */
function anyAdded(p: ProofContext, nextUsed: U16, added: ReturnType<ProofContext['any']['integer']>): U16 {
  const element = p.any.integer('element', { min: 0n });
  p.assume(element.lt(added));
  return nextUsed.sub(added.word(16)).add(element.word(16));
}

export const usedNotificationCount = proof({
  id: 'split/used-notification-count',
  title: 'a driver that waits for an element is notified if the device asks at least once in 65535 elements',
  requirements: ['split.used-notification.device.must-notify-when-used-event-matches'],
  doesNotProve: 'anything of a device that asks more seldom: see split/used-notification-overflow.',
  on: splitDevice,
  covers: ['one element', 'many elements'],
  body: (p, device) => {
    const added = p.any.integer('added', { min: 1n });
    p.assume(added.le(65535n));
    const { queue, before, memory } = activeQueue(p, device, {
      eventIdx: p.domain.bool(true),
      numAdded: added.word(16),
    });
    const event = readableEvent(p, before, memory);
    if (event === undefined) return;
    p.assume(memory.peekWord(event, 16).eq(anyAdded(p, before.nextUsed, added)));

    const result = queue.needsNotification(memory);

    p.assert('the driver is notified', result.ok ? result.value : false, {
      requirement: 'split.used-notification.device.must-notify-when-used-event-matches',
    });
    p.cover('one element', added.eq(1n));
    p.cover('many elements', added.gt(60000n));
  },
});

export const usedNotificationOverflow = proof({
  id: 'split/used-notification-overflow',
  title:
    'one more element never takes away a notification that is owed, however many were added before, and brings none but its own',
  requirements: [
    'split.used-notification.device.must-notify-when-used-event-matches',
    'split.used-notification.device.should-not-notify-when-used-event-differs',
  ],
  doesNotProve: 'that some device adds so many elements before it asks.',
  on: splitDevice,
  covers: ['the first element', 'element number 65535'],
  body: (p, device) => {
    const added = p.any.integer('added', { min: 0n });
    p.assume(added.le(65535n));
    const { queue, before, memory } = activeQueue(p, device, {
      eventIdx: p.domain.bool(true),
      numAdded: added.word(16),
      inOrder: false,
    });
    const event = readableEvent(p, before, memory);
    if (event === undefined) return;
    if (!queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')).ok) return;
    // The element is the last of what was added, which begins so many places before it.
    const first = queue.state.nextUsed.sub(1).sub(added.word(16));
    const isAdded = memory.peekWord(event, 16).sub(first).le(added.word(16));

    const result = queue.needsNotification(memory);

    const isNotified = result.ok ? result.value : p.domain.bool(false);
    p.assert('the driver is notified', isAdded.implies(isNotified), {
      requirement: 'split.used-notification.device.must-notify-when-used-event-matches',
    });
    const isAll = before.addedAll ?? p.domain.bool(false);
    p.assert('it is not notified of what was added before', isAdded.or(isAll, isNotified.not()), {
      requirement: 'split.used-notification.device.should-not-notify-when-used-event-differs',
      kind: 'should',
    });
    p.cover('the first element', added.eq(0n));
    p.cover('element number 65535', added.eq(65534n));
  },
});
