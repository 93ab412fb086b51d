import { proof, type Bool, type Event } from 'ringproof';
import { activeDriver, ring, splitDriver, type Buffer } from 'ringproof/virtio/split-driver';
import { isOneWord } from '../split/events.ts';

const BARRIER = 'split.supply.driver.must-barrier-before-avail-idx';
const NO_DECREMENT = 'split.avail.driver.must-not-decrement-avail-idx';
const MANY = 'split.supply.driver.may-add-many-before-idx-update';
const FENCE = 'split.supply.driver.must-barrier-before-reading-suppression';

export const publishOrder = proof({
  id: 'driver/publish-order',
  title: 'descriptors and ring entries are written before idx, and idx goes on by what was added',
  requirements: [BARRIER, NO_DECREMENT, FENCE, MANY],
  doesNotProve:
    'what the device observes: the orderings asked for are, the memory model behind them is not looked at.',
  on: splitDriver,
  covers: ['published', 'the index wraps', 'more at once', 'it looks'],
  body: (p, device) => {
    const { driver, before, memory } = activeDriver(p, device);
    const buffer: Buffer = {
      address: p.any.u64('address'),
      length: p.any.u32('length'),
      isWritable: p.any.bool('is_writable'),
    };
    const idx = ring.availIdx(before);

    const added = driver.add(memory, [buffer]);
    if (!added.ok) return;
    driver.publish?.(memory);
    const after = driver.state;
    const published = memory.peekWord(idx, 16);

    const { events } = memory;
    const writes = events.writes();
    const ofIdx = events.writes({ start: idx, length: 2 }).last();
    const isReady = (store: Event): Bool =>
      writes.before(store).forAll((write) => events.orderedBefore(write, store));
    p.assert('idx is stored', ofIdx.exists());
    p.assert(
      'idx is one 16-bit unit',
      ofIdx.forAll((store) => isOneWord(events, store, 16)),
    );
    p.assert('idx is stored with release, or after a release fence', ofIdx.forAll(isReady), {
      requirement: BARRIER,
    });
    p.assert(
      'nothing is written after idx',
      ofIdx.forAll((store) => writes.after(store).isEmpty()),
    );
    p.assert(
      'idx is the index of the next entry',
      published.eq(after.nextAvail).and(after.published.eq(published)),
      { requirement: MANY, kind: 'promise' },
    );
    const step = published.sub(before.published);
    p.assert('idx goes on by what was added, and not back', step.ge(1).and(step.le(before.size)), {
      requirement: NO_DECREMENT,
    });
    p.cover('published');
    p.cover('the index wraps', published.eq(0));
    // A driver that publishes at once has no more.
    p.cover('more at once', device.publish === true ? step.gt(1) : true);

    const isPublished = events.now;
    driver.shouldKick(memory);

    const [flags, event] = [ring.usedFlags(before), ring.availEvent(before)].map((start) =>
      events.reads({ start, length: 2 }).after(isPublished),
    );
    for (const looks of [flags, event])
      p.assert(
        'what the device asks for is read after a full fence',
        ofIdx.forAll((store) => looks?.forAll((look) => events.fullFenceBetween(store, look)) ?? true),
        { requirement: FENCE },
      );
    p.cover('it looks', flags?.exists().or(event?.exists() ?? false) ?? false);
  },
});
