import { ok, type Domain, type Result } from 'ringproof';
import type { SetupError } from 'ringproof/virtio/split';
import { Queue, type QueueFields } from './queue.ts';

/** What is saved of a queue: `QueueState` of virtio-queue/src/state.rs. The count of added elements is not. */
export type QueueState = Omit<QueueFields, 'numAdded'>;

/** `Queue::state`. */
export function queueState(queue: QueueFields): QueueState {
  const { maxSize, size, ready, eventIdx, nextAvail, nextUsed, descTable, availRing, usedRing } = queue;
  return { maxSize, size, ready, eventIdx, nextAvail, nextUsed, descTable, availRing, usedRing };
}

/** `Queue::try_from` of a `QueueState`: a new queue, set up with what was saved; the first wrong value is the error. */
export function tryFromState(domain: Domain, saved: QueueState): Result<Queue, SetupError> {
  const made = Queue.new(domain, saved.maxSize);
  if (!made.ok) return made;
  const queue = made.value;

  queue.setNextAvail(saved.nextAvail);
  queue.setNextUsed(saved.nextUsed);
  queue.setEventIdx(saved.eventIdx);
  const size = queue.trySetSize(saved.size);
  if (!size.ok) return size;
  queue.setReady(saved.ready);
  const descTable = queue.trySetDescTableAddress(saved.descTable);
  if (!descTable.ok) return descTable;
  const availRing = queue.trySetAvailRingAddress(saved.availRing);
  if (!availRing.ok) return availRing;
  const usedRing = queue.trySetUsedRingAddress(saved.usedRing);
  return usedRing.ok ? ok(queue) : usedRing;
}
