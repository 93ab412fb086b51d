import { proof } from 'ringproof';
import {
  activeQueue,
  availEntryAddress,
  availIdxAddress,
  hasToLook,
  isNotBehind,
  splitDevice,
} from 'ringproof/virtio/split';

/*
 * A device that gives nothing, says nothing and stays where it is will do the same for ever: the driver waits, and no reset is asked
 * for. The text has one sentence about that, a SHOULD (2.1.2): passing an entry, however malformed, and going on is allowed,
 * and so is a lasting error; the silence is not.
 */
const NEEDS_RESET = 'status.device.should-set-needs-reset-on-unrecoverable-error';

export const popNeverWedges = proof({
  id: 'split/pop-never-wedges',
  title:
    'where idx says that entries are available, pop gives a chain, passes the entry, or reports an error',
  requirements: [NEEDS_RESET],
  doesNotProve: 'that an error reaches the driver: the caller of pop has to ask for the reset.',
  on: splitDevice,
  covers: ['a good head', 'a bad head', 'an idx too far ahead'],
  body: (p, device) => {
    // A ring at guest address 0 is a matter of its own: split/pop-ring-at-0.
    const { queue, before, memory } = activeQueue(p, device, { availRing: { min: 2 } });
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];
    if (idx === undefined || entry === undefined) return;
    p.assume(memory.accessible(idx, 16).and(memory.accessible(entry, 16)));
    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
    const head = memory.peekWord(entry, 16);
    p.assume(ahead.ne(0).and(isNotBehind(p.domain, before, memory.peekWord(idx, 16))));

    const result = queue.pop(memory);

    const isGiven = result.ok && result.value !== undefined;
    const isPassed = queue.state.nextAvail.eq(before.nextAvail.add(1));
    // Of one error the other hides nothing: each has an assertion of its own.
    const isFar = ahead.gt(before.size).and(hasToLook(p.domain, before));
    p.assert('no entry stops it silently', isFar.or(isPassed, isGiven, !result.ok), {
      requirement: NEEDS_RESET,
      kind: 'should',
    });
    p.assert('no idx stops it silently', isFar.not().or(isPassed, isGiven, !result.ok), {
      requirement: NEEDS_RESET,
      kind: 'should',
    });
    p.cover('a good head', head.lt(before.size).and(ahead.le(before.size)));
    p.cover('a bad head', head.ge(before.size).and(ahead.le(before.size)));
    p.cover('an idx too far ahead', ahead.gt(before.size));
  },
});

export const popGoesOn = proof({
  id: 'split/pop-goes-on',
  title: 'after a chain was given, well-formed or not, the next pop is about the next entry',
  requirements: [],
  doesNotProve:
    'that a chain which its walk refuses is returned to the driver: the queue does not see the walk.',
  on: splitDevice,
  covers: ['the next chain', 'the next chain at the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { availRing: { min: 2 } });
    const next = before.nextAvail.add(1);
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, next)];
    if (idx === undefined || entry === undefined) return;
    p.assume(memory.accessible(idx, 16).and(memory.accessible(entry, 16)));
    const first = queue.pop(memory);
    if (!first.ok || first.value === undefined) return;

    const second = queue.pop(memory);

    if (!second.ok || second.value === undefined) return;
    p.assert(
      'its head is the entry after the one that was given',
      second.value.head.eq(memory.peekWord(entry, 16)),
    );
    p.assert('that entry is passed too', queue.state.nextAvail.eq(next.add(1)));
    p.cover('the next chain');
    p.cover('the next chain at the wrap of the index', next.eq(0));
  },
});
