import { proof } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { anyQueue, sameState, usedElementAddress, usedIdxAddress, USED_ELEMENT_SIZE } from './queue.ts';

export const addUsed = proof({
  id: 'split/add-used',
  title:
    'add_used publishes one used element and touches nothing else; each error leaves exactly what it must',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve:
    'that the head was outstanding, or that the device wrote len bytes: the queue is not told of either.',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const element = usedElementAddress(before);
    const idx = usedIdxAddress(before);
    const initial = memory.snapshot();

    const result = queue.addUsed(memory, head, len);
    const after = queue.state;
    const unchanged = sameState(p.domain, before, after);
    const advanced = sameState(p.domain, before, after, ['nextUsed', 'numAdded']).and(
      after.nextUsed.eq(before.nextUsed.add(1)),
      after.numAdded.eq(before.numAdded.add(1)),
    );

    if (p.domain.decide(head.ge(before.size))) {
      p.assert('a bad head is refused as such', !result.ok && result.error.kind === 'InvalidDescriptorIndex');
      p.assert('a bad head changes no field', unchanged);
      p.assertUnchanged('a bad head changes no byte', initial, memory);
      p.cover('a bad head');
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
    const cause = !result.ok && result.error.kind === 'GuestMemory' ? result.error.cause : undefined;
    const mapped = memory.contiguous(element);
    if (p.domain.decide(mapped.lt(USED_ELEMENT_SIZE))) {
      p.assert('an element that is not all mapped is refused', cause !== undefined);
      p.assert('an element that is not all mapped changes no field', unchanged);
      p.assertUnchanged('an element that is not all mapped changes only its mapped bytes', initial, memory, [
        { start: element, length: mapped },
      ]);
      const torn = cause?.kind === 'PartialBuffer' ? cause.completed : p.domain.u64(0);
      p.assert('the error says how much of the element was written', torn.eq(mapped));
      const word = len.zeroExtend(64).shl(32).or(head.zeroExtend(64));
      for (let i = 0; i < USED_ELEMENT_SIZE - 1; i++) {
        const expected = p.domain.select(mapped.gt(i), word.extract(8 * i, 8), initial.peek(element, i));
        p.assert(`byte ${i} of a torn element is new if it is mapped`, memory.peek(element, i).eq(expected));
      }
      p.cover('an unmapped element', mapped.eq(0));
      p.cover('a torn element', mapped.eq(5));
      return;
    }
    p.assert('id is the head', memory.peekWord(element, 32).eq(head.zeroExtend(32)));
    p.assert('len is the length', memory.peekWord(element, 32, 4).eq(len));
    p.assert('next_used and num_added advance by one, no other field changes', advanced);
    if (p.domain.decide(memory.accessible(idx, 16))) {
      p.assert('it succeeds', result.ok);
      p.assert('the idx in memory is next_used', memory.peekWord(idx, 16).eq(after.nextUsed));
      p.assertUnchanged('only the element and idx change', initial, memory, [
        { start: element, length: USED_ELEMENT_SIZE },
        { start: idx, length: 2 },
      ]);
      p.assertUnchanged('only the used ring changes', initial, memory, [
        { start: idx, length: before.size.zeroExtend(64).mul(USED_ELEMENT_SIZE).add(2) },
      ]);
      p.cover('success');
      p.cover('success at the wrap of the index', before.nextUsed.eq(65535));
      p.cover(
        'success in the last slot',
        before.nextUsed.rem(before.size).eq(before.size.sub(1)).and(before.size.gt(1)),
      );
    } else {
      p.assert('an idx that can not be stored is an error of the memory', cause !== undefined);
      p.assertUnchanged(
        'an idx that can not be stored leaves the element and nothing else',
        initial,
        memory,
        [{ start: element, length: USED_ELEMENT_SIZE }],
      );
      p.cover('an idx that can not be stored');
    }
  },
});
