import type { Recordable, RecordedFields } from '../../conform/adapter.ts';
import type { SplitQueueFields } from './interface.ts';

/** What a saved queue has in a recording: all but the count of added elements. */
export type RecordedSaved = Omit<SplitQueueFields, 'numAdded'>;

/** Reads a saved queue from a recording. */
export function savedFrom(fields: RecordedFields): RecordedSaved {
  return {
    maxSize: fields.u16('max_size'),
    size: fields.u16('size'),
    ready: fields.bool('ready'),
    eventIdx: fields.bool('event_idx'),
    nextAvail: fields.u16('next_avail'),
    nextUsed: fields.u16('next_used'),
    descTable: fields.u64('desc_table'),
    availRing: fields.u64('avail_ring'),
    usedRing: fields.u64('used_ring'),
  };
}

/** Reads a queue from a recording. */
export function queueFrom(fields: RecordedFields): SplitQueueFields {
  return { ...savedFrom(fields), numAdded: fields.u16('num_added') };
}

/** A queue as recordings have it. */
export function recordedQueue(queue: SplitQueueFields): Readonly<Record<string, Recordable>> {
  return {
    max_size: queue.maxSize,
    size: queue.size,
    ready: queue.ready,
    event_idx: queue.eventIdx,
    next_avail: queue.nextAvail,
    next_used: queue.nextUsed,
    num_added: queue.numAdded,
    desc_table: queue.descTable,
    avail_ring: queue.availRing,
    used_ring: queue.usedRing,
  };
}
