import { proof } from 'ringproof';
import { availableCells, factsOfCells, factsOfRingWords, usedCells } from 'ringproof/virtio/protocol';
import { activeDriver, splitDriver } from 'ringproof/virtio/split-driver';

export const ringWords = proof({
  id: 'order/ring-words',
  title:
    'the words of both rings of an allocated queue can be accessed, and none shares a byte with one of the other ring',
  requirements: [],
  doesNotProve: 'that operations access these words only: the proofs that rest on this look at each access.',
  on: splitDriver,
  covers: ['the largest queue'],
  body: (p, device) => {
    const { before, memory } = activeDriver(p, device);
    const facts = [...factsOfRingWords(before, memory)];
    const [index, head] = [p.any.u16('entry'), p.any.u16('head', { max: 32767 })];
    p.assume(head.lt(before.size));
    const cells = [availableCells(before, index, head), usedCells(before, index)];
    facts.push(...cells.flatMap((words) => factsOfCells(memory, words)));
    for (const { what, holds } of facts) p.assert(what, holds);
    p.cover('the largest queue', before.size.eq(32768));
  },
});
