import { proof } from 'ringproof';
import {
  availableCells,
  factsOfAccess,
  factsOfCellAccess,
  factsOfCells,
  factsOfRingWords,
  usedCells,
} from 'ringproof/virtio/protocol';
import { activeDriver, anyAllocated, splitDriver } from 'ringproof/virtio/split-driver';

const ABOUT = {
  requirements: [],
  doesNotProve: 'that operations access these words only: the proofs that rest on this look at each access.',
  covers: ['the largest queue'],
};

export const accessible = proof({
  ...ABOUT,
  id: 'order/ring-access',
  title: 'the words of both rings of a queue that a driver has allocated can be accessed as words',
  on: splitDriver,
  body: (p, device) => {
    const { before, memory } = activeDriver(p, device);
    const [index, head] = [p.any.u16('entry'), p.any.u16('head', { max: 32767 })];
    p.assume(head.lt(before.size));
    const [, ...cells] = availableCells(before, index, head);
    const facts = [...factsOfAccess(before, memory), ...factsOfCellAccess(memory, cells)];
    for (const { what, holds } of facts) p.assert(what, holds);
    p.cover('the largest queue', before.size.eq(32768));
  },
});

export const ringWords = proof({
  ...ABOUT,
  id: 'order/ring-words',
  title: 'of the words of both rings of an allocated queue, none shares a byte with another one',
  body: (p) => {
    const place = anyAllocated(p, p.memory());
    const [index, head] = [p.any.u16('entry'), p.any.u16('head', { max: 32767 })];
    p.assume(head.lt(place.size));
    const cells = [availableCells(place, index, head), usedCells(place, index)];
    const facts = [...factsOfRingWords(place), ...cells.flatMap((words) => factsOfCells(words))];
    for (const { what, holds } of facts) p.assert(what, holds);
    p.cover('the largest queue', place.size.eq(32768));
  },
});
