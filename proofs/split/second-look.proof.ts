import { proof, type ProofContext } from 'ringproof';
import {
  activeQueue,
  availEventAddress,
  availIdxAddress,
  hasToLook,
  splitDevice,
  type SplitDevice,
} from 'ringproof/virtio/split';
import { wordSeen } from './events.ts';

/** The covers of `answersAsSeen`. */
const ANSWERS = ['it waits', 'a chain is available'] as const;

/** That the answer of enabling notifications is that of the last look at idx, whatever the driver writes there meanwhile. */
function answersAsSeen(
  p: ProofContext<(typeof ANSWERS)[number]>,
  device: SplitDevice,
  usesEventIdx: boolean,
): void {
  const { queue, before, memory } = activeQueue(p, device, { eventIdx: p.domain.bool(usesEventIdx) });
  const idx = availIdxAddress(before);
  p.assert('idx has an address', idx !== undefined);
  if (idx === undefined) return;
  const ofIdx = { start: idx, length: 2 };

  const result = queue.enableNotification(p.driverMayAct(memory, [ofIdx]));

  if (!result.ok) return;
  const isAvailable = result.value;
  const { events } = memory;
  // Of what it has seen before, a device may know without a look that it is there.
  const isKnown = hasToLook(p.domain, before).not().and(isAvailable);
  const isSeen = events
    .lastLook(ofIdx)
    .forSome((look) =>
      wordSeen(events, look, idx, 16, (value) => value.ne(before.nextAvail).iff(isAvailable)),
    );
  p.assert('the answer is that of the last look', isKnown.or(isSeen));
  const asked = usesEventIdx ? availEventAddress(before) : before.usedRing;
  if (asked === undefined) return;
  // Without EVENT_IDX, a device that never sets flags has nothing to ask with.
  p.assert(
    'it waits only by a look after asking and a full fence',
    isAvailable.or(
      events
        .writes({ start: asked, length: 2 })
        .last()
        .forAll((asking) => events.lastLook(ofIdx).forSome((look) => events.fullFenceBetween(asking, look))),
    ),
  );
  p.cover('it waits', isAvailable.not());
  p.cover('a chain is available', isAvailable);
}

export const enableNotificationLooks = proof({
  id: 'split/enable-notification-looks',
  title:
    'with EVENT_IDX, the answer of enabling notifications is that of the last look at idx, whatever the driver writes meanwhile',
  requirements: [],
  doesNotProve: 'that avail_event is the index of the next chain: split/enable-notification does.',
  on: splitDevice,
  covers: ANSWERS,
  body: (p, device) => answersAsSeen(p, device, true),
});

export const enableNotificationFlagsLooks = proof({
  id: 'split/enable-notification-flags-looks',
  title:
    'without EVENT_IDX, the answer of enabling notifications is that of the last look at idx, whatever the driver writes meanwhile',
  requirements: [],
  doesNotProve: 'that flags are 0 where it waits: split/enable-notification-flags does.',
  on: splitDevice,
  covers: ANSWERS,
  body: (p, device) => answersAsSeen(p, device, false),
});
