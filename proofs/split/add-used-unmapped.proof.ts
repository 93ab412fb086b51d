import { proof } from 'ringproof';
import {
  anyQueue,
  sameState,
  splitDevice,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  usedIdxAddress,
} from 'ringproof/virtio/split';
import { besidesTable } from './descriptor-table.ts';

export const addUsedUnmapped = proof({
  id: 'split/add-used-unmapped',
  title: 'on any memory map, add_used that fails says why and leaves no more than it says',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve: 'that a failed call has done nothing: see split/add-used-atomic; nor anything of IN_ORDER.',
  harnesses: ['rust-vmm verify_add_used'],
  on: splitDevice.with('checksEachAccess'),
  covers: [
    'an element beyond the last address',
    'an unmapped element',
    'a torn element',
    'success',
    'an idx that cannot be stored',
  ],
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device, { ready: true, inOrder: false });
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const element = usedElementAddress(before);
    const idx = usedIdxAddress(before);
    const initial = memory.snapshot();

    const result = queue.addUsed(memory, head, len);

    const after = queue.state;
    const unchanged = sameState(p.domain, before, after);
    if (p.domain.decide(head.ge(before.size))) {
      p.assert('a bad head is refused as such', !result.ok && result.error.kind === 'InvalidDescriptorIndex');
      p.assert('a bad head changes no field', unchanged);
      p.assertUnchanged('a bad head changes no byte', initial, memory);
      return;
    }
    if (element === undefined) {
      p.assert(
        'an element beyond the last address is refused',
        !result.ok && result.error.kind === 'AddressOverflow',
      );
      p.assert('an element beyond the last address changes no field', unchanged);
      p.assertUnchanged('an element beyond the last address changes no byte', initial, memory);
      p.cover('an element beyond the last address');
      return;
    }
    const isOfMemory = !result.ok && result.error.kind === 'GuestMemory';
    const cause = isOfMemory ? result.error.cause : undefined;
    const mapped = memory.contiguous(element);
    if (p.domain.decide(mapped.lt(USED_ELEMENT_SIZE))) {
      const done = cause?.kind === 'PartialBuffer' ? cause.completed : p.domain.u64(0);
      p.assert('an element that is not all mapped is refused', isOfMemory);
      p.assert('an element that is not all mapped changes no field', unchanged);
      p.assertUnchanged('only the bytes change that the error counts', initial, memory, [
        { start: element, length: done },
      ]);
      p.assert('the error counts no byte that is not mapped', done.le(mapped));
      const word = len.zeroExtend(64).shl(32).or(head.zeroExtend(64));
      for (let i = 0; i < USED_ELEMENT_SIZE - 1; i++) {
        const expected = p.domain.select(done.gt(i), word.extract(8 * i, 8), initial.peek(element, i));
        p.assert(
          `byte ${i} of a torn element is new if the error counts it`,
          memory.peek(element, i).eq(expected),
        );
      }
      p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
        requirement: 'split.desc.device.must-not-write-descriptor-table',
      });
      p.cover('an unmapped element', mapped.eq(0));
      p.cover('a torn element', mapped.eq(5));
      return;
    }
    if (p.domain.decide(memory.accessible(idx, 16))) {
      p.assert('it succeeds where element and idx are in place', result.ok);
      p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
        requirement: 'split.desc.device.must-not-write-descriptor-table',
      });
      p.cover('success');
      return;
    }
    p.assert('an idx that cannot be stored is an error of the memory', isOfMemory);
    p.assertUnchanged('an idx that cannot be stored leaves at most the element', initial, memory, [
      { start: element, length: USED_ELEMENT_SIZE },
    ]);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
    });
    p.cover('an idx that cannot be stored');
  },
});
