import { proof } from 'ringproof';
import { DESC_F_INDIRECT, splitDevice } from 'ringproof/virtio/split';
import { anyPopped } from './popped.ts';
import { DESCRIPTOR_SIZE, entryAddress, has, sameDescriptor } from './descriptor.ts';
import { isCopyOfMemory, nextDescriptor, withoutCopy } from './next-descriptor.ts';
import { anyWalk, bytesSoFar, sameWalk, step } from './walk.ts';

export const initial = proof({
  id: 'chain/initial',
  title:
    'the walk of a popped chain begins at its head in the queue’s own table, with as many descriptors to come as that has',
  requirements: [],
  doesNotProve: 'which chain is popped: split/pop does.',
  on: splitDevice.with('walk'),
  covers: ['a chain of the least queue', 'a chain of the greatest queue'],
  body: (p, device) => {
    const popped = anyPopped(p, device);
    if (popped === undefined) return;
    const { chain, before, memory } = popped;

    const walk = chain.walk();

    const { state } = walk;

    p.assert('it is in the queue’s table', state.indirect.not().and(state.table.eq(before.descTable)));
    p.assert('that has as many entries as the queue', state.entries.eq(before.size));
    p.assert('it stands at the head', state.index.eq(chain.head));
    p.assert('all entries may still come', state.remaining.eq(before.size));
    p.assert('no more than these may come in all', (state.left ?? state.remaining).le(before.size));
    p.assert('no bytes were yielded', bytesSoFar(p.domain, state).eq(0));
    p.assert('what was read of the head is what stands there', isCopyOfMemory(p.domain, state, memory));
    p.assert('it is reachable', device.isIn(walk, 'reachable', memory));
    p.cover('a chain of the least queue', before.size.eq(1));
    p.cover('a chain of the greatest queue', before.size.eq(32768));
  },
});

export const firstStep = proof({
  id: 'chain/first-step',
  title: 'a popped chain yields first what any walk that stands at its head yields',
  requirements: [],
  doesNotProve:
    'anything of a driver that changes the descriptor between pop and walk: chain/agrees-with-specification is about any memory, and of what the walk read before.',
  on: splitDevice.with('walk'),
  covers: ['a first descriptor'],
  body: (p, device) => {
    const popped = anyPopped(p, device);
    if (popped === undefined) return;
    const { chain, before, memory } = popped;
    const walk = chain.walk();
    p.assert('what pop has read is not read again', walk.state.isRead ?? true);
    const other = device.walk({ phase: 'reachable', memory, given: withoutCopy(p.domain, walk.state) });

    const [yielded, expected] = [step({ walk, memory }), step({ walk: other, memory })];

    p.assert('both yield, or none does', (yielded === undefined) === (expected === undefined));
    if (yielded === undefined || expected === undefined) return;
    p.assert('both yield the same', sameDescriptor(yielded, expected));
    p.assert('both stand at the same place then', sameWalk(walk.state, other.state));
    p.cover('a first descriptor', before.size.ne(1));
  },
});

export const stepKeeps = proof({
  id: 'chain/step-keeps',
  title:
    'every step keeps what all proofs of chains begin with, stays in its table or enters the one that is referred to',
  requirements: [],
  doesNotProve: 'that a step yields what it ought to: see chain/agrees-with-specification.',
  on: splitDevice.with('walk'),
  covers: ['a walk within a table'],
  body: (p, device) => {
    const { walk, before, memory } = anyWalk(p, device);

    step({ walk, memory });

    const after = walk.state;
    p.assert('what it leaves is reachable', device.isIn(walk, 'reachable', memory));
    p.assert('it does not return from an indirect table', before.indirect.implies(after.indirect));
    const stays = after.table.eq(before.table).and(after.entries.eq(before.entries));
    if (!p.domain.decide(after.indirect.and(before.indirect.not()))) {
      p.assert('it stays in its table', stays);
      p.cover('a walk within a table', after.remaining.ne(before.remaining));
      return;
    }
    const address = entryAddress(before.table, before.index);
    p.assert('what refers to a table has an address', address !== undefined);
    if (address === undefined) return;
    const descriptor = nextDescriptor(p.domain, before, memory, address);
    p.assert('a descriptor refers to the table that it enters', has(descriptor, DESC_F_INDIRECT));
    p.assert('the table begins where the descriptor says', after.table.eq(descriptor.addr));
    p.assert(
      'the table has as many entries as fit into its length',
      after.entries.zeroExtend(32).eq(descriptor.len.div(DESCRIPTOR_SIZE)),
    );
  },
});
