import { proof } from 'ringproof';
import { areNear } from 'ringproof/virtio/protocol';
import { availableRing } from './available-ring.ts';
import { isAnswered } from './ownership.ts';
import { usedRing } from './used-ring.ts';

export const taken = availableRing.proofs;

export const returned = usedRing.proofs;

const NO_COUNT = 'that the device code calls the operations as it should: what is assumed of it is named.';

/** With the counts of the other ring, which has the same head: it comes back once for each time that it is lent, and no more. */
export const takenOnce = availableRing.follows({
  id: 'protocol/taken-once',
  title:
    'the device takes a head once for each time that the driver lends it, and it is lent again only once it is back',
  requirements: [],
  doesNotProve: NO_COUNT,
  covers: ['it is taken'],
  body: (p, _sides, { queue, memory }, { domain, ghost: { head, lent, taken, collected }, seen }) => {
    const isOutstanding = head.lt(seen.driver.size).and(seen.chain(head).isOutstanding);

    const popped = queue.pop(memory);

    const isTaken = isAnswered({ domain, seen, ghost: { head }, result: popped });
    p.assert('what it takes was lent once more than taken', isTaken.implies(lent.eq(taken.plus(1))));
    p.assert(
      'it is lent once more than collected while it is outstanding, else as often',
      lent.minus(collected).eq(domain.select(isOutstanding, domain.u16(1), domain.u16(0))),
    );
    p.cover('it is taken', isTaken);
  },
});

export const returnedOnce = usedRing.follows({
  id: 'protocol/returned-once',
  title: 'the driver collects a head once for each time that the device has taken and returned it',
  requirements: [],
  doesNotProve: NO_COUNT,
  covers: ['it is collected'],
  body: (p, _sides, { driver, memory }, { domain, ghost, seen }) => {
    const { head, taken, returned, collected } = ghost;

    const answer = driver.collect(memory);

    const isCollected = isAnswered({ domain, seen, ghost: { head }, result: answer });
    p.assert(
      'what it collects was returned once more than collected, and not taken since',
      isCollected.implies(returned.eq(collected.plus(1)).and(taken.eq(returned))),
    );
    p.assert(
      'it is returned no more often than taken, and taken at most once more than collected',
      collected.le(returned).and(returned.le(taken), taken.le(collected.plus(1))),
    );
    p.cover('it is collected', isCollected);
  },
});

export const slots = proof({
  id: 'protocol/ring-slots',
  title: 'indices of fewer than size after each other have slots of their own, also where the index wraps',
  requirements: [],
  doesNotProve: 'where a slot is.',
  covers: ['across the wrap'],
  body: (p) => {
    const [size, a, b] = [p.any.powerOfTwo('size'), p.any.u16('a'), p.any.u16('b')];
    p.assert(
      'they do',
      areNear(size, a, b)
        .and(a.ne(b))
        .implies(a.rem(size).ne(b.rem(size))),
    );
    p.cover('across the wrap', a.sub(b).lt(size).and(a.lt(b)));
  },
});
