import { proof } from 'ringproof';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { initialized } from './queue.ts';

export const made = proof({
  id: 'firecracker/made',
  title: 'a queue just made is of the largest size and else 0; its null pointers lead to no guest memory',
  requirements: [],
  doesNotProve: 'what the host does where a null pointer is followed: here it is a trap.',
  on: firecrackerQueue,
  covers: ['the largest queue'],
  body: (p, device) => {
    const memory = p.memory();
    const maxSize = p.any.u16('max_size', { min: 1 });

    const queue = device.make(maxSize);

    const { state } = queue;
    p.assert('it is of the largest size', state.maxSize.eq(maxSize).and(state.size.eq(maxSize)));
    p.assert('it is not ready, and no feature is negotiated', state.ready.or(state.eventIdx).not());
    p.assert('no area has a place', state.descTable.or(state.availRing).or(state.usedRing).eq(0));
    p.assert('it begins where rings begin', state.nextAvail.or(state.nextUsed).or(state.numAdded).eq(0));
    const [none, first] = [p.domain.u16(0), p.domain.u16(0)];
    const followed = [
      p.trapping(() => queue.checkedNew(memory, first)),
      p.trapping(() => queue.len(memory)),
      p.trapping(() => queue.usedRingIdxSet(memory, none)),
    ];
    p.assert(
      'a null pointer is not followed',
      followed.every(({ trapped }) => trapped === 'host pointer'),
    );
    p.assert('memory is not looked at', memory.events.all.length === 0);
    p.cover('the largest queue', maxSize.eq(32768));
  },
});

export const withoutEventIdx = proof({
  id: 'firecracker/without-event-idx',
  title:
    'where notification suppression is not negotiated, avail_event is not written, and pop_or_enable_notification pops',
  requirements: [],
  doesNotProve: 'that the driver notifies: without the feature it does as the flags say.',
  on: firecrackerQueue,
  covers: ['a chain', 'none'],
  body: (p, device) => {
    const { queue, untouched, memory } = initialized(p, device, { eventIdx: false });
    const initial = memory.snapshot();

    const enabled = queue.tryEnableNotification(memory);

    p.assert('the driver is taken to notify', enabled.ok ? enabled.value : false);
    p.assert('idx is not looked at', memory.events.reads().isEmpty());
    queue.enableNotification(memory);
    const result = queue.popOrEnableNotification(memory);
    p.assertUnchanged('no byte changes', initial, memory);
    const popped = untouched.pop(memory);
    p.assert('the queue is as after pop', device.isSame(queue, untouched));
    const [chain, other] = [result, popped].map((each) => (each.ok ? each.value : undefined));
    p.assert('it fails where pop does', result.ok === popped.ok);
    p.assert(
      'it gives what pop gives',
      chain === undefined || other === undefined ? chain === other : chain.index.eq(other.index),
    );
    if (chain === undefined) p.cover('none');
    else p.cover('a chain');
  },
});
