import type { StartFile } from '../../proof/family.ts';

const INTERFACE = `import { ModelKind, type Domain, type U16, type U64 } from 'ringproof';

/** Where the elements of a split queue's used ring lie (VIRTIO 2.7.8). */
export interface UsedRing {
  /** Guest address of the element for a running index, in a ring of \`size\` elements whose area begins at \`ring\`. */
  elementAddress(domain: Domain, ring: U64, index: U16, size: U16): U64;
}

export const usedRing = new ModelKind<UsedRing>('used-ring');
`;

const MODEL = `import { usedRing } from '../used-ring.ts';

/** flags and idx, two bytes each, come before the elements. */
const HEADER_BYTES = 4;
/** id and len, four bytes each. */
const ELEMENT_BYTES = 8;

export const myRing = usedRing.implement(
  { name: 'my-ring', source: 'an example; put here what it models: project, file, commit' },
  {
    elementAddress: (_domain, ring, index, size) =>
      ring.add(HEADER_BYTES).add(index.rem(size).zeroExtend(64).mul(ELEMENT_BYTES)),
  },
);
`;

const PROOF = `import { proof } from 'ringproof';
import { USED_RING } from 'ringproof/virtio/split';
import { usedRing } from '../models/used-ring.ts';

export const elementsLieInTheRing = proof({
  id: 'used-ring/elements-lie-in-the-ring',
  title: 'Every running index stands for an element inside the ring, and the next index for the next element',
  requirements: [],
  doesNotProve: 'that the ring lies in guest memory, or that anything is written there.',
  on: usedRing,
  covers: ['the ring wraps'],
  body: (p, model) => {
    const size = p.any.powerOfTwo('size');
    const ring = p.any.u64('ring', { multipleOf: 4 });
    const index = p.any.u16('index');

    const offset = model.elementAddress(p.domain, ring, index, size).sub(ring);
    const nextOffset = model.elementAddress(p.domain, ring, index.add(1), size).sub(ring);

    p.assert('it begins after flags and idx', offset.ge(USED_RING.headBytes));
    const end = offset.add(USED_RING.slotBytes);
    p.assert('it ends inside the ring', end.le(USED_RING.slotOffset(size)));
    p.assert('the next one follows, or is the first', nextOffset.eq(end).or(nextOffset.eq(USED_RING.headBytes)));
    p.cover('the ring wraps', nextOffset.lt(offset));
  },
});
`;

/** A first project about split queues: where the elements of a used ring lie. */
export const SPLIT_START: readonly StartFile[] = [
  { path: 'models/used-ring.ts', text: INTERFACE },
  { path: 'models/my-ring/index.ts', text: MODEL },
  { path: 'proofs/used-ring.proof.ts', text: PROOF },
];
