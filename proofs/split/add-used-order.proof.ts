import { proof, type Bool, type U32, type U64 } from 'ringproof';
import { activeQueue, splitDevice, usedElementAddress, usedIdxAddress } from 'ringproof/virtio/split';
import { byteSeen, isOneWord, wordSeen } from './events.ts';

/**
 * 2.7.8.2: "The device MUST set len prior to updating the used idx." The must is about the element that the new idx covers, wherever a
 * device keeps idx; that this is the one at next_used is a promise, of split/add-used.
 */
export const addUsedOrder = proof({
  id: 'split/add-used-order',
  title: 'add_used writes id and len before idx, idx once, as one unit, released, and nothing after it',
  requirements: ['split.used.device.must-set-len-before-idx'],
  doesNotProve:
    'what the driver observes: the orderings asked for are, the memory model behind them is not looked at. Of IN_ORDER, see split/in-order-turn.',
  harnesses: ['rust-vmm verify_add_used', 'firecracker verify_add_used'],
  on: splitDevice,
  covers: ['a failure', 'success'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const idx = usedIdxAddress(before);

    const result = queue.addUsed(memory, head, len);

    const { events } = memory;
    const [writes, ofIdx] = [events.writes(), events.writes({ start: idx, length: 2 })];
    if (!result.ok) {
      p.assert('a failure publishes nothing', ofIdx.isEmpty());
      p.cover('a failure');
      return;
    }
    // The element that idx covers now, and did not before: a device may take idx from the ring, which it alone writes.
    const element = usedElementAddress({ ...before, nextUsed: memory.peekWord(idx, 16).sub(1) });
    p.assert('the element has an address', element !== undefined);
    const publishing = writes.last();
    p.assert(
      'the last write is one 16-bit unit',
      publishing.forSome((write) => isOneWord(events, write, 16)),
    );
    if (element === undefined) return;
    p.assert(
      'the last write is to idx',
      publishing.forAll(({ address }) => address.eq(idx)),
    );
    p.assert(
      'idx is written with release, or after a release fence',
      publishing.forAll((last) => writes.before(last).forAll((write) => events.orderedBefore(write, last))),
    );
    const isWrittenBefore = (address: U64, value: U32): Bool =>
      publishing.forAll((last) => {
        const earlier = writes.before(last);
        const pieces: number[] = [];
        const isWhole = earlier.forSome((write) => {
          pieces.push(
            ...events
              .words(write)
              .map(({ value }) => value.width)
              .filter((width) => width !== 32),
          );
          return wordSeen(events, write, address, 32, (written) => written.eq(value));
        });
        if (pieces.length === 0) return isWhole;
        const bytes = [0, 1, 2, 3].map((i) =>
          earlier.forSome((write) => byteSeen(p.domain, events, write, address.add(i), value.byte(i))),
        );
        return isWhole.or(p.domain.bool(true).and(...bytes));
      });
    p.assert('id is written before idx', isWrittenBefore(element, head.zeroExtend(32)), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    p.assert('len is written before idx', isWrittenBefore(element.add(4), len), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    p.assert(
      'idx is written once',
      publishing.forAll((last) => ofIdx.before(last).isEmpty()),
    );
    p.cover('success');
  },
});
