import { proof, type Bool, type Domain, type ObservedMemory, type U64 } from 'ringproof';
import {
  anyQueue,
  availEntryAddress,
  availEventAddress,
  availIdxAddress,
  hasToLook,
  sameState,
  splitDevice,
} from 'ringproof/virtio/split';

/** A size that the specification allows (2.7); areas anywhere, also where they run beyond the last address. */
const ANYWHERE = { size: { powerOfTwo: true, max: 32768 }, ready: true } as const;

/** Whether a word is in place; one beyond the last address is not. */
function isAccessible(domain: Domain, memory: ObservedMemory, at: U64 | undefined): Bool {
  return at === undefined ? domain.bool(false) : memory.accessible(at, 16);
}

export const popUnreadable = proof({
  id: 'split/pop-unreadable',
  title:
    'where idx or the entry of the available ring cannot be read, pop gives no chain and changes nothing',
  requirements: [],
  doesNotProve: 'that the failure is reported: an implementation may hide it.',
  on: splitDevice.with('checksEachAccess'),
  covers: ['an idx that cannot be read', 'an entry that cannot be read'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, ANYWHERE);
    const accessible = (at: U64 | undefined): Bool => isAccessible(p.domain, memory, at);
    const isReadable = accessible(availIdxAddress(before));
    const isEntryReadable = accessible(availEntryAddress(before, before.nextAvail));
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
    const { queue, before, memory } = anyQueue(p, device, ANYWHERE);
    const asked = p.domain.decide(before.eventIdx) ? availEventAddress(before) : before.usedRing;
    const accessible = (at: U64 | undefined): Bool => isAccessible(p.domain, memory, at);
    p.assume(
      accessible(asked)
        .and(accessible(availIdxAddress(before)))
        .not(),
    );
    const initial = memory.snapshot();

    const result = queue.enableNotification(memory);

    p.assert('it is an error', !result.ok);
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    const places = asked === undefined ? [] : [{ start: asked, length: 2 }];
    p.assertUnchanged('no byte changes but those that ask', initial, memory, places);
    p.cover('with EVENT_IDX', before.eventIdx);
    p.cover('without EVENT_IDX', before.eventIdx.not());
  },
});
