// unreached: compares the model with recordings, for `ringproof conform`; no proof is about it

import {
  conformanceAdapter,
  ok,
  type ConformanceAdapter,
  type Domain,
  type GuestMemory,
  type Recordable,
  type RecordedFields,
  type Result,
} from 'ringproof';
import {
  queueFrom,
  recordedQueue,
  savedFrom,
  type QueueError,
  type SetupError,
} from 'ringproof/virtio/split';
import type { DescriptorChain } from './descriptor-chain.ts';
import { Queue, type QueueFields } from './queue.ts';
import { recordedChain } from './recorded-chain.ts';
import { tryFromState } from './state.ts';

/** Makes a queue in a given state. */
export type CreateQueue = (domain: Domain, state: QueueFields) => Queue;

/** How operations recorded from virtio-queue are run on a queue made by `create`. */
export function recordingAdapter(create: CreateQueue): ConformanceAdapter {
  const remake = (domain: Domain, made: Result<Queue, SetupError>): Result<Queue, SetupError> =>
    made.ok ? ok(create(domain, made.value)) : made;
  return conformanceAdapter<Queue>({
    restore: (domain, state) => create(domain, queueFrom(state)),
    state: recordedQueue,
    constructors: {
      new: (domain, args) => remake(domain, Queue.new(domain, args.u16('max_size'))),
      try_from_state: (domain, args) => remake(domain, tryFromState(domain, savedFrom(args))),
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
      enable_notification: (queue, _args, memory) => queue.enableNotification(memory),
      disable_notification: (queue, _args, memory) => queue.disableNotification(memory),
      go_to_previous_position: (queue) => ok(queue.goToPreviousPosition()),
      pop_descriptor_chain: (queue, _args, memory, domain) =>
        ok(chainOrNull(domain, queue.popDescriptorChain(memory), memory)),
      iter: runIterator,
    },
  });
}

/** Drives an iterator through the recorded steps; each chain is walked before the next step. */
function runIterator(
  queue: Queue,
  args: RecordedFields,
  memory: GuestMemory,
  domain: Domain,
): Result<Recordable, QueueError> {
  const steps = args.names('steps', ['next', 'prev']);
  const made = queue.iter(memory);
  if (!made.ok) return made;
  const iter = made.value;
  return ok(
    steps.map((step) =>
      step === 'next' ? chainOrNull(domain, iter.next(queue, memory), memory) : (iter.previous(queue), null),
    ),
  );
}

function chainOrNull(domain: Domain, chain: DescriptorChain | undefined, memory: GuestMemory): Recordable {
  return chain === undefined ? null : recordedChain(domain, chain, memory);
}
