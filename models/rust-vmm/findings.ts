import type { Finding } from 'ringproof';

const CHAIN = 'virtio-queue/src/chain.rs';
const QUEUE = 'virtio-queue/src/queue.rs';

/** Properties that this implementation is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'chain/end-is-final-for-driver': {
    breaks: ['the next step yields nothing'],
    reason:
      'The iterator over a chain is not fused: if it ended at a fault that the driver then repairs, it goes on. A ' +
      'device that asks again after None sees more than it took the chain to have; limits and sum still hold.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next`,
  },
  'chain/full-length': {
    breaks: ['it yields where the chain goes on, and only there', 'it stands where the chain goes on'],
    reason:
      'The sum of the lengths has to fit into 32 bits: a chain of exactly 2^32 bytes, which 2.7.5.2 allows, ends without an ' +
      'error before the descriptor that makes it too long. The device works on a part of a correct chain.',
    affects: 'conforming peer',
    reference: `${CHAIN}, DescriptorChain::next (yielded_bytes)`,
  },
  'chain/reports-indirect-with-next': {
    breaks: ['it is reported'],
    reason:
      'NEXT beside INDIRECT is ignored: the walk ends with the table as if nothing were to follow, and the device works on a ' +
      'part of the chain.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next`,
  },
  'chain/reports-loop': {
    breaks: ['it is reported'],
    reason:
      'A chain that runs in a circle yields as many descriptors as its table has entries and ends as a complete one of that ' +
      'length does.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next (ttl)`,
  },
  'chain/reports-nested-indirect': {
    breaks: ['it is reported'],
    reason:
      'A table within a table ends the walk without an error: what came before looks like a complete chain.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::switch_to_indirect_table`,
  },
  'chain/reports-next-out-of-range': {
    breaks: ['it is reported'],
    reason:
      'The descriptor whose next is out of the table is yielded, and the walk ends after it as after the last of a chain.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next`,
  },
  'chain/reports-table-length': {
    breaks: ['it is reported'],
    reason:
      'The error about a table’s length is dropped by the iterator: what came before looks like a complete chain.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::switch_to_indirect_table`,
  },
  'chain/reports-table-unmapped': {
    breaks: ['it is reported'],
    reason:
      'Whether a table is mapped is not looked at as a whole: what is mapped of it is yielded, and the walk ends at the hole ' +
      'without an error.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::switch_to_indirect_table`,
  },
  'chain/reports-too-long': {
    breaks: ['it is reported'],
    reason:
      'A chain of more than 2^32 bytes ends before the descriptor that makes it too long, as a complete one does.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next (yielded_bytes)`,
  },
  'chain/reports-unmapped': {
    breaks: ['it is reported'],
    reason:
      'A descriptor that cannot be read ends the walk without an error: what came before looks like a complete chain.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::next`,
  },
  'chain/within-queue-size': {
    breaks: ['what may still come falls with every descriptor, and never grows'],
    reason:
      'A walk that enters an indirect table begins to count anew: a table has up to 65535 descriptors, whatever the size of ' +
      'the queue, and all are yielded. A driver with one entry makes a device walk that far, for each entry.',
    affects: 'misbehaving peer',
    reference: `${CHAIN}, DescriptorChain::switch_to_indirect_table`,
  },
  'split/activation-overlap': {
    breaks: [
      'the used ring is apart from the descriptor table',
      'the used ring is apart from the available ring',
    ],
    reason:
      'is_valid takes areas that overlap: what add_used writes may then change descriptors and available entries. ' +
      'A driver does that to itself.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::is_valid`,
  },
  'split/add-used-atomic': {
    breaks: ['a failure changes no field', 'a failure changes no byte'],
    reason:
      'When the store of idx fails, the element is written and next_used and num_added have advanced: a repeated call ' +
      'skips a slot, and the driver takes what stands in it for used. Needs a memory map that cuts the used ring within idx, ' +
      'or has an odd base; maps made of pages have neither.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::add_used`,
  },
  'split/activation-units': {
    breaks: ['an element can be added'],
    reason:
      'is_valid looks at bytes, add_used stores idx as one unit: where a region ends within idx, or its base is odd, a ' +
      'queue that passed as valid fails with every element. Maps made of pages have no such regions.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::is_valid and Queue::add_used`,
  },
  'split/event-idx-switched': {
    breaks: ['flags are 0 if EVENT_IDX is used'],
    reason:
      'set_event_idx takes any value at any time, and with EVENT_IDX enable_notification leaves flags alone: switched on after ' +
      'notifications were disabled, flags stay 1 for as long as the queue is used. A vhost-user front end that sets features ' +
      'again can bring that about; a driver ignores the low bit then (2.7.10.1).',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::set_event_idx and Queue::set_notification`,
  },
  'split/not-ready-add-used': {
    breaks: ['guest memory is not touched', 'nothing is written', 'it is refused', 'no field changes'],
    reason:
      'add_used does not look at ready. A device that completes a request after a reset writes the element, and idx, to where ' +
      'a used ring at guest address 0 would be: memory that is the driver’s by then. Devices have to drop what is in flight.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::add_used`,
  },
  'split/not-ready-disable-notification': {
    breaks: ['guest memory is not touched', 'nothing is written'],
    reason:
      'disable_notification does not look at ready: without EVENT_IDX it writes flags, after a reset at guest address 0.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::set_notification`,
  },
  'split/not-ready-enable-notification': {
    breaks: ['guest memory is not touched', 'nothing is written'],
    reason:
      'enable_notification does not look at ready: it writes flags or avail_event and reads idx, after a reset near guest ' +
      'address 0. A device that goes to sleep after each round does so once too often.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::enable_notification`,
  },
  'split/not-ready-used-notification': {
    breaks: ['no notification is sent', 'nor is one sent after a reset', 'guest memory is not touched'],
    reason:
      'needs_notification does not look at ready: after a reset, which clears event_idx, the answer is always yes, so a device ' +
      'that was in the middle of a round notifies a driver that has reset it.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::needs_notification`,
  },
  'split/pop-never-wedges': {
    breaks: ['no idx stops it silently'],
    reason:
      'pop_descriptor_chain hides the error about an idx that is too far ahead: every later pop says that there is no chain, ' +
      'for as long as idx stays there. A device that calls iter itself sees the error.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_descriptor_chain`,
  },
  'split/set-up-event-idx-in-use': {
    breaks: ['it stays'],
    reason:
      'set_event_idx takes any value while the queue is ready: driver and device then look at different fields for what the ' +
      'other side waits for. That it is called once, with the features, is left to the device.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::set_event_idx`,
  },
  'split/failed/add-used': {
    breaks: ['it remembers what it did, or reports again'],
    reason:
      'As split/add-used-atomic says: when the store of idx fails, next_used and num_added have advanced, and the next element ' +
      'goes one slot further, as if this one were there. Maps made of pages have no such regions.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::add_used`,
  },
  'split/in-flight/after-iterator-next': {
    breaks: [
      'no more are in flight than the queue has entries',
      'a chain in flight begins in the descriptor table',
    ],
    reason:
      'As of pop: only the distance from next_avail to idx is held against the size when the iterator is made, and not what is ' +
      'in flight already.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, AvailIter::next`,
  },
  'split/in-flight/after-pop': {
    breaks: [
      'no more are in flight than the queue has entries',
      'a chain in flight begins in the descriptor table',
    ],
    reason:
      'The distance from next_avail to idx is held against the size, and what is in flight is not looked at: a driver that ' +
      'makes more available before any chain is returned, the same descriptors again, gets more requests into the device than ' +
      'the queue has entries. A device that keeps a table of requests by head, or of as many as there are entries, must ' +
      'check that itself. Heads are not held against the table: see split/pop-reports-head.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_descriptor_chain and AvailIter::new`,
  },
  'split/in-flight/undo-of-none': {
    breaks: ['nothing is taken back'],
    reason:
      'go_to_previous_position counts back whatever was popped: with nothing in flight, next_avail comes before next_used, and ' +
      'the entry that comes again was returned already. It is for the caller to know that it has popped one.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::go_to_previous_position`,
  },
  'split/pop-after-enable': {
    breaks: ['if one is there, an entry is passed, or an error reported'],
    reason:
      'enable_notification says that a chain is there where idx differs from next_avail, and pop_descriptor_chain hides that idx ' +
      'is too far ahead, or that the entry cannot be read: a loop that pops until there is none and then asks whether ' +
      'to go on never ends, which keeps the thread of the device busy for as long as the driver leaves idx so.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::enable_notification and Queue::pop_descriptor_chain`,
  },
  'split/pop-reports-head': {
    breaks: ['it is reported'],
    reason:
      'A head beyond the descriptor table is popped as a chain without descriptors; nothing tells it from an empty chain, ' +
      'and the device answers it as such.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, AvailIter::next`,
  },
  'split/pop-reports-idx': {
    breaks: ['it is reported'],
    reason:
      'pop_descriptor_chain hides every error of the iterator: an idx that is too far ahead looks like an empty ring, so the ' +
      'device waits for ever instead of asking for a reset.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_descriptor_chain`,
  },
  'split/pop-ring-at-0': {
    breaks: ['the chain is taken'],
    reason:
      'An available ring at guest address 0 counts as not set up, although is_valid takes it: the queue passes as valid ' +
      'and never gives a chain.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::iter`,
  },
  'split/resume': {
    breaks: ['no more are in flight than fit'],
    reason:
      'set_next_avail takes any index, also one with which more chains are in flight than the queue has entries: a front end that has ' +
      'kept a wrong one is not told, and the queue goes on in the middle of the ring.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::set_next_avail`,
  },
  'split/resume-not-ready': {
    breaks: ['guest memory is not touched'],
    reason:
      'A front end sets addresses and base of a ring before it starts it: idx of the used ring is read then, while the queue is not ' +
      'ready. Its place is known by then, and nothing is written.',
    affects: 'calling code',
    reference: 'vhost-user-backend/src/handler.rs, set_vring_addr',
  },
  'split/resume-notifies': {
    breaks: ['the driver is notified'],
    reason:
      'A queue that takes the place of another begins to count added elements at 0: with EVENT_IDX, the driver is not notified of ' +
      'elements that the former one added and did not notify it of. Linux and DPDK notify once whatever it waits for. Harmless where ' +
      'the front end notifies the driver when a back end connects again.',
    affects: 'conforming peer',
    reference: 'vhost-user-backend/src/handler.rs, set_vring_base and set_vring_addr',
  },
  'split/restore': {
    breaks: ['num_added is what it was'],
    reason:
      'The saved state has no num_added: elements added before the save and not yet asked about count for nothing after it, ' +
      'so with EVENT_IDX the driver may miss the notification of them.',
    affects: 'conforming peer',
    reference: 'virtio-queue/src/state.rs, QueueState; queue.rs, Queue::state',
  },
  'split/set-up-in-use': {
    breaks: ['size stays', 'descTable stays', 'availRing stays', 'usedRing stays'],
    reason:
      'Size and addresses can be set while the queue is ready. Every access is still checked, so only the driver that does ' +
      'so loses its place in the rings.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::set_size and the setters of addresses`,
  },
  'split/used-notification-flags': {
    breaks: ['flags 1 suppresses the notification'],
    reason:
      'Without EVENT_IDX the answer is always yes; the flags of the available ring are never read. The driver gets ' +
      'notifications that it asked not to get: slower, and otherwise harmless (it has to handle spurious ones, 2.7.7.1).',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::needs_notification`,
  },
  'split/used-notification-overflow': {
    breaks: ['the driver is notified'],
    reason:
      'num_added is a count of 16 bits: after 65536 elements without asking it is 0 again, and the driver is not notified ' +
      'of them. A device that asks once for every batch, as all known ones do, never gets there.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::needs_notification`,
  },
  'split/restore-refuses': {
    breaks: ['one that is ready could be activated'],
    reason:
      'try_from is given no memory: a saved queue passes as ready with areas that are not mapped. Each access is checked, and is_valid ' +
      'says so where a device asks it once more.',
    affects: 'calling code',
    reference: 'virtio-queue/src/state.rs, Queue::try_from',
  },
  'split/restore-in-flight': {
    breaks: ['no more are in flight than fit'],
    reason:
      'Indices are taken as they were saved, also when they say that more chains are in flight than the queue has entries: ' +
      'a snapshot that was tampered with, or is of another memory, is noticed only once the queue is used.',
    affects: 'misbehaving peer',
    reference: 'virtio-queue/src/state.rs, Queue::try_from',
  },
};
