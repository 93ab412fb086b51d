import { conformanceAdapter, ok, type ConformanceAdapter, type Domain } from 'ringproof';
import type { SplitDeviceState } from '../split-device.ts';
import { Queue } from './queue.ts';

/** Makes a queue in a given state. */
export type CreateQueue = (domain: Domain, state: SplitDeviceState) => Queue;

/** How operations recorded from virtio-queue are run on a queue made by `create`. */
export function recordingAdapter(create: CreateQueue): ConformanceAdapter {
  return conformanceAdapter<Queue>({
    restore: (domain, state) =>
      create(domain, {
        maxSize: state.u16('max_size'),
        size: state.u16('size'),
        ready: state.bool('ready'),
        eventIdx: state.bool('event_idx'),
        nextAvail: state.u16('next_avail'),
        nextUsed: state.u16('next_used'),
        numAdded: state.u16('num_added'),
        descTable: state.u64('desc_table'),
        availRing: state.u64('avail_ring'),
        usedRing: state.u64('used_ring'),
      }),
    state: (queue) => ({
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
    }),
    constructors: {
      new: (domain, args) => {
        const made = Queue.new(domain, args.u16('max_size'));
        return made.ok ? ok(create(domain, made.value.state)) : made;
      },
    },
    operations: {
      reset: (queue) => ok(queue.reset()),
      try_set_size: (queue, args) => queue.trySetSize(args.u16('size')),
      set_size: (queue, args) => ok(queue.setSize(args.u16('size'))),
      try_set_desc_table_address: (queue, args) => queue.trySetDescTableAddress(args.u64('addr')),
      try_set_avail_ring_address: (queue, args) => queue.trySetAvailRingAddress(args.u64('addr')),
      try_set_used_ring_address: (queue, args) => queue.trySetUsedRingAddress(args.u64('addr')),
      set_desc_table_address: (queue, args) =>
        ok(queue.setDescTableAddress(args.u32OrNull('low'), args.u32OrNull('high'))),
      set_avail_ring_address: (queue, args) =>
        ok(queue.setAvailRingAddress(args.u32OrNull('low'), args.u32OrNull('high'))),
      set_used_ring_address: (queue, args) =>
        ok(queue.setUsedRingAddress(args.u32OrNull('low'), args.u32OrNull('high'))),
      set_event_idx: (queue, args) => ok(queue.setEventIdx(args.bool('enabled'))),
      set_ready: (queue, args) => ok(queue.setReady(args.bool('ready'))),
      set_next_avail: (queue, args) => ok(queue.setNextAvail(args.u16('next_avail'))),
      set_next_used: (queue, args) => ok(queue.setNextUsed(args.u16('next_used'))),
      is_valid: (queue, _args, memory) => ok(queue.isValid(memory)),
      avail_idx: (queue, _args, memory) => queue.availIdx(memory, 'acquire'),
      used_idx: (queue, _args, memory) => queue.usedIdx(memory, 'acquire'),
      add_used: (queue, args, memory) => queue.addUsed(memory, args.u16('head_index'), args.u32('len')),
      needs_notification: (queue, _args, memory) => queue.needsNotification(memory),
    },
  });
}
