import { proof } from 'ringproof';
import { activeQueue, anyQueue, sameState, splitDevice, usedIdxAddress } from 'ringproof/virtio/split';

export const addUsedAtomic = proof({
  id: 'split/add-used-atomic',
  title: 'an add_used that fails has done nothing',
  requirements: [],
  doesNotProve: 'that a failed call can be repeated: what made it fail may still be there.',
  harnesses: ['rust-vmm verify_add_used', 'firecracker verify_add_used'],
  on: splitDevice,
  covers: ['a failure'],
  body: (p, device) => {
    // A queue that checks each access may be asked before it is activated, too.
    const start = device.checksEachAccess === true ? anyQueue : activeQueue;
    const { queue, before, memory } = start(p, device);
    const initial = memory.snapshot();

    const result = queue.addUsed(memory, p.any.u16('head'), p.any.u32('len'));

    if (result.ok) return;
    p.assert('a failure changes no field', sameState(p.domain, before, queue.state));
    p.assertUnchanged('a failure changes no byte', initial, memory);
    p.cover('a failure');
  },
});

export const addUsedValid = proof({
  id: 'split/add-used-valid',
  title: 'on an activated queue add_used fails for a bad head and for nothing else',
  requirements: [],
  doesNotProve:
    'anything of an idx that a region’s end or base keeps from being one unit: see split/activation-units.',
  harnesses: ['rust-vmm verify_add_used', 'firecracker verify_add_used'],
  on: splitDevice,
  covers: ['success', 'a bad head'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, { inOrder: false });
    p.assume(memory.accessible(usedIdxAddress(before), 16));
    const head = p.any.u16('head');

    const result = queue.addUsed(memory, head, p.any.u32('len'));

    p.assert('it succeeds exactly for a good head', head.lt(before.size).iff(result.ok));
    p.cover('success', result.ok);
    p.cover('a bad head', head.ge(before.size));
  },
});
