import { enabled } from 'ringproof/virtio/protocol';
import { isSetUpAgain, queueReset } from './queue-reset.ts';
import { areInOrder, isAgreed, ringWords, unseen } from './words.ts';

export const kept = queueReset.proofs;

export const enabledAgain = queueReset.follows({
  id: 'protocol/queue-enabled-again',
  title:
    'a queue that is enabled again begins as at first, with what the driver has added since it set it up',
  requirements: [],
  doesNotProve: 'anything of other sizes and addresses than those of before.',
  covers: ['nothing was added', 'a full ring', 'added, and not published'],
  body: (p, _protocol, on, at) => {
    p.assume(isSetUpAgain(at));
    const { driver, queue, memory } = on;
    if (!enabled(p, on)) return;
    const sides = {
      ...at.seen.sides,
      ...{ driver: driver.state, device: queue.state, memory: memory.snapshot() },
    };
    const { nextAvail, published, size, numAdded, addedAll } = sides.driver;
    const { head, isAdded } = at.ghost;
    const { availIdx, usedIdx, usedFlags, availEvent } = ringWords(sides);
    p.assert('both sides agree on the queue', isAgreed(p.domain, sides));
    p.assert('idx of the available ring is what the driver published', availIdx.eq(published));
    p.assert('idx of the used ring is what the device added', usedIdx.eq(sides.device.nextUsed));
    p.assert('the indices follow each other', areInOrder(p.domain, sides));
    p.assert(
      'the device asks for the next chain',
      usedFlags.eq(0).and(availEvent.eq(sides.device.nextAvail)),
    );
    p.assert(
      'the driver still has to decide on what it published',
      numAdded.ge(unseen(sides)).or(addedAll ?? false),
    );
    p.assert(
      'no chain of before is lent',
      head.lt(size).and(driver.chain(head).isOutstanding).implies(isAdded),
    );
    p.cover('nothing was added', nextAvail.eq(0));
    p.cover('a full ring', published.eq(size).and(size.eq(32768)));
    p.cover('added, and not published', nextAvail.ne(published));
  },
});
