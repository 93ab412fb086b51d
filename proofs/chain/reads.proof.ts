import { proof, type Bool, type Reading, type U64 } from 'ringproof';
import { DESC_F_INDIRECT, splitDevice } from 'ringproof/virtio/split';
import { movedBytes } from '../split/events.ts';
import { DESCRIPTOR_SIZE, entryAddress, has } from './descriptor.ts';
import { nextDescriptor } from './next-descriptor.ts';
import { anyWalk, atDescriptor, step } from './walk.ts';

/** Whether all bytes that were read lie in the 16 at an address; beyond the last address there are none. */
function isWithin(read: Reading, descriptor: U64): Bool {
  const { start, length } = movedBytes(read);
  const offset = start.sub(descriptor);
  return start.ge(descriptor).and(offset.lt(DESCRIPTOR_SIZE), offset.add(length).le(DESCRIPTOR_SIZE));
}

export const readsInTable = proof({
  id: 'chain/reads-in-table',
  title:
    'a step reads only the descriptor that it stands at and the first one of the table that this refers to, and writes nothing',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve: 'what a device does with the buffers that the descriptors describe.',
  on: splitDevice.with('walk'),
  covers: ({ followsIndirect }) => [
    'a step that reads nothing',
    'the first descriptor of a table',
    'the last descriptor of a table',
    ...(followsIndirect ? ['a table is entered'] : []),
  ],
  body: (p, device) => {
    const { walk, before, memory } = anyWalk(p, device);

    step({ walk, memory });

    const { events } = memory;
    p.assert('nothing is written', events.writes().isEmpty(), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
      kind: 'promise',
    });
    const reads = events.reads();
    if (p.domain.decide(reads.isEmpty())) {
      p.cover('a step that reads nothing');
      return;
    }
    p.assert('it reads only while a descriptor may follow', before.remaining.ne(0));
    p.assert('it reads only in the table', before.index.lt(before.entries));
    const at = entryAddress(before.table, before.index);
    p.assert('what it reads has an address', at !== undefined);
    if (at === undefined) return;
    const { addr, len, flags } = nextDescriptor(p.domain, before, memory, at);
    const entersTable = before.indirect.not().and(flags.and(DESC_F_INDIRECT).ne(0), len.ge(DESCRIPTOR_SIZE));
    p.assert(
      'it reads only the two descriptors',
      reads.forAll((read) => isWithin(read, at).or(entersTable.and(isWithin(read, addr)))),
    );
    p.cover('the first descriptor of a table', before.index.eq(0));
    p.cover('the last descriptor of a table', before.index.eq(before.entries.sub(1)));
    if (device.followsIndirect) p.cover('a table is entered', entersTable.and(walk.state.indirect));
  },
});

export const singleFetch = proof({
  id: 'chain/single-fetch',
  title: 'a step reads no byte of a descriptor twice, so a driver that changes it meanwhile gains nothing',
  requirements: [],
  doesNotProve:
    'anything of a table that overlaps the descriptor that refers to it, nor that a device does not read it again later.',
  on: splitDevice.with('walk'),
  covers: ({ followsIndirect }) => ['an element of the chain', ...(followsIndirect ? ['a table'] : [])],
  body: (p, device) => {
    const { walk, memory, descriptor, address } = atDescriptor(p, device);
    const apart = descriptor.addr.sub(address).ge(DESCRIPTOR_SIZE);
    p.assume(apart.and(address.sub(descriptor.addr).ge(DESCRIPTOR_SIZE)));

    const yielded = step({ walk, memory });

    const { events } = memory;
    p.assert(
      'no byte is read twice',
      events.reads().forAll((read) => events.reads(movedBytes(read)).after(read).isEmpty()),
    );
    if (yielded === undefined) return;
    p.cover('an element of the chain', has(descriptor, DESC_F_INDIRECT).not());
    if (device.followsIndirect) p.cover('a table', has(descriptor, DESC_F_INDIRECT));
  },
});
