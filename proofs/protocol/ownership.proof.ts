import { proof } from 'ringproof';
import { areNear } from 'ringproof/virtio/protocol';
import { availableRing } from './available-ring.ts';
import { usedRing } from './used-ring.ts';

export const taken = availableRing.proofs;

export const returned = usedRing.proofs;

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
