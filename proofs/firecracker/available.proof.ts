import { proof } from 'ringproof';
import { availEventAddress, availIdxAddress, DESC_F_NEXT } from 'ringproof/virtio/split';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { descriptorAt, entryAddress, has, sameDescriptor } from '../chain/descriptor.ts';
import { besidesTable } from '../split/descriptor-table.ts';
import { initialized, unchangedFields } from './queue.ts';

export const isEmpty = proof({
  id: 'firecracker/is-empty',
  title:
    'len is how far the driver’s idx is ahead; is_empty says exactly whether that is 0; neither changes anything',
  requirements: [],
  doesNotProve: 'that so many chains are there: an idx too far ahead is for pop to refuse.',
  harnesses: ['firecracker verify_is_empty'],
  on: firecrackerQueue,
  covers: ['empty', 'not empty, across the wrap of the index'],
  body: (p, device) => {
    const any = initialized(p, device);
    const { queue, before, memory } = any;
    const initial = memory.snapshot();
    const at = availIdxAddress(before);
    p.assert('idx has an address', at !== undefined);
    if (at === undefined) return;

    const [len, empty] = [queue.len(memory), queue.isEmpty(memory)];

    const idx = memory.peekWord(at, 16);
    p.assert('len is 0 exactly if it is empty', len.eq(0).iff(empty));
    p.assert('len is how far idx is ahead', len.eq(idx.sub(before.nextAvail)));
    p.assert('it is empty exactly where idx is next_avail', empty.iff(idx.eq(before.nextAvail)));
    p.assertUnchanged('no byte changes', initial, memory);
    p.assert('no field changes', unchangedFields(any));
    p.cover('empty', empty);
    p.cover('not empty, across the wrap of the index', idx.lt(before.nextAvail));
  },
});

export const checkedNew = proof({
  id: 'firecracker/checked-new',
  title:
    'a descriptor is taken exactly if its index and the one that it leads to are in the table, and as it stands there',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve: 'that an index beyond the table is reported: the chain just ends.',
  harnesses: ['firecracker verify_checked_new'],
  on: firecrackerQueue,
  covers: [
    'the first index that is too great',
    'one that leads out of the table',
    'the last one of the greatest table',
    'one that is followed',
  ],
  body: (p, device) => {
    const { queue, before, memory } = initialized(p, device);
    const { descTable, size } = before;
    const initial = memory.snapshot();
    const index = p.any.u16('index');

    const chain = queue.checkedNew(memory, index);

    p.assertUnchanged('no byte changes', initial, memory);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
    });
    if (p.domain.decide(index.ge(size))) {
      p.assert('an index beyond the table gives none', chain === undefined);
      p.assert('an index beyond the table is not looked at', memory.events.all.length === 0);
      p.cover('the first index that is too great', index.eq(size));
      return;
    }
    const address = entryAddress(descTable, index);
    p.assert('an entry of the table has an address', address !== undefined);
    if (address === undefined) return;
    const descriptor = descriptorAt(memory, address);
    const leaves = has(descriptor, DESC_F_NEXT).and(descriptor.next.ge(size));
    // Of a queue of one entry none is followed by another.
    const isFollowed = size.gt(1);
    p.assert(
      'there is none exactly if it leads out of the table',
      leaves.and(isFollowed).iff(chain === undefined),
    );
    if (chain === undefined) {
      p.cover('one that leads out of the table');
      return;
    }
    p.assert('it is valid', chain.isValid);
    p.assert('it is the one at the index', chain.index.eq(index));
    p.assert('it is what stands there', sameDescriptor(chain.descriptor, descriptor));
    p.assert('all of the table may follow', chain.ttl.eq(size).and(chain.queueSize.eq(size)));
    p.cover('the last one of the greatest table', index.eq(32767));
    p.cover('one that is followed', chain.hasNext);
  },
});

export const popOrEnable = proof({
  id: 'firecracker/pop-or-enable',
  title:
    'pop_or_enable_notification gives no chain only if a notification of the next one was asked for, or none is usable',
  requirements: ['split.avail-notification.device.may-use-avail-event'],
  doesNotProve:
    'anything of an idx that the driver moves between the two looks at it: see firecracker/pop-or-enable-checks.',
  on: firecrackerQueue,
  covers: ['an idx too far ahead', 'a chain', 'a chain that cannot be used', 'it waits'],
  body: (p, device) => {
    const { queue, before, memory } = initialized(p, device, { eventIdx: true });
    const [event, idx] = [availEventAddress(before), availIdxAddress(before)];
    p.assert('avail_event and idx have addresses', event !== undefined && idx !== undefined);
    if (event === undefined || idx === undefined) return;
    const initial = memory.snapshot();
    const wasAhead = initial.peekWord(idx, 16).sub(before.nextAvail);

    const result = queue.popOrEnableNotification(memory);

    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
    p.assertUnchanged('no byte but avail_event changes', initial, memory, [{ start: event, length: 2 }]);
    p.assert('an idx too far ahead is the only error', wasAhead.gt(before.size).iff(!result.ok));
    if (!result.ok) {
      p.cover('an idx too far ahead');
      return;
    }
    if (result.value !== undefined) {
      p.assert('a chain is one that is available', ahead.ne(0));
      p.assert('next_avail advances by one', queue.state.nextAvail.eq(before.nextAvail.add(1)));
      p.cover('a chain');
      return;
    }
    p.assert('next_avail stays', queue.state.nextAvail.eq(before.nextAvail));
    if (p.domain.decide(ahead.ne(0))) {
      p.cover('a chain that cannot be used');
      return;
    }
    p.assert(
      'a notification of the next chain is asked for',
      memory.peekWord(event, 16).eq(before.nextAvail),
      { requirement: 'split.avail-notification.device.may-use-avail-event', kind: 'promise' },
    );
    const { events } = memory;
    const [asking, looking] = [events.writes().first(), events.reads().last()];
    p.assert('it looks at idx', asking.exists().and(looking.exists()));
    p.assert(
      'idx is looked at last',
      looking.forAll(({ address }) => address.eq(idx)),
    );
    p.assert(
      'a full fence stands between asking and looking',
      looking.forAll((look) => asking.forAll((ask) => events.fullFenceBetween(ask, look))),
    );
    p.cover('it waits');
  },
});
