import { proof, type ProofContext, type U16, type U64 } from 'ringproof';
import { firecrackerQueue, type FirecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import {
  areas,
  USED_ELEMENT_SIZE,
  usedElementAddress,
  usedIdxAddress,
  type SplitDeviceState,
} from 'ringproof/virtio/split';
import { besidesTable } from '../split/descriptor-table.ts';
import { initialized, unchangedFields } from './queue.ts';

/** How many elements of a batch are written and not yet published: fewer than there are, as each returns a chain. */
function anyWritten(p: ProofContext, { size }: SplitDeviceState): U16 {
  const written = p.any.u16('written', { max: 32767 });
  p.assume(written.lt(size));
  return written;
}

/** Where element number `element` of a batch lies. */
function elementAddress(before: SplitDeviceState, element: U16): U64 | undefined {
  return usedElementAddress({ ...before, nextUsed: before.nextUsed.add(element) });
}

export const batchElement = proof({
  id: 'firecracker/batch-element',
  title:
    'one more element of a batch is written after the others, none of which changes, and the driver sees none of them',
  requirements: [
    'split.used.device.must-set-len-before-idx',
    'split.desc.device.must-not-write-descriptor-table',
  ],
  doesNotProve: 'anything of a batch that has more elements than the queue: the first ones would be lost.',
  harnesses: ['firecracker verify_add_used'],
  on: firecrackerQueue,
  covers: ['a bad head', 'the last element that fits', 'an element across the wrap of the index'],
  body: (p, device: FirecrackerQueue) => {
    const any = initialized(p, device);
    const { queue, before, memory } = any;
    const [written, other] = [anyWritten(p, before), p.any.u16('other', { max: 32766 })];
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const initial = memory.snapshot();
    const [at, otherAt] = [elementAddress(before, written), elementAddress(before, other)];
    p.assert('elements have addresses', at !== undefined && otherAt !== undefined);
    if (at === undefined || otherAt === undefined) return;

    const result = queue.writeUsedElement(memory, written, head, len);

    p.assert('it succeeds exactly for a head within the table', head.lt(before.size).iff(result.ok));
    p.assert('nothing is counted yet', unchangedFields(any));
    const idx = usedIdxAddress(before);
    p.assert('idx in memory stays', memory.peekWord(idx, 16).eq(initial.peekWord(idx, 16)), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    if (!result.ok) {
      p.assertUnchanged('a bad head changes no byte', initial, memory);
      p.cover('a bad head');
      return;
    }
    p.assert('id is the head', memory.peekWord(at, 32).eq(head.zeroExtend(32)));
    p.assert('len is the length', memory.peekWord(at, 32, 4).eq(len));
    p.assertUnchanged('no other byte changes', initial, memory, [{ start: at, length: USED_ELEMENT_SIZE }]);
    p.assertUnchanged('only the used ring changes', initial, memory, [areas(before).usedRing]);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
    });
    p.assert(
      'every element written before stays as it is',
      other.lt(written).implies(memory.peekWord(otherAt, 64).eq(initial.peekWord(otherAt, 64))),
    );
    p.cover('the last element that fits', written.eq(32767));
    p.cover('an element across the wrap of the index', before.nextUsed.add(written).lt(before.nextUsed));
  },
});

export const publishBatch = proof({
  id: 'firecracker/publish-batch',
  title:
    'publishing a batch lets the driver see all elements counted, every one complete, with one store of idx',
  requirements: ['split.used.device.must-set-len-before-idx'],
  doesNotProve: 'what the elements are: firecracker/batch-element does, one by one.',
  harnesses: ['firecracker verify_add_used'],
  on: firecrackerQueue,
  covers: ['a batch of one', 'a batch of all entries'],
  body: (p, device: FirecrackerQueue) => {
    const { queue, before, memory } = initialized(p, device);
    const written = anyWritten(p, before);
    const head = p.any.u16('head');
    const count = written.add(1);
    const initial = memory.snapshot();
    const idx = usedIdxAddress(before);
    if (!queue.writeUsedElement(memory, written, head, p.any.u32('len')).ok) return;
    const beforePublishing = memory.snapshot();
    const { events } = memory;
    const elementsWritten = events.now;

    queue.advanceNextUsed(count);
    p.assertUnchanged('counting them changes no byte', beforePublishing, memory);
    queue.advanceUsedRingIdx(memory);

    const seen = memory.peekWord(idx, 16);
    p.assert('next_used is past the batch', queue.state.nextUsed.eq(before.nextUsed.add(count)));
    p.assert('the driver sees all of them', seen.eq(queue.state.nextUsed));
    p.assert('until then idx stood still', beforePublishing.peekWord(idx, 16).eq(initial.peekWord(idx, 16)), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    p.assert('num_added counts them', queue.state.numAdded.eq(before.numAdded.add(count)));
    p.assertUnchanged('nothing but idx changes', beforePublishing, memory, [{ start: idx, length: 2 }]);
    const stores = events.writes().after(elementsWritten);
    p.assert('idx is stored once', stores.isSingle());
    p.assert(
      'that is where idx stands',
      stores.forAll(({ address }) => address.eq(idx)),
    );
    p.assert(
      'all elements are released before',
      stores.forAll((store) =>
        events
          .writes()
          .before(store)
          .forAll((element) => events.orderedBefore(element, store)),
      ),
      { requirement: 'split.used.device.must-set-len-before-idx' },
    );
    p.cover('a batch of one', written.eq(0));
    p.cover('a batch of all entries', count.eq(before.size).and(before.size.eq(32768)));
  },
});
