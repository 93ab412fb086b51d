import { proof } from 'ringproof';
import { activeDriver, splitDriver } from 'ringproof/virtio/split-driver';

export const partition = proof({
  id: 'driver/partition',
  title: 'each descriptor is free, or lent with the outstanding chain that begins at its head',
  requirements: [],
  doesNotProve:
    'that operations lead to such states alone: the tool’s own proofs, split-driver/state/…, show that each keeps to them.',
  on: splitDriver,
  covers: ['a free one', 'a lent one', 'the second of a chain', 'a full queue', 'an empty one'],
  body: (p, device) => {
    const { driver, before } = activeDriver(p, device);
    const { size, numFree } = before;
    const index = p.any.u16('any_index');
    const { isLent, head } = driver.descriptor(index);
    const [own, of] = [driver.chain(index), driver.chain(head)];
    const isThere = index.lt(size);

    p.assert(
      'a lent descriptor is part of an outstanding chain',
      isThere.and(isLent).implies(head.lt(size).and(of.isOutstanding)),
    );
    p.assert(
      'an outstanding chain begins with a descriptor of its own',
      isThere.and(own.isOutstanding).implies(isLent.and(head.eq(index), own.count.ge(1))),
    );
    p.assert(
      'a chain has no more descriptors than are not free',
      isThere.and(own.isOutstanding).implies(own.count.le(size.sub(numFree))),
    );
    p.assert('of a queue that is all free none is lent', isThere.and(numFree.eq(size)).implies(isLent.not()));
    p.assert('where none is free each is lent', isThere.and(numFree.eq(0)).implies(isLent));
    p.cover('a free one', isThere.and(isLent.not()));
    p.cover('a lent one', isThere.and(isLent));
    p.cover('the second of a chain', isThere.and(isLent, head.ne(index)));
    p.cover('a full queue', isThere.and(numFree.eq(0), size.eq(32768)));
    p.cover('an empty one', isThere.and(numFree.eq(size), size.eq(1)));
  },
});
