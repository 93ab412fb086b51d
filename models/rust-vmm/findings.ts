import type { Finding } from 'ringproof';

/** Properties that this implementation is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'split/add-used-atomic': {
    reason:
      'When the store of idx fails, the element is written and next_used and num_added have advanced: the error hides a ' +
      'published-looking element, and a repeated call skips a slot. A copy that runs into a hole leaves a torn element. ' +
      'It hurts only a device that goes on after the error, on a memory map that cuts the used ring.',
    reference: 'virtio-queue/src/queue.rs, Queue::add_used',
  },
  'split/used-notification-flags': {
    reason:
      'Without EVENT_IDX the answer is always yes; the flags of the available ring are never read. The driver gets ' +
      'notifications that it asked not to get: slower, and harmless (it has to handle spurious ones, 2.7.7.1).',
    reference: 'virtio-queue/src/queue.rs, Queue::needs_notification',
  },
};
