import { proof, type ProofContext, type U16 } from 'ringproof';
import { areApart, areas, availEventAddress, availIdxAddress } from 'ringproof/virtio/split';
import { firecrackerQueue, type FirecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { initialized, unchangedFields } from './queue.ts';

const MATCHES = 'split.avail-notification.driver.must-notify-when-avail-event-matches';

/** What the driver does around the call, and whether it notifies the device. */
interface Publishing {
  /** Chains that it makes available after the device has last looked at idx, and before avail_event is stored. */
  readonly meanwhile: U16;
  /** Chains that it makes available next. */
  readonly next: U16;
}

/**
 * That the driver notifies the device of one of the chains that it makes available around `enable_notification` (2.7.10.1), as it
 * decides by avail_event as it stands then. All chains together are as many as fit.
 */
function notifies(
  p: ProofContext<'one chain' | 'a full ring across the wrap of the index', typeof MATCHES>,
  device: FirecrackerQueue,
  { meanwhile, next }: Publishing,
): void {
  const any = initialized(p, device, { eventIdx: true });
  const { queue, before, memory } = any;
  const [event, at] = [availEventAddress(before), availIdxAddress(before)];
  p.assert('avail_event and idx have addresses', event !== undefined && at !== undefined);
  if (event === undefined || at === undefined) return;
  const { usedRing, availRing } = areas(before);
  p.assume(areApart(usedRing, availRing));
  const asked = memory.peekWord(event, 16);
  const initial = memory.snapshot();
  const ofIdx = { start: at, length: 2 };

  queue.enableNotification(p.driverMayAct(memory, [ofIdx]));

  const looked = memory.peekWord(at, 16);
  const { events } = memory;
  // What comes after a look that follows the asking is no concern of the asking.
  const looksAgain = events
    .writes({ start: event, length: 2 })
    .last()
    .forSome((asking) => events.lastLook(ofIdx).forSome((look) => events.fullFenceBetween(asking, look)));
  p.assume(looksAgain.implies(meanwhile.eq(0)));
  const waiting = looked.sub(before.nextAvail);
  const fits = [meanwhile, next].reduce(
    (sum, count) => sum.add(count.zeroExtend(32)),
    waiting.zeroExtend(32),
  );
  p.assume(fits.le(before.size.zeroExtend(32)));
  p.assertUnchanged('no byte but avail_event and idx changes', initial, memory, [
    { start: event, length: 2 },
    ofIdx,
  ]);
  p.assert('no field changes', unchangedFields(any));
  const between = looked.add(meanwhile);
  // Whether an index is among those that were published, from the one before the first on.
  const isHeard = between.sub(asked).sub(1).lt(meanwhile);
  const isNotified = between.add(next).sub(memory.peekWord(event, 16)).sub(1).lt(next);
  p.assert('the driver notifies of one of them', isHeard.or(isNotified), {
    requirement: MATCHES,
    kind: 'promise',
  });
  p.cover('one chain', next.eq(1));
  p.cover(
    'a full ring across the wrap of the index',
    next.eq(before.size).and(between.add(next).lt(between)),
  );
}

export const enableNotification = proof({
  id: 'firecracker/enable-notification',
  title:
    'after enable_notification the driver notifies of what it makes available next, if it does nothing meanwhile',
  requirements: [MATCHES],
  doesNotProve:
    'that the device hears of chains which are there already, nor anything of a driver that acts meanwhile: see firecracker/enable-notification-races.',
  on: firecrackerQueue,
  covers: ['one chain', 'a full ring across the wrap of the index'],
  body: (p, device) => {
    notifies(p, device, { meanwhile: p.domain.u16(0), next: p.any.u16('next', { min: 1, max: 32768 }) });
  },
});

export const enableNotificationRaces = proof({
  id: 'firecracker/enable-notification-races',
  title:
    'after enable_notification the driver notifies of what it makes available next, or has notified of what it made available meanwhile',
  requirements: [MATCHES],
  doesNotProve:
    'anything of memory models: driver and device take turns here, each seeing what the other did.',
  on: firecrackerQueue,
  covers: ['one chain', 'a full ring across the wrap of the index'],
  body: (p, device) => {
    const meanwhile = p.any.u16('meanwhile', { max: 32767 });
    notifies(p, device, { meanwhile, next: p.any.u16('next', { min: 1, max: 32768 }) });
  },
});
