import { proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { endsAtOnce, endsBehind } from './endings.ts';
import { atLoop, atNextOutOfRange, atTooLong, atUnmapped } from './malformations.ts';
import { anyWalk } from './walk.ts';

export const loop = proof({
  id: 'chain/loop',
  title: 'a chain that loops ends at or before as many descriptors as its table has entries',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-loop.',
  on: splitDevice.with('walk'),
  covers: ['a descriptor that leads to itself', 'a circle through the greatest queue'],
  body: (p, device) => {
    const any = atLoop(p, device);
    endsBehind(p, any);
    p.cover('a descriptor that leads to itself', any.descriptor.next.eq(any.before.index));
    p.cover('a circle through the greatest queue', any.before.entries.eq(32768));
  },
});

export const nextOutOfRange = proof({
  id: 'chain/next-out-of-range',
  title: 'a chain ends at or before a descriptor whose next is not in the table',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-next-out-of-range.',
  on: splitDevice.with('walk'),
  covers: ['one too far'],
  body: (p, device) => {
    const any = atNextOutOfRange(p, device);
    endsBehind(p, any);
    p.cover('one too far', any.descriptor.next.eq(any.before.entries));
  },
});

export const headOutOfRange = proof({
  id: 'chain/head-out-of-range',
  title: 'a walk past the end of its table, as one from a bad head is, reads and yields nothing',
  requirements: [],
  doesNotProve: 'that the fault is reported: see split/pop-reports-head.',
  on: splitDevice.with('walk'),
  covers: ['one too far'],
  body: (p, device) => {
    // What was read ahead was in the table.
    const any = anyWalk(p, device, { isRead: false });
    const { before, memory } = any;
    p.assume(before.index.ge(before.entries));
    endsAtOnce(p, any);
    p.assert('nothing is read', memory.events.reads().isEmpty());
    p.cover('one too far', before.index.eq(before.entries).and(before.remaining.ne(0)));
  },
});

export const tooLong = proof({
  id: 'chain/too-long',
  title: 'a chain ends before the descriptor that would take it over 2^32 bytes',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-too-long.',
  on: splitDevice.with('walk', 'sumsLengths'),
  covers: ['a byte too long'],
  body: (p, device) => {
    const any = atTooLong(p, device);
    endsAtOnce(p, any);
    p.cover(
      'a byte too long',
      any.before.bytes
        .zeroExtend(64)
        .add(any.descriptor.len.zeroExtend(64))
        .eq(2n ** 32n + 1n),
    );
  },
});

export const descriptorUnmapped = proof({
  id: 'chain/descriptor-unmapped',
  title: 'a chain ends before a descriptor that is not fully mapped, wherever the hole begins in it',
  requirements: [],
  doesNotProve: 'that the fault is reported: see chain/reports-unmapped.',
  on: splitDevice.with('walk', 'checksEachAccess'),
  covers: ['a descriptor of a table', 'a descriptor of the queue'],
  body: (p, device) => {
    const any = atUnmapped(p, device);
    endsAtOnce(p, any);
    p.cover('a descriptor of a table', any.before.indirect);
    p.cover('a descriptor of the queue', any.before.indirect.not());
  },
});
