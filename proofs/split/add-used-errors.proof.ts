import { proof } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { anyQueue, sameState, usedIdxAddress } from './queue.ts';

export const addUsedAtomic = proof({
  id: 'split/add-used-atomic',
  title: 'an add_used that fails has done nothing',
  requirements: [],
  doesNotProve: 'that a failed call can be repeated: what made it fail may still be there.',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
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
  title: 'on a valid queue add_used fails exactly for a bad head or an idx that is no unit of one region',
  requirements: [],
  doesNotProve: 'that the queue stays valid: the memory map may change under it.',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    const head = p.any.u16('head');
    const valid = p.domain.decide(queue.isValid(memory));

    const result = queue.addUsed(memory, head, p.any.u32('len'));

    if (!valid) {
      p.cover('success on a queue that is not valid', result.ok);
      return;
    }
    const fitsIdx = memory.accessible(usedIdxAddress(before), 16);
    p.assert(
      'it succeeds exactly for a good head and an accessible idx',
      head.lt(before.size).and(fitsIdx).iff(result.ok),
    );
    const unit =
      !result.ok &&
      result.error.kind === 'GuestMemory' &&
      result.error.cause.kind === 'InvalidBackendAddress';
    p.assert(
      'no access is unmapped or torn',
      result.ok || unit || result.error.kind === 'InvalidDescriptorIndex',
    );
    p.cover('success', result.ok);
    p.cover('an idx cut by the end of its region, or odd from its base', unit);
  },
});
