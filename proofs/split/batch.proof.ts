import { proof } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  areas,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  usedEventAddress,
  usedIdxAddress,
} from 'ringproof/virtio/split';
import { besidesTable } from './descriptor-table.ts';
import { isOneWord } from './events.ts';

const LEN_FIRST = 'split.used.device.must-set-len-before-idx';
const TABLE_STAYS = 'split.desc.device.must-not-write-descriptor-table';
const MATCHES = 'split.used-notification.device.must-notify-when-used-event-matches';
const NOT_READY = 'mmio.queue-ready.device.must-not-access-when-0';

const batching = splitDevice.with('writeUsed', 'publishUsed');

export const batchWrite = proof({
  id: 'split/batch-write',
  title:
    'an element of a batch is written in its own slot; the driver sees nothing of it, and no other byte changes',
  requirements: [LEN_FIRST, TABLE_STAYS],
  doesNotProve:
    'anything of a batch that has more elements than the queue: its first ones would be lost. With IN_ORDER, see split/in-order-write.',
  harnesses: ['firecracker verify_add_used'],
  on: batching,
  covers: ['a bad head', 'the last element that fits', 'an element across the wrap of the index'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    const [offset, head, len] = [p.any.u16('offset', { max: 32767 }), p.any.u16('head'), p.any.u32('len')];
    p.assume(offset.lt(before.size));
    const [untouched, initial] = [device.twin(queue), memory.snapshot()];
    const [element, idx] = [
      usedElementAddress({ ...before, nextUsed: before.nextUsed.add(offset) }),
      usedIdxAddress(before),
    ];
    p.assert('the element has an address', element !== undefined);
    if (element === undefined) return;

    const result = device.writeUsed(queue, memory, offset, head, len);

    p.assert('nothing is counted yet', device.isSame(untouched, queue));
    p.assert('the driver sees no element yet', memory.peekWord(idx, 16).eq(initial.peekWord(idx, 16)), {
      requirement: LEN_FIRST,
    });
    if (!result.ok) {
      p.assert(
        'it is refused only for a bad head, or where idx cannot be stored as one unit',
        head.ge(before.size).or(memory.accessible(idx, 16).not()),
      );
      p.assertUnchanged('what is refused changes no byte', initial, memory);
      p.cover('a bad head', head.ge(before.size));
      return;
    }
    p.assert('a bad head is refused', head.lt(before.size));
    p.assert('id is the head', memory.peekWord(element, 32).eq(head.zeroExtend(32)));
    p.assert('len is the length', memory.peekWord(element, 32, 4).eq(len));
    p.assertUnchanged('no other byte changes', initial, memory, [
      { start: element, length: USED_ELEMENT_SIZE },
    ]);
    p.assertUnchanged('only the used ring changes', initial, memory, [areas(before).usedRing]);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: TABLE_STAYS,
    });
    p.cover('the last element that fits', offset.eq(32767));
    p.cover('an element across the wrap of the index', before.nextUsed.add(offset).lt(before.nextUsed));
  },
});

export const batchPublish = proof({
  id: 'split/batch-publish',
  title:
    'a batch is published by one store of idx, as many elements further, after every one of them is complete',
  requirements: [LEN_FIRST],
  doesNotProve: 'what the elements are: split/batch-write does, one by one.',
  harnesses: ['firecracker verify_add_used'],
  on: batching,
  covers: ['a batch of one', 'a batch of all entries'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    const last = p.any.u16('last', { max: 32767 });
    p.assume(last.lt(before.size));
    const [count, idx] = [last.add(1), usedIdxAddress(before)];
    const { events } = memory;
    // Any element of the batch: all are alike.
    if (!device.writeUsed(queue, memory, last, p.any.u16('head'), p.any.u32('len')).ok) return;
    const [written, elementsWritten] = [memory.snapshot(), events.now];

    const result = device.publishUsed(queue, memory, count);

    p.assert(
      'it fails only where idx cannot be stored as one unit',
      memory.accessible(idx, 16).implies(result.ok),
    );
    if (!result.ok) return;
    const { state } = queue;
    p.assert(
      'the driver sees all of them, and no more',
      memory.peekWord(idx, 16).eq(before.nextUsed.add(count)),
    );
    p.assert('next_used is past the batch', state.nextUsed.eq(before.nextUsed.add(count)));
    p.assert('num_added counts them', state.numAdded.eq(before.numAdded.add(count)));
    p.assert('no other field changes', sameState(p.domain, before, state, ['nextUsed', 'numAdded']));
    p.assertUnchanged('nothing but idx changes', written, memory, [{ start: idx, length: 2 }]);
    const stores = events.writes().after(elementsWritten);
    const isOneUnit = stores.forAll((store) => isOneWord(events, store, 16));
    p.assert('idx is stored once, as one unit', stores.isSingle().and(isOneUnit));
    p.assert(
      'all elements are complete before',
      stores.forAll((store) =>
        events
          .writes()
          .before(store)
          .forAll((element) => events.orderedBefore(element, store)),
      ),
      { requirement: LEN_FIRST },
    );
    p.cover('a batch of one', last.eq(0));
    p.cover('a batch of all entries', count.eq(before.size).and(before.size.eq(32768)));
  },
});

export const batchNotification = proof({
  id: 'split/batch-notification',
  title:
    'after a batch, a driver that waits for any of its elements, or one before that it was not notified of, is notified',
  requirements: [MATCHES],
  doesNotProve:
    'anything of more than 65535 elements between two answers: see split/used-notification-overflow.',
  on: batching,
  covers: ['the first element of a batch', 'the last one', 'one before the batch'],
  body: (p, device) => {
    const given = { eventIdx: true, inOrder: false, numAdded: { max: 65534 } } as const;
    const { queue, before, memory } = activeQueue(p, device, given);
    const [event, count, added] = [usedEventAddress(before), p.any.u16('count', { min: 1 }), before.numAdded];
    if (event === undefined) return;
    p.assume(memory.accessible(event, 16).and(added.add(count).ge(count)));
    if (!device.publishUsed(queue, memory, count).ok) return;
    // Counted from the first element that the driver was not notified of.
    const element = memory.peekWord(event, 16).sub(before.nextUsed.sub(added));
    p.assume(element.lt(added.add(count)));

    const result = queue.needsNotification(memory);

    p.assert('the driver is notified', result.ok ? result.value : false, { requirement: MATCHES });
    p.cover('the first element of a batch', element.eq(added));
    p.cover('the last one', element.eq(added.add(count).sub(1)).and(count.gt(1)));
    p.cover('one before the batch', element.lt(added));
  },
});

export const notReadyBatch = proof({
  id: 'split/not-ready-batch',
  title: 'of a queue that is not ready no element is written or published, and guest memory is not touched',
  requirements: [NOT_READY],
  doesNotProve: 'what becomes of a batch that was begun before.',
  on: batching,
  covers: ['a good head'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ready: false });
    const head = p.any.u16('head');

    const written = device.writeUsed(queue, memory, p.any.u16('offset'), head, p.any.u32('len'));
    const published = device.publishUsed(queue, memory, p.any.u16('count'));

    const { events } = memory;
    p.assert('both are refused', !written.ok && !published.ok);
    p.assert('guest memory is not touched', events.reads().isEmpty().and(events.writes().isEmpty()), {
      requirement: NOT_READY,
    });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('a good head', head.lt(before.size));
  },
});
