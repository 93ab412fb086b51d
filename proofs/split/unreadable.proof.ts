import { proof } from 'ringproof';
import {
  ALLOWED_PLACES,
  anyQueue,
  availEntryAddress,
  availEventAddress,
  availIdxAddress,
  hasToLook,
  sameState,
  splitDevice,
} from 'ringproof/virtio/split';

export const popUnreadable = proof({
  id: 'split/pop-unreadable',
  title:
    'where idx or the entry of the available ring cannot be read, pop gives no chain and changes nothing',
  requirements: [],
  doesNotProve: 'that the failure is reported: an implementation may hide it.',
  on: splitDevice.with('checksEachAccess'),
  covers: ['an idx that cannot be read', 'an entry that cannot be read'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ...ALLOWED_PLACES, ready: true });
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];
    if (idx === undefined) return;
    const isReadable = memory.accessible(idx, 16);
    const isEntryReadable = entry === undefined ? p.domain.bool(false) : memory.accessible(entry, 16);
    const looks = hasToLook(p.domain, before);
    p.assume(looks.implies(isReadable).and(isEntryReadable).not());
    const initial = memory.snapshot();

    const result = queue.pop(memory);

    p.assert('no chain is given', !result.ok || result.value === undefined);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.assertUnchanged('no byte changes', initial, memory);
    p.cover('an idx that cannot be read', isReadable.not());
    p.cover('an entry that cannot be read', isReadable.and(isEntryReadable.not()));
  },
});

export const enableNotificationUnreadable = proof({
  id: 'split/enable-notification-unreadable',
  title:
    'where avail_event, flags or idx cannot be accessed, a device is not told to wait, and no other byte changes',
  requirements: [],
  doesNotProve: 'that nothing was asked of the driver: at worst it sends a notification that is not needed.',
  on: splitDevice.with('checksEachAccess'),
  covers: ['with EVENT_IDX', 'without EVENT_IDX'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ...ALLOWED_PLACES, ready: true });
    const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
    if (event === undefined || idx === undefined) return;
    const asked = p.domain.select(before.eventIdx, event, before.usedRing);
    p.assume(memory.accessible(asked, 16).and(memory.accessible(idx, 16)).not());
    const initial = memory.snapshot();

    const result = queue.enableNotification(memory);

    p.assert('it is an error', !result.ok);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.assertUnchanged('no byte changes but those that ask', initial, memory, [{ start: asked, length: 2 }]);
    p.cover('with EVENT_IDX', before.eventIdx);
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});
