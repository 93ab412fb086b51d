import { proof } from 'ringproof';
import { DESC_F_NEXT, DESC_F_WRITE, splitDevice } from 'ringproof/virtio/split';
import { descriptorAt, DESCRIPTOR_SIZE, entryAddress, has, sameDescriptor } from './descriptor.ts';
import { LAST_TABLE } from './invariant.ts';
import { atElement } from './malformations.ts';
import { step } from './walk.ts';

export const readableBeforeWritable = proof({
  id: 'chain/readable-before-writable',
  title: 'a walk yields elements in the order of the chain, also a readable one after a writable one',
  requirements: ['split.framing.device.must-not-assume-descriptor-arrangement'],
  doesNotProve:
    'that readable elements come first: that is the driver’s duty (2.7.4.2), no walk looks, and a device that relies on it has to.',
  on: splitDevice.with('walk'),
  covers: ({ followsIndirect }) => [
    'two neighbours',
    ...(followsIndirect ? ['two elements of a table'] : []),
  ],
  body: (p, device) => {
    const any = atElement(p, device, {
      // Room for two descriptors before the last address.
      table: { max: LAST_TABLE - BigInt(DESCRIPTOR_SIZE) },
      entries: { min: 2 },
      remaining: { min: 2 },
      // A device may limit chains (2.7.4.1), to one descriptor if need be.
      left: { min: 2 },
      bytes: p.domain.u32(0),
      isFull: false,
    });
    const { before, memory, descriptor: writable } = any;
    const behind = entryAddress(before.table, writable.next);
    if (behind === undefined) return;
    const readable = descriptorAt(memory, behind);
    p.assume(has(writable, DESC_F_WRITE).and(has(writable, DESC_F_NEXT), writable.next.lt(before.entries)));
    p.assume(memory.contiguous(behind).ge(DESCRIPTOR_SIZE));
    p.assume(readable.flags.eq(0));
    p.assume(
      writable.len
        .zeroExtend(64)
        .add(readable.len.zeroExtend(64))
        .lt(2n ** 32n),
    );

    const [first, second] = [step(any), step(any)];

    p.assert('the writable one is yielded', first !== undefined && sameDescriptor(first, writable), {
      requirement: 'split.framing.device.must-not-assume-descriptor-arrangement',
    });
    p.assert(
      'the readable one is yielded after it',
      second !== undefined && sameDescriptor(second, readable),
      { requirement: 'split.framing.device.must-not-assume-descriptor-arrangement' },
    );
    p.cover('two neighbours', writable.next.eq(before.index.add(1)));
    if (device.followsIndirect) p.cover('two elements of a table', before.indirect);
  },
});
