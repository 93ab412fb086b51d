import { proof, type Bool, type U32 } from 'ringproof';
import { splitDevice, type WalkState } from 'ringproof/virtio/split';
import { anyWalk, sameWalk, step } from './walk.ts';

export const terminates = proof({
  id: 'chain/terminates',
  title: 'every descriptor that a walk yields brings it nearer to its end: every walk is finite',
  requirements: [],
  doesNotProve: 'how long a walk gets: see chain/limit.',
  on: splitDevice.with('walk'),
  covers: ['an end', 'the last descriptor that may come'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before } = any;
    /** Every direct state counts for more than every indirect one; within a table, what may still come counts. */
    const measure = ({ indirect, remaining }: WalkState): U32 =>
      p.domain.select(indirect, p.domain.u32(0), p.domain.u32(0x10000)).add(remaining.zeroExtend(32));

    const yielded = step(any);

    p.assert('the measure never rises', measure(walk.state).le(measure(before)));
    if (yielded === undefined) {
      p.cover('an end', before.remaining.eq(0));
      return;
    }
    p.assert('the measure falls with every descriptor', measure(walk.state).lt(measure(before)));
    p.cover('the last descriptor that may come', before.remaining.eq(1));
  },
});

export const endIsFinal = proof({
  id: 'chain/end-is-final',
  title: 'where a walk has yielded nothing, it never yields anything again',
  requirements: [],
  doesNotProve: 'the same of a driver that changes the chain meanwhile: see chain/end-is-final-for-driver.',
  on: splitDevice.with('walk'),
  covers: ['a chain that is over', 'a chain that cannot go on'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before, memory } = any;
    if (step(any) !== undefined) return;
    const ended = walk.state;

    const again = step({ walk, memory });

    p.assert('the next step yields nothing', again === undefined);
    p.assert('it leaves the walk as it was, so all further ones do the same', sameWalk(walk.state, ended));
    p.cover('a chain that is over', before.remaining.eq(0));
    p.cover('a chain that cannot go on', before.remaining.ne(0));
  },
});

export const endIsFinalForDriver = proof({
  id: 'chain/end-is-final-for-driver',
  title: 'where a walk has ended without an error, no change of the chain makes it yield anything again',
  requirements: [],
  doesNotProve: 'anything of a walk that ended with an error.',
  on: splitDevice.with('walk'),
  covers: ['a chain that is over'],
  body: (p, device) => {
    const { walk, before, memory } = anyWalk(p, device);
    const ended = walk.next(memory);
    if (!ended.ok || ended.value !== undefined) return;
    memory.havoc('meanwhile', [{ start: p.domain.u64(0), length: 2n ** 64n - 1n }]);

    const again = step({ walk, memory });

    p.assert('the next step yields nothing', again === undefined);
    p.cover('a chain that is over', before.remaining.eq(0));
  },
});

export const limit = proof({
  id: 'chain/limit',
  title:
    'a walk yields at most as many descriptors as the queue has entries, or one less and those of one indirect table',
  requirements: [],
  doesNotProve: 'that no descriptor comes twice: a loop is walked until the limit, see chain/loop.',
  on: splitDevice.with('walk'),
  covers: ['the last of the queue’s entries is yielded'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before } = any;
    /** Entries of the queue's table. */
    const size = device.followsIndirect
      ? p.domain.select(before.indirect, p.any.u16('size'), before.entries)
      : before.entries;
    // Ghosts: how many were yielded of each table. Far below 2^32, so that counting in 32 bits is counting.
    const direct = p.any.u32('yielded', { max: 65534 });
    const indirect = device.followsIndirect ? p.any.u32('yielded_of_table', { max: 65535 }) : p.domain.u32(0);
    const isWithin = (state: WalkState, ofQueue: U32, ofTable: U32): Bool => {
      const gone = state.entries.sub(state.remaining).zeroExtend(32);
      const inQueue = ofQueue.le(gone).and(state.entries.eq(size));
      const inTable = ofTable.le(gone).and(ofQueue.lt(size.zeroExtend(32)));
      return state.indirect.implies(inTable).and(state.indirect.or(inQueue));
    };
    p.assume(isWithin(before, direct, indirect));

    const yielded = step(any);

    const { state } = walk;
    const one = p.domain.u32(yielded === undefined ? 0 : 1);
    const none = p.domain.u32(0);
    const nowDirect = direct.add(p.domain.select(state.indirect, none, one));
    const nowIndirect = p.domain
      .select(before.indirect, indirect, none)
      .add(p.domain.select(state.indirect, one, none));
    p.assert(
      'what was yielded of each table and may still come is as much as it has',
      isWithin(state, nowDirect, nowIndirect),
    );
    p.cover(
      'the last of the queue’s entries is yielded',
      before.remaining.eq(1).and(direct.eq(32767), before.indirect.not(), yielded !== undefined),
    );
  },
});
