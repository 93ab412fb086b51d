import type { Finding } from 'ringproof';

const QUEUE = 'src/vmm/src/devices/virtio/queue.rs';
const IOVEC = 'src/vmm/src/devices/virtio/iovec.rs';

/** What becomes of a queue that is used before activation or after it was made not ready. */
const NOT_READY =
  'Through pointers that no initialize has set this is undefined behaviour of the host; where they are set, the rings are used. ' +
  'Devices keep from it: they handle queue events from their activation on, and a reset replaces the queue.';

/** Properties that this implementation is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'chain/reports-loop': {
    breaks: ['it is reported'],
    reason:
      'A chain that runs in a circle yields as many descriptors as the queue has entries and ends as a complete one of that ' +
      'length does.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, DescriptorChain::has_next (ttl)`,
  },
  'chain/reports-next-out-of-range': {
    breaks: ['it is reported'],
    reason:
      'A descriptor whose next is out of the table is not yielded, and the chain ends there as after its last descriptor: ' +
      'next_descriptor says None for both.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, DescriptorChain::checked_new and next_descriptor`,
  },
  'split/activation-overlap': {
    breaks: [
      'the used ring is apart from the descriptor table',
      'the used ring is apart from the available ring',
    ],
    reason:
      'initialize takes areas that overlap: what add_used writes may then change descriptors and available entries. ' +
      'A driver does that to itself.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::initialize`,
  },
  'split/enable-notification-flags': {
    breaks: ['it waits exactly if no chain is available'],
    unreached: ['a chain is available'],
    reason:
      'Without EVENT_IDX, try_enable_notification says that the device may wait without looking at the ring: a caller that ' +
      'believed it would wait with chains there. The only caller, pop_or_enable_notification, pops instead.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::try_enable_notification`,
  },
  'split/enable-notification-flags-looks': {
    breaks: ['the answer is that of the last look'],
    unreached: ['a chain is available'],
    reason:
      'Without EVENT_IDX, try_enable_notification says that the device may wait without looking at the ring.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::try_enable_notification`,
  },
  'split/not-ready-add-used': {
    breaks: [
      'the host does not trap: host pointer, add_used',
      'guest memory is not touched',
      'nothing is written',
      'it is refused',
      'no field changes',
    ],
    reason: `add_used and advance_used_ring_idx do not look at ready. ${NOT_READY}`,
    affects: 'host',
    reference: `${QUEUE}, Queue::add_used`,
  },
  'split/not-ready-batch': {
    breaks: [
      'the host does not trap: host pointer, write_used',
      'the host does not trap: host pointer, publish_used',
      'both are refused',
      'guest memory is not touched',
      'no field changes',
    ],
    reason: `write_used_element, advance_next_used and advance_used_ring_idx do not look at ready. ${NOT_READY}`,
    affects: 'host',
    reference: `${QUEUE}, Queue::write_used_element and advance_used_ring_idx`,
  },
  'split/not-ready-enable-notification': {
    breaks: [
      'the host does not trap: host pointer, enable_notification',
      'guest memory is not touched',
      'nothing is written',
    ],
    reason: `try_enable_notification does not look at ready. ${NOT_READY}`,
    affects: 'host',
    reference: `${QUEUE}, Queue::try_enable_notification`,
  },
  'split/not-ready-pop': {
    breaks: [
      'the host does not trap: host pointer, pop',
      'no chain is given',
      'guest memory is not touched',
      'no field changes',
    ],
    reason: `pop does not look at ready. ${NOT_READY}`,
    affects: 'host',
    reference: `${QUEUE}, Queue::pop`,
  },
  'split/not-ready-used-notification': {
    breaks: [
      'the host does not trap: host pointer, needs_notification',
      'no notification is sent',
      'nor is one sent after a reset',
      'guest memory is not touched',
    ],
    reason: `prepare_kick does not look at ready, and without EVENT_IDX the answer is always yes. ${NOT_READY}`,
    affects: 'host',
    reference: `${QUEUE}, Queue::prepare_kick`,
  },
  'split/pop-never-wedges': {
    breaks: ['no entry stops it silently'],
    reason:
      'A head beyond the table, or whose descriptor points beyond it, gives no chain, no error and no progress: the queue stands ' +
      'still, and the driver waits. An idx too far ahead is reported.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_unchecked`,
  },
  'split/set-up-event-idx-in-use': {
    breaks: ['it stays'],
    reason:
      'enable_notif_suppression can be called at any time. Devices call it once, when they are activated with the feature; the ' +
      'queue does not hold them to it.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::enable_notif_suppression`,
  },
  'split/in-flight/after-pop': {
    breaks: ['no more are in flight than the queue has entries'],
    reason:
      'The distance from next_avail to idx is held against the size, and what is in flight is not looked at: a driver that ' +
      'makes more available before any chain is returned, the same descriptors again, gets more requests into the device than ' +
      'the queue has entries. A device that keeps as many requests as there are entries must check that itself.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop`,
  },
  'split/in-flight/undo-of-none': {
    breaks: ['nothing is taken back'],
    reason:
      'undo_pop counts back whatever was popped: with nothing in flight, next_avail comes before next_used, and the entry that ' +
      'comes again was returned already. Devices call it right after the pop that they undo.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::undo_pop`,
  },
  'split/pop-after-enable': {
    breaks: ['if one is there, an entry is passed, or an error reported', 'if it waits, there is none'],
    reason:
      'Without EVENT_IDX, try_enable_notification says that the device may wait without looking. With it, a chain is said to be ' +
      'there which pop_unchecked does not take, its head or its first descriptor being of no use; nothing is reported. The only caller ' +
      'pops without EVENT_IDX, so the first is met by no driver.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::try_enable_notification and Queue::pop_unchecked`,
  },
  'split/pop-progress': {
    breaks: ['it is passed'],
    reason:
      'A head beyond the table, or whose descriptor points beyond it, gives no chain and is not passed either: every later pop ' +
      'is about the same entry, and the queue stands still without an error.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_unchecked`,
  },
  'split/pop-reports-head': {
    breaks: ['it is reported'],
    reason:
      'A head that cannot be used looks like an empty ring: the device waits instead of asking for a reset.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_unchecked`,
  },
  'split/restore-in-flight': {
    breaks: ['no more are in flight than fit'],
    reason:
      'Indices are taken as they were saved, also when they say that more chains are in flight than the queue has entries: ' +
      'a snapshot that was tampered with, or is of another memory, is noticed only once the queue is used.',
    affects: 'misbehaving peer',
    reference: 'src/vmm/src/devices/virtio/persist.rs, QueueState',
  },
  'split/set-up-in-use': {
    breaks: ['size stays', 'descTable stays', 'availRing stays', 'usedRing stays'],
    reason:
      'The fields are set as they come, also when the queue is in use; that they are not is left to the transport.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, fields of Queue`,
  },
  'split/set-up-in-use-accesses': {
    breaks: ['the host does not trap: host pointer, add_used'],
    reason:
      'Pointers are made when the queue is initialized, offsets come from the size as it is now: a size set to more than was ' +
      'checked takes reads and writes beyond the rings, out of guest memory into the host’s. That is of the ' +
      'queue alone: it relies on the transport to refuse such a size, which the PCI transport of some releases did not ' +
      '(CVE-2026-5747); upstream later added bounds checks (pull request 6201).',
    affects: 'host',
    reference: `${QUEUE}, Queue::avail_ring_ring_get, used_ring_ring_set and their like`,
  },
  'split/used-notification-flags': {
    breaks: ['flags 1 suppresses the notification'],
    reason:
      'Without EVENT_IDX the answer is always yes; the flags of the available ring are never read. The driver gets ' +
      'notifications that it asked not to get: slower, and otherwise harmless (it has to handle spurious ones, 2.7.7.1).',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::prepare_kick`,
  },
  'split/used-notification-overflow': {
    breaks: ['the driver is notified'],
    reason:
      'num_added is a count of 16 bits: after 65536 elements without asking it is 0 again, and the driver is not notified ' +
      'of them. A device that asks once for every batch, as all known ones do, never gets there.',
    affects: 'conforming peer',
    reference: `${QUEUE}, Queue::prepare_kick`,
  },
};

/** The same of its scatter-gather vectors. */
export const vectorFindings: Readonly<Record<string, Finding>> = {
  'io-vector/load-atomic-readable': {
    breaks: ['no entry of the chain is left', 'no byte of it is counted'],
    reason:
      'A chain that load_descriptor_chain refuses stays in the vector up to the descriptor that was refused. Devices do not ' +
      'look at it then, and the next chain clears it; one that did would read a part of a malformed chain.',
    affects: 'misbehaving peer',
    reference: `${IOVEC}, IoVecBuffer::load_descriptor_chain`,
  },
  'io-vector/load-length': {
    breaks: ['the length is that of the entries'],
    reason:
      'A buffer that makes the chain longer than 2^32 - 1 bytes is refused after its entry was pushed: the vector then has ' +
      'an entry that len() does not count, and reading goes by the entries.',
    affects: 'misbehaving peer',
    reference: `${IOVEC}, IoVecBuffer::load_descriptor_chain`,
  },
};

/** The same of the operations that only its queue has. */
export const fineFindings: Readonly<Record<string, Finding>> = {
  'firecracker/enable-notification-races': {
    breaks: ['the driver notifies of one of them'],
    reason:
      'enable_notification looks at idx before it stores avail_event, and not after it: of a chain that the driver adds in between it ' +
      'does not hear, nor of later ones. Its comment asks for a driver that adds nothing until it has seen the used element; the only ' +
      'caller, send_transport_reset_event of vsock/device.rs, publishes that element before the call. It runs for a snapshot, of which ' +
      'the machine is to be paused: for a running one it is refused only after that, and the device then waits for an answer to ' +
      'its event, with no packet received until it comes.',
    affects: 'calling code',
    reference: `${QUEUE}, Queue::enable_notification`,
  },
  'firecracker/pop-or-enable-checks': {
    breaks: ['a chain is given only where idx is within the queue’s size'],
    reason:
      'pop_or_enable_notification looks at idx twice and holds only the first look against the size: a driver that moves idx ' +
      'too far in between gets an entry popped that was never made available. The next pop reports it.',
    affects: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_or_enable_notification`,
  },
};
