import { proof } from 'ringproof';
import { DESC_F_NEXT, DESC_F_WRITE, splitDevice } from 'ringproof/virtio/split';
import { descriptorAt, DESCRIPTOR_SIZE, has, sameDescriptor } from './descriptor.ts';
import { agrees } from './agreement.ts';
import { atTable } from './malformations.ts';
import { bytesSoFar, step } from './walk.ts';

export const directThenIndirect = proof({
  id: 'chain/direct-then-indirect',
  title:
    'after any number of direct descriptors a walk enters the table that one refers to, wherever it lies, and yields its first descriptor',
  requirements: ['split.indirect.device.must-handle-direct-then-indirect'],
  doesNotProve:
    'that the rest of the table is yielded: chain/agrees-with-specification does; nor anything of more than 65535 entries.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: [
    'a table as the head of a chain',
    'a table after direct descriptors',
    'a table at an odd address',
    'the greatest table',
  ],
  body: (p, device) => {
    // Full already, the chain has room for empty descriptors only.
    const any = atTable(p, device, 0, { isFull: false });
    const { walk, before, memory, descriptor } = any;
    const { addr, len } = descriptor;
    const first = descriptorAt(memory, addr);
    p.assume(memory.contiguous(addr).ge(len.zeroExtend(64)));
    p.assume(first.flags.and(~DESC_F_WRITE & 0xffff).eq(0));
    // A walk that looks may refuse a readable element after a writable one (2.7.4.2).
    p.assume(before.hasWritable?.implies(has(first, DESC_F_WRITE)) ?? true);
    p.assume(
      bytesSoFar(p.domain, before)
        .add(first.len.zeroExtend(64))
        .lt(2n ** 32n),
    );

    const yielded = step(any);

    p.assert('an element is yielded', yielded !== undefined, {
      requirement: 'split.indirect.device.must-handle-direct-then-indirect',
    });
    if (yielded === undefined) return;
    p.assert('it is the first of the table', sameDescriptor(yielded, first), {
      requirement: 'split.indirect.device.must-handle-direct-then-indirect',
    });
    p.assert('the walk is in the table', walk.state.indirect.and(walk.state.table.eq(addr)));
    p.assert('the chain ends there', walk.state.remaining.eq(0));
    p.cover('a table as the head of a chain', before.remaining.eq(before.entries));
    p.cover('a table after direct descriptors', before.remaining.lt(before.entries));
    p.cover('a table at an odd address', addr.rem(2).eq(1));
    p.cover('the greatest table', len.eq(65535 * DESCRIPTOR_SIZE));
  },
});

export const writeFlagIgnored = proof({
  id: 'chain/write-flag-ignored',
  title:
    'a table is walked as the specification says, which does not look at it, though the descriptor that refers to it has the WRITE flag',
  requirements: ['split.indirect.device.must-ignore-write-flag-on-indirect'],
  doesNotProve:
    'how the step ends where the table is malformed: the proofs of that, chain/table-length and on, are about any flags.',
  on: splitDevice.with('walk', 'followsIndirect'),
  covers: ['a table with a readable element', 'a table with a writable element', 'a table that goes on'],
  body: (p, device) => {
    // Full already, the chain has room for empty descriptors only.
    const any = atTable(p, device, 0, { isFull: false });
    const { descriptor, memory } = any;
    p.assume(has(descriptor, DESC_F_WRITE));

    const { element } = agrees(p, device, any, (sum) => sum.lt(2n ** 32n), {
      requirement: 'split.indirect.device.must-ignore-write-flag-on-indirect',
      // A device may refuse such a chain for another reason, and heed the flag no more for that.
      kind: 'promise',
    });

    if (element === undefined) return;
    p.cover('a table with a readable element', has(element, DESC_F_WRITE).not());
    p.cover('a table with a writable element', has(element, DESC_F_WRITE));
    p.cover('a table that goes on', has(descriptorAt(memory, descriptor.addr), DESC_F_NEXT));
  },
});
