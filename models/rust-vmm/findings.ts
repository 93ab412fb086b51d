import type { Finding } from 'ringproof';

const QUEUE = 'virtio-queue/src/queue.rs';

/** Properties that this implementation is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'split/activation-overlap': {
    reason:
      'is_valid takes areas that overlap: what add_used writes may then change descriptors and available entries. ' +
      'A driver does that to itself.',
    hurts: 'misbehaving peer',
    reference: `${QUEUE}, Queue::is_valid`,
  },
  'split/add-used-atomic': {
    reason:
      'When the store of idx fails, the element is written and next_used and num_added have advanced: a repeated call ' +
      'skips a slot, and the driver takes what stands in it for used. Needs a memory map that cuts the used ring within idx, ' +
      'or has an odd base; maps made of pages have neither.',
    hurts: 'conforming peer',
    reference: `${QUEUE}, Queue::add_used`,
  },
  'split/activation-units': {
    reason:
      'is_valid looks at bytes, add_used stores idx as one unit: where a region ends within idx, or its base is odd, a ' +
      'queue that passed as valid fails with every element. Maps made of pages have no such regions.',
    hurts: 'conforming peer',
    reference: `${QUEUE}, Queue::is_valid and Queue::add_used`,
  },
  'split/pop-reports-head': {
    reason:
      'A head beyond the descriptor table is popped as a chain without descriptors; nothing tells it from an empty chain, ' +
      'and the device answers it as such.',
    hurts: 'misbehaving peer',
    reference: 'virtio-queue/src/iterator.rs, AvailIter::next',
  },
  'split/pop-reports-idx': {
    reason:
      'pop_descriptor_chain hides every error of the iterator: an idx that is too far ahead looks like an empty ring, so the ' +
      'device waits for ever instead of asking for a reset.',
    hurts: 'misbehaving peer',
    reference: `${QUEUE}, Queue::pop_descriptor_chain`,
  },
  'split/pop-ring-at-0': {
    reason:
      'An available ring at guest address 0 counts as not set up, although is_valid takes it: the queue passes as valid ' +
      'and never gives a chain.',
    hurts: 'conforming peer',
    reference: 'virtio-queue/src/iterator.rs, AvailIter::new',
  },
  'split/restore': {
    reason:
      'The saved state has no num_added: elements added before the save and not yet asked about count for nothing after it, ' +
      'so with EVENT_IDX the driver may miss the notification of them.',
    hurts: 'conforming peer',
    reference: 'virtio-queue/src/state.rs, QueueState; queue.rs, Queue::state',
  },
  'split/set-up-in-use': {
    reason:
      'Size and addresses can be set while the queue is ready. Every access is still checked, so only the driver that does ' +
      'so loses its place in the rings.',
    hurts: 'misbehaving peer',
    reference: `${QUEUE}, Queue::set_size and the setters of addresses`,
  },
  'split/used-notification-flags': {
    reason:
      'Without EVENT_IDX the answer is always yes; the flags of the available ring are never read. The driver gets ' +
      'notifications that it asked not to get: slower, and otherwise harmless (it has to handle spurious ones, 2.7.7.1).',
    hurts: 'conforming peer',
    reference: `${QUEUE}, Queue::needs_notification`,
  },
  'split/used-notification-overflow': {
    reason:
      'num_added is a count of 16 bits: after 65536 elements without asking it is 0 again, and the driver is not notified ' +
      'of them. A device that asks once for every batch, as all known ones do, never gets there.',
    hurts: 'conforming peer',
    reference: `${QUEUE}, Queue::needs_notification`,
  },
};
