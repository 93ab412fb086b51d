import { proof } from 'ringproof';
import { activeDriver, ring, splitDriver, type Buffer } from 'ringproof/virtio/split-driver';
import { sameDriver } from './state.ts';

const NO_DECREMENT = 'split.avail.driver.must-not-decrement-avail-idx';
const NOTIFY = 'split.avail-notification.driver.must-notify-when-flags-0';
const MATCH = 'split.avail-notification.driver.must-notify-when-avail-event-matches';
const BATCH = 'split.supply.driver.may-batch-chains';
const MANY = 'split.supply.driver.may-add-many-before-idx-update';
const NAIVE = 'split.supply.driver.may-write-ring-entry-naively';

export const addAlone = proof({
  id: 'driver/add-unpublished',
  title:
    'a chain that is added stands in the next entry of the available ring, and the device does not see it yet',
  requirements: [BATCH, MANY, NAIVE],
  doesNotProve: 'what its descriptors are, nor what becomes of the other bytes.',
  on: splitDriver.with('publish'),
  covers: ['the first one', 'one after others'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const buffer: Buffer = {
      address: p.any.u64('address'),
      length: p.any.u32('length'),
      isWritable: p.any.bool('is_writable'),
    };
    const initial = memory.snapshot();

    const added = driver.add(memory, [buffer]);

    if (!added.ok) return;
    const idx = ring.availIdx(before);
    p.assert('idx stays', memory.peekWord(idx, 16).eq(initial.peekWord(idx, 16)), {
      requirement: BATCH,
      kind: 'promise',
    });
    p.assert('nothing more is published', driver.state.published.eq(before.published), {
      requirement: MANY,
      kind: 'promise',
    });
    p.assert(
      'its head is in the next entry',
      memory.peekWord(ring.availEntry(before, before.nextAvail), 16).eq(added.value),
      { requirement: NAIVE, kind: 'promise' },
    );
    p.cover('the first one', before.nextAvail.eq(before.published));
    p.cover('one after others', before.nextAvail.ne(before.published));
  },
});

/** How far the count of entries since the last decision has gone on: by as many, or to where the driver knows that it has wrapped. */
export const publishAlone = proof({
  id: 'driver/publish',
  title: 'publishing moves idx on by what was added, counts that, and changes no other byte',
  requirements: [NO_DECREMENT, NOTIFY, MATCH],
  doesNotProve: 'that entries are visible before: see driver/publish-order.',
  on: splitDriver.with('publish'),
  covers: ['nothing is new', 'one entry', 'several', 'the count wraps'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const initial = memory.snapshot();
    const idx = ring.availIdx(before);

    driver.publish?.(memory);

    const after = driver.state;
    const step = after.published.sub(before.published);
    p.assertUnchanged('only idx changes', initial, memory, [{ start: idx, length: 2 }]);
    p.assert(
      'idx is the index of the next entry',
      memory.peekWord(idx, 16).eq(before.nextAvail).and(after.published.eq(before.nextAvail)),
    );
    p.assert('it goes on by no more than the queue has', step.le(before.size), {
      requirement: NO_DECREMENT,
    });
    const wraps = before.numAdded.add(step).lt(step);
    const isFull = before.addedAll ?? p.domain.bool(false);
    p.assert('what is published is counted', after.numAdded.eq(before.numAdded.add(step)), {
      requirement: NOTIFY,
      kind: 'promise',
    });
    p.assert('that it is 65536 entries or more is known', isFull.or(wraps).implies(after.addedAll ?? false), {
      requirement: MATCH,
      kind: 'promise',
    });
    p.assert('no other field changes', sameDriver(p.domain, before, after, ['published', 'numAdded']));
    p.cover('nothing is new', step.eq(0));
    p.cover('one entry', step.eq(1));
    p.cover('several', step.gt(1));
    p.cover('the count wraps', wraps);
  },
});
