import { proof, type Proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { ACCESSES, READS, STILL_MAPPED, stayWithin, WRITES } from './footprint.ts';

export const batchAccesses: Proof = proof({
  id: 'split/batch-accesses',
  title: 'on an activated queue, writing a batch of elements and publishing it touches the used ring alone',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  on: splitDevice.with('writeUsed', 'publishUsed'),
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      // With IN_ORDER, whose turn it is stands in the available ring.
      reads: device.negotiatesInOrder === true ? ['usedRing', 'availRing'] : ['usedRing'],
      writes: ['usedRing'],
      run: ({ queue, memory }) => {
        device.writeUsed(queue, memory, p.any.u16('offset'), p.any.u16('head'), p.any.u32('len'));
        device.publishUsed(queue, memory, p.any.u16('count'));
      },
    });
  },
});

export const iterateAccesses: Proof = proof({
  id: 'split/iterate-accesses',
  title:
    'on an activated queue, an iterator reads the available ring and the descriptor table, and writes nothing',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  on: splitDevice.with('iterate'),
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing', 'descTable'],
      writes: [],
      run: ({ queue, memory }) => {
        const made = device.iterate(queue, memory);
        if (made.ok) made.value.next();
      },
    });
  },
});
