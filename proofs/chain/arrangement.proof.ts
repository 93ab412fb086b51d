import { proof } from 'ringproof';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE, splitDevice } from 'ringproof/virtio/split';
import { descriptorAt, DESCRIPTOR_SIZE, entryAddress, has, sameDescriptor } from './descriptor.ts';
import { LAST_TABLE } from './invariant.ts';
import { atElement } from './malformations.ts';
import { atDescriptor, step } from './walk.ts';

export const readableBeforeWritable = proof({
  id: 'chain/readable-before-writable',
  title:
    'a walk yields elements in the order of the chain, also a readable one after a writable one, or refuses that',
  requirements: ['split.framing.device.must-not-assume-descriptor-arrangement'],
  doesNotProve:
    'that readable elements come first: that is the driver’s duty (2.7.4.2), few walks look, and a device that relies on it has to.',
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

    const first = step(any);
    const second = any.walk.next(memory);

    p.assert('the writable one is yielded', first !== undefined && sameDescriptor(first, writable), {
      requirement: 'split.framing.device.must-not-assume-descriptor-arrangement',
    });
    // No driver may add such a chain (2.7.4.2). To refuse it is no assumption about the arrangement; to change it would be.
    p.assert(
      'the readable one is yielded after it, or refused',
      second.ok
        ? second.value !== undefined && sameDescriptor(second.value, readable)
        : second.error.kind === 'ReadableAfterWritable',
      { requirement: 'split.framing.device.must-not-assume-descriptor-arrangement' },
    );
    p.cover('two neighbours', writable.next.eq(before.index.add(1)));
    if (device.followsIndirect) p.cover('two elements of a table', before.indirect);
  },
});

export const writableLast = proof({
  id: 'chain/writable-last',
  title:
    'a walk that looks whether readable elements come first yields no readable one after a writable one, of any earlier step',
  requirements: ['split.framing.driver.must-place-writable-after-readable'],
  doesNotProve: 'anything of walks that do not look, as most: a device that relies on the order has to.',
  on: splitDevice.with('walk', 'checksOrder'),
  covers: ['a readable element', 'a writable element', 'a readable one after a writable one'],
  body: (p, device) => {
    const any = atDescriptor(p, device);
    const { walk, before, memory, descriptor } = any;
    const was = before.hasWritable ?? p.domain.bool(false);

    const result = walk.next(memory);

    p.cover(
      'a readable one after a writable one',
      was.and(has(descriptor, DESC_F_WRITE | DESC_F_INDIRECT).not()),
    );
    if (!result.ok || result.value === undefined) return;
    const isWritable = has(result.value, DESC_F_WRITE);
    p.assert('no readable one comes after a writable one', was.implies(isWritable), {
      ...{ requirement: 'split.framing.driver.must-place-writable-after-readable', kind: 'promise' },
    });
    p.assert(
      'that a writable one came is remembered',
      walk.state.hasWritable?.iff(was.or(isWritable)) ?? false,
    );
    p.cover('a readable element', isWritable.not());
    p.cover('a writable element', isWritable);
  },
});
