import { proof, type ObservedMemory, type ProofContext, type U16, type U64 } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  sameState,
  splitDevice,
  usedEventAddress,
  usedIdxAddress,
  type SplitDevice,
  resumed,
  type SplitDeviceQueue,
  type SplitDeviceState,
} from 'ringproof/virtio/split';

const NOT_READY = 'mmio.queue-ready.device.must-not-access-when-0';

/** The address of the used ring's idx, which can be read. */
function readableIdx(p: ProofContext, state: SplitDeviceState, memory: ObservedMemory): U64 {
  const address = usedIdxAddress(state);
  p.assume(memory.accessible(address, 16));
  return address;
}

/** Any queue in use with so many chains in flight, whose idx in memory is the one that it wrote last. */
function inUse(
  p: ProofContext,
  device: SplitDevice,
): { queue: SplitDeviceQueue; before: SplitDeviceState; memory: ObservedMemory; idx: U16 } {
  const { queue, before, memory } = activeQueue(p, device);
  const idx = memory.peekWord(readableIdx(p, before, memory), 16);
  p.assume(idx.eq(before.nextUsed));
  return { queue, before, memory, idx };
}

export const resume = proof({
  id: 'split/resume',
  title: 'a queue that resumes goes on where the front end and the used ring say, and writes nothing',
  requirements: [],
  doesNotProve: 'that what the front end kept is right.',
  on: splitDevice.with('resume'),
  covers: ['chains in flight', 'no chain in flight'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const nextAvail = p.any.u16('base');
    const address = usedIdxAddress(before);
    const initial = memory.snapshot();
    const idx = initial.peekWord(address, 16);

    const answer = device.resume(queue, memory, nextAvail);

    p.assertUnchanged('no byte changes', initial, memory);
    if (!p.domain.decide(memory.accessible(address, 16))) {
      p.assert('a ring whose idx cannot be read is not resumed', !answer.ok);
      return;
    }
    const fits = nextAvail.sub(idx).le(before.size);
    p.assert('a ring in which no more are in flight than fit is resumed', fits.implies(answer.ok));
    if (!answer.ok) {
      p.assert('a ring that is not resumed stays as it was', sameState(p.domain, before, queue.state));
      return;
    }
    const { state } = queue;
    p.assert('no more are in flight than fit', state.nextAvail.sub(state.nextUsed).le(state.size));
    p.assert('it goes on in the used ring at idx', state.nextUsed.eq(idx));
    p.assert('it goes on in the available ring where it is told', state.nextAvail.eq(nextAvail));
    p.assert(
      'nothing else changes but the count of added elements',
      sameState(p.domain, before, state, ['nextAvail', 'nextUsed', 'numAdded']),
    );
    p.cover('chains in flight', fits.and(nextAvail.ne(idx)));
    p.cover('no chain in flight', nextAvail.eq(idx));
  },
});

export const resumeNotReady = proof({
  id: 'split/resume-not-ready',
  title: 'a queue that is not ready takes over where it will go on, or refuses, and touches no guest memory',
  requirements: [NOT_READY],
  doesNotProve: 'that it is refused: a queue may take over where it will go on.',
  on: splitDevice.with('resume'),
  covers: ['a base'],
  body: (p, device) => {
    const { queue, memory } = anyQueue(p, device, { ready: false });
    const nextAvail = p.any.u16('base');

    const answer = device.resume(queue, memory, nextAvail);

    const { events } = memory;
    p.assert('guest memory is not touched', events.reads().isEmpty().and(events.writes().isEmpty()), {
      requirement: NOT_READY,
    });
    p.assert(
      'it is refused, or goes on where it is told',
      queue.state.nextAvail.eq(nextAvail).or(!answer.ok),
    );
    p.cover('a base', nextAvail.eq(65535));
  },
});

export const resumeTaken = proof({
  id: 'split/resume-taken',
  title: 'with nothing kept, a chain that was taken and not returned comes again',
  requirements: [],
  doesNotProve:
    'the same of chains that are not returned in order: those need a record of what is in flight.',
  on: splitDevice.with('resume'),
  covers: ['a chain'],
  body: (p, device) => {
    const { queue, before, memory, idx } = inUse(p, device);
    // All that was taken before was returned.
    p.assume(before.nextAvail.eq(before.nextUsed));
    const taken = queue.pop(memory);
    if (!taken.ok || taken.value === undefined) return;

    const handOver = resumed(p, device, { queue, memory }, idx);

    p.assert('it resumes', handOver !== undefined);
    if (handOver === undefined) return;
    const again = handOver.target.pop(memory);
    p.assert('the chain comes again', again.ok && again.value !== undefined);
    if (!again.ok || again.value === undefined) return;
    p.assert('it has the same head', again.value.head.eq(taken.value.head));
    p.cover('a chain');
  },
});

export const resumeReturned = proof({
  id: 'split/resume-returned',
  title: 'with nothing kept, what was returned is not taken again, and nothing is passed over',
  requirements: [],
  doesNotProve:
    'the same of chains that are not returned in order: those need a record of what is in flight.',
  on: splitDevice.with('resume'),
  covers: ['a chain'],
  body: (p, device) => {
    const { queue, before, memory } = inUse(p, device);
    p.assume(before.nextAvail.eq(before.nextUsed));
    const taken = queue.pop(memory);
    if (!taken.ok || taken.value === undefined) return;
    if (!queue.addUsed(memory, taken.value.head, p.any.u32('len')).ok) return;

    const idxNow = memory.peekWord(usedIdxAddress(before), 16);
    const handOver = resumed(p, device, { queue, memory }, idxNow);

    p.assert('it resumes', handOver !== undefined);
    if (handOver === undefined) return;
    const next = handOver.target;
    p.assert('it takes the entry that would have come next', next.state.nextAvail.eq(queue.state.nextAvail));
    p.assert('it uses the slot that would have come next', next.state.nextUsed.eq(queue.state.nextUsed));
    p.cover('a chain');
  },
});

export const resumeStopped = proof({
  id: 'split/resume-stopped',
  title:
    'a queue that is stopped and resumed at the index that it stopped at is where it was, with what is in flight',
  requirements: [],
  doesNotProve: 'that the device still knows which chains it has in flight.',
  on: splitDevice.with('resume'),
  covers: ['chains in flight'],
  body: (p, device) => {
    const { queue, before, memory } = inUse(p, device);
    p.assume(before.nextAvail.sub(before.nextUsed).le(before.size));

    const handOver = resumed(p, device, { queue, memory }, before.nextAvail);

    p.assert('it resumes', handOver !== undefined);
    if (handOver === undefined) return;
    const next = handOver.target;
    p.assert('it goes on in the available ring where it was', next.state.nextAvail.eq(before.nextAvail));
    p.assert('it goes on in the used ring where it was', next.state.nextUsed.eq(before.nextUsed));
    p.cover('chains in flight', before.nextAvail.ne(before.nextUsed));
  },
});

export const resumeStarted = proof({
  id: 'split/resume-started',
  title: 'a queue that is started with chains already there says so, though no notification of them comes',
  requirements: [],
  doesNotProve: 'that the device asks once it is started.',
  on: splitDevice.with('resume'),
  covers: ['chains were there'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const nextAvail = p.any.u16('base');
    if (!device.resume(queue, memory, nextAvail).ok) return;

    const enabled = queue.enableNotification(memory);

    if (!enabled.ok) return;
    const idx = memory.peekWord(before.availRing.add(2), 16);
    p.assert('it says whether chains are there', enabled.value.iff(idx.ne(nextAvail)));
    p.cover('chains were there', enabled.value);
  },
});

export const resumeNotifies = proof({
  id: 'split/resume-notifies',
  title: 'a driver that waits for an element which was added before is notified once a queue has resumed',
  requirements: ['split.used-notification.device.must-notify-when-used-event-matches'],
  doesNotProve: 'that an element is added after the queue has resumed: without one, the device does not ask.',
  on: splitDevice.with('resume'),
  covers: ['an element of the former device', 'an element of its own'],
  body: (p, device) => {
    // Of a device that has added nothing yet.
    const given = { eventIdx: true, numAdded: p.domain.u16(0), inOrder: false };
    const { queue, before, memory } = activeQueue(p, device, given);
    const [event, address] = [usedEventAddress(before), usedIdxAddress(before)];
    if (event === undefined) return;
    p.assume(memory.accessible(event, 16));
    if (!device.resume(queue, memory, p.any.u16('base')).ok) return;
    if (!queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')).ok) return;
    // The driver was notified of none of so many elements, the last of which is the queue's own.
    const untold = p.any.u16('untold', { min: 1, max: 32768 });
    p.assume(untold.le(before.size));
    const waitsFor = memory.peekWord(event, 16);
    p.assume(memory.peekWord(address, 16).sub(waitsFor).sub(1).lt(untold));

    const answer = queue.needsNotification(memory);

    p.assert('the driver is notified', answer.ok ? answer.value : false, {
      requirement: 'split.used-notification.device.must-notify-when-used-event-matches',
      // The text does not say who it is, once one device has taken the place of another.
      kind: 'promise',
    });
    p.cover('an element of the former device', waitsFor.add(1).ne(memory.peekWord(address, 16)));
    p.cover('an element of its own', waitsFor.add(1).eq(memory.peekWord(address, 16)));
  },
});
