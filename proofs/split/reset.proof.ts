import { proof } from 'ringproof';
import {
  activeQueue,
  ALLOWED_PLACES,
  anyQueue,
  assertAlike,
  restored,
  sameState,
  splitDevice,
} from 'ringproof/virtio/split';

export const reset = proof({
  id: 'split/reset',
  title: 'a queue that is reset is in the state of a queue just made',
  requirements: ['queue-reset.device.must-reset-queue-state-to-default'],
  doesNotProve: 'that chains in flight are dropped: the queue does not know of them.',
  on: splitDevice.with('reset'),
  covers: ['a queue in use'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    const initial = memory.snapshot();
    const made = device.make(before.maxSize);
    p.assert('a queue of this largest size can be made', made.ok);
    if (!made.ok) return;

    device.reset(queue);

    const isOfNew = sameState(p.domain, made.value.state, queue.state, ['eventIdx']);
    p.assert('every field is that of a new queue', isOfNew, {
      requirement: 'queue-reset.device.must-reset-queue-state-to-default',
    });
    p.assert(
      'so is all that the implementation remembers',
      device.isSame(made.value, queue, ['eventIdx', 'inOrder', 'indirectDesc']),
      { requirement: 'queue-reset.device.must-reset-queue-state-to-default' },
    );
    // Features are the device's: a reset of one queue leaves them negotiated (2.6.1), one of the device does not (2.4.1).
    p.assert('no feature is negotiated', device.isSame(made.value, queue));
    p.assert('it is not ready', queue.state.ready.not(), {
      requirement: 'queue-reset.device.must-reset-queue-state-to-default',
    });
    // The driver's idx starts at 0 (2.7.6), and so does the device's (2.7.8).
    const { nextAvail, nextUsed, numAdded } = queue.state;
    p.assert('it begins where rings begin', nextAvail.eq(0).and(nextUsed.eq(0), numAdded.eq(0)));
    p.assertUnchanged('no byte changes', initial, memory);
    p.assert('memory is not looked at', memory.events.all.length === 0);
    p.assert('it cannot be activated', !queue.activate(memory).ok);
    p.cover('a queue in use', before.nextAvail.ne(0).and(before.ready));
  },
});

export const restore = proof({
  id: 'split/restore',
  title: 'a queue that is saved and restored is in every field what it was',
  requirements: [],
  doesNotProve: 'that memory was saved and restored with it.',
  on: splitDevice.with('save', 'saved'),
  covers: ['restored'],
  body: (p, device) => {
    const { queue, memory } = activeQueue(p, device);
    const saved = queue.state;
    // As many as fit: a device returns no chain that it did not take.
    p.assume(saved.nextAvail.sub(saved.nextUsed).le(saved.size));

    const handOver = restored(device, { queue, memory });

    p.assert('an activated queue can be restored', handOver !== undefined);
    if (handOver === undefined) return;
    const { state } = handOver.target;
    p.assert('every field but num_added is what it was', sameState(p.domain, saved, state, ['numAdded']));
    p.assert('num_added is what it was', saved.numAdded.eq(state.numAdded));
    assertAlike(p, device, handOver, 'all else that the implementation remembers is what it was', [
      'numAdded',
    ]);
    p.cover('restored');
  },
});

export const restoreRefuses = proof({
  id: 'split/restore-refuses',
  title: 'a saved state with a size or an alignment that is not allowed is not restored',
  requirements: [],
  doesNotProve: 'that the saved indices belong to the rings as they are in memory.',
  on: splitDevice.with('save', 'saved'),
  covers: ['refused', 'restored'],
  body: (p, device) => {
    const memory = p.memory();
    const initial = memory.snapshot();
    const made = device.saved({ memory }).restore(memory);

    p.assertUnchanged('no byte changes', initial, memory);
    if (!made.ok) {
      p.cover('refused');
      return;
    }
    const { size, maxSize, descTable, availRing, usedRing } = made.value.state;
    const isPower = size.ne(0).and(size.eq(size.lowestSetBit()));
    p.assert('the size is a power of two', isPower);
    p.assert('the size is within the largest', size.le(maxSize));
    p.assert(
      'the areas are aligned',
      descTable.rem(16).eq(0).and(availRing.rem(2).eq(0), usedRing.rem(4).eq(0)),
    );
    const { ready } = made.value.state;
    if (p.domain.decide(ready)) {
      const isActive = made.value.activate(memory).ok;
      p.assert('one that is ready could be activated', isActive);
    }
    p.cover('restored', size.eq(256));
  },
});

export const restoreInFlight = proof({
  id: 'split/restore-in-flight',
  title: 'a saved state with more chains in flight than the queue has entries is not restored',
  requirements: [],
  doesNotProve: 'that the indices belong to the rings as they are in memory.',
  on: splitDevice.with('save', 'saved'),
  covers: ['a full ring in flight'],
  body: (p, device) => {
    const memory = p.memory();
    const saved = device.saved({
      memory,
      given: { maxSize: { powerOfTwo: true }, ...ALLOWED_PLACES },
    });

    const made = saved.restore(memory);

    if (!made.ok) return;
    const { nextAvail, nextUsed, size } = made.value.state;
    p.assert('no more are in flight than fit', nextAvail.sub(nextUsed).le(size));
    p.cover('a full ring in flight', nextAvail.sub(nextUsed).eq(size));
  },
});
