import { proof } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  areas,
  isInTurn,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  usedEventAddress,
  usedIdxAddress,
} from 'ringproof/virtio/split';
import { inOrder, IN_ORDER } from './in-order.ts';

const LEN_FIRST = 'split.used.device.must-set-len-before-idx';
const MATCHES = 'split.used-notification.device.must-notify-when-used-event-matches';
const NOT_READY = 'mmio.queue-ready.device.must-not-access-when-0';

const ordered = splitDevice.with('negotiatesInOrder');
const batching = splitDevice.with('negotiatesInOrder', 'addUsedInOrder');

export const kept = inOrder.proofs;

export const inOrderTurn = proof({
  id: 'split/in-order-turn',
  title:
    'with IN_ORDER, a chain that is returned before its turn is refused or kept, and the driver sees nothing of it; in its turn it is returned',
  requirements: [IN_ORDER, LEN_FIRST],
  doesNotProve: 'that a chain which is kept is returned once its turn comes: see split/in-order-kept.',
  on: ordered,
  covers: ['in its turn', 'before its turn'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: true });
    const [head, len] = [p.any.u16('head', { max: 32767 }), p.any.u32('len')];
    const [element, idx] = [usedElementAddress(before), usedIdxAddress(before)];
    const isNext = isInTurn(p.domain, before, memory, head);
    const initial = memory.snapshot();
    // A device may read back the idx that it stored.
    const isIdxKept = memory.peekWord(idx, 16).eq(before.nextUsed);
    p.assume(memory.accessible(idx, 16).and(head.lt(before.size), isIdxKept));

    const result = queue.addUsed(memory, head, len);

    const { events } = memory;
    const published = events.writes({ start: idx, length: 2 });
    if (!p.domain.decide(isNext)) {
      p.assert('the driver sees no element before its turn', published.isEmpty(), { requirement: IN_ORDER });
      p.assert('nothing is counted before its turn', sameState(p.domain, before, queue.state));
      p.cover('before its turn');
      return;
    }
    p.assert('in its turn it is returned', result.ok);
    if (element === undefined || !result.ok) return;
    p.assert('the element names it', memory.peekWord(element, 32).eq(head.zeroExtend(32)), {
      requirement: IN_ORDER,
    });
    p.assert('len is its length', memory.peekWord(element, 32, 4).eq(len));
    p.assert('idx in memory is next_used', memory.peekWord(idx, 16).eq(queue.state.nextUsed));
    p.assertUnchanged('only the used ring changes', initial, memory, [areas(before).usedRing]);
    p.assert(
      'each element is complete before the driver sees it',
      published
        .forAll((store) =>
          events
            .writes()
            .before(store)
            .forAll((write) => events.orderedBefore(write, store)),
        )
        .and(
          events
            .writes()
            .last()
            .forAll(({ address }) => address.eq(idx)),
        ),
      { requirement: LEN_FIRST },
    );
    p.cover('in its turn', before.nextUsed.eq(65535));
  },
});

export const inOrderKept = proof({
  id: 'split/in-order-kept',
  title: 'with IN_ORDER, a chain that is kept is returned with the one before it',
  requirements: [],
  doesNotProve: 'anything of more than one chain that is kept, or of a device that refuses it.',
  on: ordered,
  covers: ['two chains in flight'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: true });
    const [first, second, len] = [p.any.u16('first'), p.any.u16('second'), p.any.u32('len')];
    const next = before.nextUsed.add(1);
    const element = usedElementAddress({ ...before, nextUsed: next });
    if (p.domain.decide(first.eq(second))) return;
    p.assume(memory.accessible(usedIdxAddress(before), 16));
    p.assume(isInTurn(p.domain, before, memory, first));
    p.assume(isInTurn(p.domain, before, memory, second, p.domain.u16(1)));

    const early = queue.addUsed(memory, second, len);
    p.cover('two chains in flight');
    if (!early.ok || element === undefined) {
      p.assert('what is refused is not counted', sameState(p.domain, before, queue.state));
      return;
    }
    if (!queue.addUsed(memory, first, p.any.u32('len_of_first')).ok) return;

    p.assert('both are counted', queue.state.nextUsed.eq(next.add(1)));
    p.assert('the second element names it', memory.peekWord(element, 32).eq(second.zeroExtend(32)));
    p.assert('its length is kept, too', memory.peekWord(element, 32, 4).eq(len));
  },
});

export const inOrderWrite = proof({
  id: 'split/in-order-write',
  title: 'with IN_ORDER, an element of a batch is written only for the chain that was popped at its place',
  requirements: [IN_ORDER],
  doesNotProve: 'that the batch is published: see split/batch-publish.',
  on: splitDevice.with('negotiatesInOrder', 'writeUsed'),
  covers: ['in its turn', 'out of its turn'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: true });
    const [offset, head] = [p.any.u16('offset', { max: 32767 }), p.any.u16('head')];
    p.assume(offset.lt(before.size));
    const isNext = isInTurn(p.domain, before, memory, head, offset);

    const result = device.writeUsed(queue, memory, offset, head, p.any.u32('len'));

    p.assert('no element is written out of its turn', isNext.or(memory.events.writes().isEmpty()), {
      requirement: IN_ORDER,
      kind: 'promise',
    });
    p.cover('in its turn', isNext.and(result.ok));
    p.cover('out of its turn', isNext.not());
  },
});

export const inOrderBatch = proof({
  id: 'split/in-order-batch',
  title:
    'with IN_ORDER, several chains are returned by one element, which names the last of them, and idx passes them all; anything else is refused',
  requirements: [IN_ORDER, LEN_FIRST],
  doesNotProve: 'that the device has used all bytes of the chains before the last one.',
  on: batching,
  covers: ['one chain', 'a full ring', 'another chain than the last', 'not negotiated'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const [count, head, len] = [p.any.u16('count'), p.any.u16('head'), p.any.u32('len')];
    const { inOrder = p.domain.bool(false) } = before;
    const [element, idx] = [usedElementAddress(before), usedIdxAddress(before)];
    const isLast = inOrder.and(isInTurn(p.domain, before, memory, head, count.sub(1)), head.lt(before.size));
    const initial = memory.snapshot();
    p.assume(memory.accessible(idx, 16));

    const result = device.addUsedInOrder(queue, memory, count, head, len);

    const { state } = queue;
    if (!p.domain.decide(isLast)) {
      p.assert('anything else is refused', !result.ok);
      p.assertUnchanged('what is refused changes no byte', initial, memory);
      p.assert('what is refused changes no field', sameState(p.domain, before, state));
      p.assert('the driver sees no other chain', memory.events.writes({ start: idx, length: 2 }).isEmpty(), {
        requirement: IN_ORDER,
      });
      p.cover('another chain than the last', inOrder);
      p.cover('not negotiated', inOrder.not());
      return;
    }
    p.assert('they are returned', result.ok);
    p.assert('the element has an address', element !== undefined);
    if (element === undefined || !result.ok) return;
    p.assert('the element names the last chain', memory.peekWord(element, 32).eq(head.zeroExtend(32)), {
      requirement: IN_ORDER,
    });
    p.assert('len is the length of the last', memory.peekWord(element, 32, 4).eq(len));
    p.assert('next_used advances by as many', state.nextUsed.eq(before.nextUsed.add(count)));
    p.assert('idx in memory is next_used', memory.peekWord(idx, 16).eq(state.nextUsed));
    p.assert('num_added counts them all', state.numAdded.eq(before.numAdded.add(count)));
    p.assert('no other field changes', sameState(p.domain, before, state, ['nextUsed', 'numAdded']));
    p.assertUnchanged('only one element and idx change', initial, memory, [
      { start: element, length: USED_ELEMENT_SIZE },
      { start: idx, length: 2 },
    ]);
    const { events } = memory;
    const publishing = events.writes({ start: idx, length: 2 });
    p.assert('idx is stored once', publishing.isSingle());
    p.assert(
      'the element is complete before',
      publishing.forAll((store) =>
        events
          .writes()
          .before(store)
          .forAll((write) => events.orderedBefore(write, store)),
      ),
      { requirement: LEN_FIRST },
    );
    p.cover('one chain', count.eq(1));
    p.cover('a full ring', count.eq(32768));
  },
});

/**
 * 2.7.7.2 asks which index determined where an element was placed: of the chains that one element stands for, that is the first one's. That
 * the others count as well is what 2.7.7.1 calls equivalent, and a driver that waits for one of them would wait for ever; a promise.
 */
export const inOrderNotification = proof({
  id: 'split/in-order-notification',
  title: 'a driver that waits for any of the chains that one element stands for is notified',
  requirements: [MATCHES],
  doesNotProve: 'anything of more than 65535 chains between two answers.',
  on: batching,
  covers: ['the first chain', 'the last one of several'],
  body: (p, device) => {
    const given = { eventIdx: true, inOrder: true, numAdded: { max: 65534 } } as const;
    const { queue, before, memory } = activeQueue(p, device, given);
    const [event, count, added] = [usedEventAddress(before), p.any.u16('count', { min: 1 }), before.numAdded];
    if (event === undefined) return;
    p.assume(memory.accessible(event, 16).and(added.add(count).ge(count)));
    if (!device.addUsedInOrder(queue, memory, count, p.any.u16('head'), p.any.u32('len')).ok) return;
    // Counted from the first chain that the driver was not notified of.
    const chain = memory.peekWord(event, 16).sub(before.nextUsed.sub(added));
    p.assume(chain.lt(added.add(count)));

    const result = queue.needsNotification(memory);

    const notifies = result.ok ? result.value : p.domain.bool(false);
    p.assert('a driver that waits for an element is notified', chain.le(added).implies(notifies), {
      requirement: MATCHES,
    });
    p.assert('so is one that waits for a chain that it stands for', notifies);
    p.cover('the first chain', chain.eq(added));
    p.cover('the last one of several', chain.eq(added.add(count).sub(1)).and(count.gt(1)));
  },
});

export const notReadyInOrder = proof({
  id: 'split/not-ready-in-order',
  title: 'of a queue that is not ready no chain is returned in order, and guest memory is not touched',
  requirements: [NOT_READY],
  doesNotProve: 'anything of chains that were returned before.',
  on: batching,
  covers: ['negotiated'],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ready: false });

    const [count, head, len] = [p.any.u16('count'), p.any.u16('head'), p.any.u32('len')];
    const returned = device.addUsedInOrder(queue, memory, count, head, len);

    const { events } = memory;
    p.assert('it is refused', !returned.ok);
    p.assert('guest memory is not touched', events.reads().isEmpty().and(events.writes().isEmpty()), {
      requirement: NOT_READY,
    });
    p.assert('no field changes', sameState(p.domain, before, queue.state));
    p.cover('negotiated', before.inOrder ?? false);
  },
});
