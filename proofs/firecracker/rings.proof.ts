import { proof, type GuestMemory, type ProofContext, type U16, type U64 } from 'ringproof';
import {
  firecrackerQueue,
  type FineQueue,
  type FirecrackerQueue,
} from '../../models/firecracker/fine-queue.ts';
import type { SplitDeviceState } from 'ringproof/virtio/split';
import { isOneWord } from '../split/events.ts';
import { initialized, unchangedFields } from './queue.ts';

const DOES_NOT_PROVE =
  'anything of a size that is changed once the queue is initialized: split/set-up-in-use-accesses does.';

/** An index into a ring, and a size that it is below. */
function anyIndex(p: ProofContext, { size }: SplitDeviceState): U16 {
  const index = p.any.u16('index', { max: 32767 });
  p.assume(index.lt(size));
  return index;
}

/** From a ring's start to its entry at an index; to the event index behind the last, where that is the size (2.7). */
function offsetOf(index: U16, entrySize: number): U64 {
  return index.zeroExtend(64).mul(entrySize).add(4);
}

/** The covers of `readsField`. */
const READS_FIELD = ['the greatest size'] as const;

/** That a field of the available ring is read from its place, and that is all. */
function readsField(
  p: ProofContext<(typeof READS_FIELD)[number]>,
  device: FirecrackerQueue,
  offset: (before: SplitDeviceState, p: ProofContext) => U64,
  get: (queue: FineQueue, memory: GuestMemory, offset: U64) => U16,
): void {
  const any = initialized(p, device);
  const { queue, before, memory } = any;
  const initial = memory.snapshot();
  const behind = offset(before, p);
  const address = before.availRing.checkedAdd(behind);
  p.assert('the field has an address', address !== undefined);
  if (address === undefined) return;

  const value = get(queue, memory, behind);

  p.assert('it is what stands there', value.eq(memory.peekWord(address, 16)));
  p.assertUnchanged('no byte changes', initial, memory);
  p.assert('no field changes', unchangedFields(any));
  p.cover('the greatest size', before.size.eq(32768));
}

export const availIdx = proof({
  id: 'firecracker/avail-idx',
  title: 'idx of the available ring is read where it stands, and nothing changes',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_avail_ring_idx_get'],
  on: firecrackerQueue,
  covers: READS_FIELD,
  body: (p, device) =>
    readsField(
      p,
      device,
      () => p.domain.u64(2),
      (queue, memory) => queue.availRingIdxGet(memory),
    ),
});

export const availEntry = proof({
  id: 'firecracker/avail-entry',
  title: 'every entry of the available ring is read where it stands, and nothing changes',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_avail_ring_ring_get'],
  on: firecrackerQueue,
  covers: READS_FIELD,
  body: (p, device) =>
    readsField(
      p,
      device,
      (before) => offsetOf(anyIndex(p, before), 2),
      // The index again: the offset is 4 and twice as much.
      (queue, memory, offset) => queue.availRingRingGet(memory, offset.sub(4).div(2).truncate(16)),
    ),
});

export const usedEvent = proof({
  id: 'firecracker/used-event',
  title: 'used_event is read behind the available ring’s last entry, and nothing changes',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_avail_ring_used_event_get'],
  on: firecrackerQueue,
  covers: READS_FIELD,
  body: (p, device) =>
    readsField(
      p,
      device,
      ({ size }) => offsetOf(size, 2),
      (queue, memory) => queue.availRingUsedEventGet(memory),
    ),
});

export const usedIdx = proof({
  id: 'firecracker/used-idx',
  title: 'idx of the used ring is written where it stands, two bytes and no other',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_used_ring_idx_set'],
  on: firecrackerQueue,
  covers: ['the greatest size'],
  body: (p, device) => {
    const any = initialized(p, device);
    const { queue, before, memory } = any;
    const initial = memory.snapshot();
    const value = p.any.u16('value');

    queue.usedRingIdxSet(memory, value);

    const address = before.usedRing.add(2);
    p.assert('it reads back', memory.peekWord(address, 16).eq(value));
    p.assertUnchanged('no other byte changes', initial, memory, [{ start: address, length: 2 }]);
    p.assert('no field changes', unchangedFields(any));
    p.cover('the greatest size', before.size.eq(32768));
  },
});

export const usedElement = proof({
  id: 'firecracker/used-element',
  title: 'every element of the used ring is written where it stands, id and len and no other byte',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_used_ring_ring_set'],
  on: firecrackerQueue,
  covers: ['the last element'],
  body: (p, device) => {
    const any = initialized(p, device);
    const { queue, before, memory } = any;
    const initial = memory.snapshot();
    const [index, id, len] = [anyIndex(p, before), p.any.u32('id'), p.any.u32('len')];
    const address = before.usedRing.checkedAdd(offsetOf(index, 8));
    p.assert('the element has an address', address !== undefined);
    if (address === undefined) return;

    queue.usedRingRingSet(memory, index, id, len);

    p.assert('id reads back', memory.peekWord(address, 32).eq(id));
    p.assert('len reads back', memory.peekWord(address, 32, 4).eq(len));
    p.assertUnchanged('no other byte changes', initial, memory, [{ start: address, length: 8 }]);
    p.assert('no field changes', unchangedFields(any));
    p.cover('the last element', index.eq(32767));
  },
});

export const availEvent = proof({
  id: 'firecracker/avail-event',
  title: 'avail_event reads back as written, behind the used ring’s last element, and no other byte changes',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_used_ring_avail_event'],
  on: firecrackerQueue,
  covers: ['the greatest size'],
  body: (p, device) => {
    const any = initialized(p, device);
    const { queue, before, memory } = any;
    const initial = memory.snapshot();
    const value = p.any.u16('value');
    const address = before.usedRing.checkedAdd(offsetOf(before.size, 8));
    p.assert('it has an address', address !== undefined);
    if (address === undefined) return;

    queue.usedRingAvailEventSet(memory, value);
    const got = queue.usedRingAvailEventGet(memory);

    p.assert('it is read as it was written', got.eq(value));
    p.assert('it stands behind the last element', memory.peekWord(address, 16).eq(value));
    p.assertUnchanged('no other byte changes', initial, memory, [{ start: address, length: 2 }]);
    const { events } = memory;
    const writes = events.writes();
    const isOneUnit = writes.forAll((write) => isOneWord(events, write, 16));
    p.assert('it is written once', writes.isSingle().and(isOneUnit));
    p.assert('no field changes', unchangedFields(any));
    p.cover('the greatest size', before.size.eq(32768));
  },
});
