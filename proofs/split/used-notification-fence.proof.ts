import { proof, type ProofContext } from 'ringproof';
import {
  activeQueue,
  splitDevice,
  usedEventAddress,
  usedIdxAddress,
  type SplitDevice,
} from 'ringproof/virtio/split';

const MATCHES = 'split.used-notification.device.must-notify-when-used-event-matches';
const FLAGS_0 = 'split.used-notification.device.must-notify-when-flags-0';

/** The covers of `publishesFirst`. */
const ANSWERS = ['an answer'] as const;

/**
 * That a device which decides against a notification read what the driver asks for after its store of idx, in the order that all
 * see. A processor may otherwise read first and store later: the driver, which in between asked for a notification and
 * found no new element, waits for ever, though the device MUST notify it. How the two are ordered is the device's choice, and
 * in which operation the fence stands; one that notifies anyway needs none.
 */
function publishesFirst<Requirement extends typeof MATCHES | typeof FLAGS_0>(
  p: ProofContext<(typeof ANSWERS)[number], Requirement>,
  device: SplitDevice,
  eventIdx: boolean,
  requirement: Requirement,
): void {
  const { queue, before, memory } = activeQueue(p, device, { eventIdx, inOrder: false });
  const event = eventIdx ? usedEventAddress(before) : before.availRing;
  const idx = usedIdxAddress(before);
  if (event === undefined) return;
  p.assume(memory.accessible(event, 16).and(memory.accessible(idx, 16)));
  const added = queue.addUsed(memory, p.any.u16('head'), p.any.u32('len'));
  if (!added.ok) return;

  const result = queue.needsNotification(memory);

  if (!result.ok) return;
  const { events } = memory;
  const publishing = events.writes({ start: idx, length: 2 }).last();
  const looks = events.reads({ start: event, length: 2 });
  p.assert('an element is published', publishing.exists());
  p.assert(
    'what the driver asks for is read after idx was stored, before it says no',
    result.value.or(
      publishing.forAll((store) => looks.after(store).forSome((look) => events.orderedBefore(store, look))),
    ),
    { requirement },
  );
  p.cover('an answer');
}

export const usedNotificationFence = proof({
  id: 'split/used-notification-fence',
  title:
    'with EVENT_IDX, a full fence stands between storing idx and reading used_event, before the answer is no',
  requirements: [MATCHES],
  doesNotProve: 'that the driver has its own fence: between writing used_event and reading idx.',
  on: splitDevice,
  covers: ANSWERS,
  body: (p, device) => publishesFirst(p, device, true, MATCHES),
});

export const usedNotificationFlagsFence = proof({
  id: 'split/used-notification-flags-fence',
  title:
    'without EVENT_IDX, a full fence stands between storing idx and reading flags, before the answer is no',
  requirements: [FLAGS_0],
  doesNotProve: 'that the driver has its own fence: between clearing flags and reading idx.',
  on: splitDevice,
  covers: ANSWERS,
  body: (p, device) => publishesFirst(p, device, false, FLAGS_0),
});
