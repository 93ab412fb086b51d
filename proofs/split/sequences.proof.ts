import { proof } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  assertAlike,
  availEntryAddress,
  restored,
  splitDevice,
  usedElementAddress,
  usedIdxAddress,
} from 'ringproof/virtio/split';
import { inFlight } from './in-flight.ts';

export const popWalkReturn = proof({
  id: 'split/pop-walk-return',
  title: 'a chain that is popped, walked and returned is returned under the entry that was popped',
  requirements: [],
  doesNotProve: 'what the walk yields: the proofs under chain/ do.',
  on: splitDevice.with('walk'),
  covers: ['a chain', 'a descriptor', 'the greatest head'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    const [entry, element] = [availEntryAddress(before, before.nextAvail), usedElementAddress(before)];
    if (entry === undefined || element === undefined) return;
    p.assume(memory.accessible(usedIdxAddress(before), 16).and(memory.accessible(entry, 16)));
    const wanted = memory.peekWord(entry, 16);
    const popped = queue.pop(memory);
    if (!popped.ok || popped.value?.walk === undefined) return;
    const chain = popped.value;

    const walk = popped.value.walk();
    const step = walk.next(memory);
    const again = popped.value.walk();

    p.assert('a second walk begins where the first one did', again.state.index.eq(chain.head));
    p.assert('the head stays the entry', chain.head.eq(wanted));
    p.assert('walking returns nothing', queue.state.nextUsed.eq(before.nextUsed));
    const returned = queue.addUsed(memory, chain.head, p.any.u32('len'));
    if (!returned.ok) return;
    p.assert('the id is the entry', memory.peekWord(element, 32).eq(wanted.zeroExtend(32)));
    p.cover('a chain');
    p.cover('a descriptor', step.ok && step.value !== undefined);
    p.cover('the greatest head', wanted.eq(32767));
  },
});

export const popAfterEnable = inFlight.follows({
  id: 'split/pop-after-enable',
  title: 'a pop right after enabling notifications finds what that said to be there',
  requirements: [],
  doesNotProve: 'anything of a driver that acts in between: a chain that comes later is found as well.',
  covers: ['it waits', 'a chain is available'],
  body: (p, _device, { queue, memory }, { seen: { state } }) => {
    const enabled = queue.enableNotification(memory);
    if (!enabled.ok) return;
    const isThere = p.domain.decide(enabled.value);

    const popped = queue.pop(memory);

    const passed = queue.state.nextAvail.eq(state.nextAvail.add(1));
    p.assert(
      'if one is there, an entry is passed, or an error reported',
      isThere && popped.ok ? passed : true,
    );
    p.assert('if it waits, there is none', isThere || (popped.ok && popped.value === undefined));
    p.cover('it waits', !isThere);
    p.cover('a chain is available', passed);
  },
});

export const restoreNotReady = proof({
  id: 'split/restore-not-ready',
  title: 'a queue that is not ready is, saved and restored, in every field what it was',
  requirements: [],
  doesNotProve: 'anything of a queue that is ready: see split/restore.',
  on: splitDevice.with('save', 'saved', 'checksEachAccess'),
  covers: ['a new queue', 'a queue that was set up'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ready: p.domain.bool(false) });
    // As many as fit: a device returns no chain that it did not take.
    p.assume(before.nextAvail.sub(before.nextUsed).le(before.size));

    const handOver = restored(device, { queue, memory });

    p.assert('it can be restored', handOver !== undefined);
    if (handOver === undefined) return;
    const name = 'all that the implementation remembers is what it was, but for num_added';
    assertAlike(p, device, handOver, name, ['numAdded']);
    p.cover('a new queue', before.descTable.eq(0));
    p.cover('a queue that was set up', before.usedRing.ne(0));
  },
});
