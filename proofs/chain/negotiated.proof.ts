import { proof } from 'ringproof';
import { DESC_F_INDIRECT, splitDevice } from 'ringproof/virtio/split';
import { staysWithin } from '../split/events.ts';
import { DESCRIPTOR_SIZE, has } from './descriptor.ts';
import { anyPopped } from './popped.ts';
import { atDescriptor } from './walk.ts';

const NOT_SET = 'split.indirect.driver.must-not-set-indirect-unless-negotiated';

/**
 * "The driver MUST NOT set the VIRTQ_DESC_F_INDIRECT flag unless the VIRTIO_F_INDIRECT_DESC feature was negotiated" (2.7.5.3.1). The text
 * leaves open what a device does with the flag then: it may refuse the chain, or take the descriptor for an element. A
 * table that it follows all the same was not agreed on, so this is a promise.
 */
export const indirectNotNegotiated = proof({
  id: 'chain/indirect-not-negotiated',
  title: 'a descriptor that refers to a table is not followed unless VIRTIO_F_INDIRECT_DESC was negotiated',
  requirements: [NOT_SET],
  doesNotProve: 'that the flag is reported: a walk may take the descriptor for an element.',
  on: splitDevice.with('walk', 'followsIndirect', 'negotiatesIndirect'),
  covers: ['such a descriptor'],
  body: (p, device) => {
    const any = atDescriptor(p, device, { indirectDesc: false, indirect: false });
    const { walk, before, memory, descriptor, address } = any;
    p.assume(has(descriptor, DESC_F_INDIRECT));

    walk.next(memory);

    const { state } = walk;
    p.assert('no table is entered', state.indirect.not().and(state.table.eq(before.table)), {
      requirement: NOT_SET,
      kind: 'promise',
    });
    p.assert(
      'no more than the descriptor is read',
      memory.events
        .reads()
        .forAll((read) => staysWithin(p.domain, read, [{ start: address, length: DESCRIPTOR_SIZE }])),
    );
    p.assert('what was negotiated stays', state.indirectDesc?.not() ?? false);
    p.cover('such a descriptor');
  },
});

export const indirectNegotiated = proof({
  id: 'chain/indirect-negotiated',
  title:
    'the walk of a popped chain follows tables exactly if the queue’s device negotiated VIRTIO_F_INDIRECT_DESC',
  requirements: [],
  doesNotProve: 'that tables are walked as they ought to be: see chain/agrees-with-specification.',
  on: splitDevice.with('walk', 'followsIndirect', 'negotiatesIndirect'),
  covers: ['negotiated', 'not negotiated'],
  body: (p, device) => {
    const popped = anyPopped(p, device);
    if (popped === undefined) return;
    const { chain, before } = popped;
    const isNegotiated = before.indirectDesc ?? p.domain.bool(false);

    const { indirectDesc } = chain.walk().state;

    p.assert('the walk knows what the queue does', indirectDesc?.iff(isNegotiated) ?? false);
    p.cover('negotiated', isNegotiated);
    p.cover('not negotiated', isNegotiated.not());
  },
});
