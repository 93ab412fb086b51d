import { proof } from 'ringproof';
import { areApart, areas, availIdxAddress } from 'ringproof/virtio/split';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { wordSeen } from '../split/events.ts';
import { initialized } from './queue.ts';

export const popOrEnableChecks = proof({
  id: 'firecracker/pop-or-enable-checks',
  title:
    'pop_or_enable_notification gives no chain where idx is too far ahead, also if the driver moves it in between',
  requirements: ['status.device.should-set-needs-reset-on-unrecoverable-error'],
  doesNotProve:
    'anything about a driver that changes more than idx, or about a descriptor table that holds idx.',
  on: firecrackerQueue,
  covers: ['a chain', 'none'],
  body: (p, device) => {
    const { queue, before, memory } = initialized(p, device, { eventIdx: true });
    const idx = availIdxAddress(before);
    p.assert('idx has an address', idx !== undefined);
    if (idx === undefined) return;
    const ofIdx = { start: idx, length: p.domain.u64(2) };
    // Else a descriptor that is read would be the last look at idx.
    p.assume(areApart(areas(before).descTable, ofIdx));

    const result = queue.popOrEnableNotification(p.driverMayAct(memory, [ofIdx]));

    const isGiven = result.ok && result.value !== undefined;
    const { events } = memory;
    const look = events.lastLook(ofIdx);
    p.assert('it looks at idx', look.exists());
    p.assert(
      'a chain is given only where idx is within the queue’s size',
      isGiven
        ? look.forAll((seen) =>
            wordSeen(events, seen, idx, 16, (value) => value.sub(before.nextAvail).le(before.size)),
          )
        : true,
      { requirement: 'status.device.should-set-needs-reset-on-unrecoverable-error', kind: 'should' },
    );
    p.cover('a chain', isGiven);
    p.cover('none', result.ok && !isGiven);
  },
});
