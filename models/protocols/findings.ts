import type { Finding } from 'ringproof';
import { UNDER } from 'ringproof/virtio/protocol';

const COUNTED = 'and are counted for that decision of the device';

function overflow(what: string, reference: string): Finding {
  return {
    breaks: [COUNTED],
    reason:
      `${what} is a count of 16 bits: a device that adds 65536 elements without asking whether to notify finds it 0 again, and a ` +
      'driver that waits for one of them is not notified. Devices that ask once for every batch never get there.',
    affects: 'calling code',
    reference,
  };
}

/** What rust-vmm's queue is known to break with Linux's driver. */
export const ofLinuxWithRustVmm: Readonly<Record<string, Finding>> = {
  'protocol/notification/after-add-used': overflow(
    'num_added',
    'virtio-queue/src/queue.rs, Queue::add_used and Queue::needs_notification',
  ),
};

/** What it is known to break with one that can reset the queue, too. */
export const ofRustVmm: Readonly<Record<string, Finding>> = {
  ...ofLinuxWithRustVmm,
  'protocol/queue-reset/after-device-works': {
    breaks: [
      'the device is not in use and has nothing of before',
      'it leaves guest memory alone and sends no notification',
    ],
    reason:
      'Only pop looks at ready. A device that completes a request after a reset writes an element and idx where a used ring at guest ' +
      'address 0 would be, the next element goes after it, and the driver is notified. Devices have to drop what is in flight.',
    affects: 'conforming peer',
    reference:
      'virtio-queue/src/queue.rs, Queue::add_used, Queue::set_notification and Queue::needs_notification',
  },
};

const FIRECRACKER = 'src/vmm/src/devices/virtio/queue.rs';

function volatile(what: string, reference: string): Finding {
  return {
    breaks: [UNDER.rc11],
    reason:
      `${what} by a volatile access, which is no atomic one: the fence beside it synchronises with nothing by the rules of the language. ` +
      'On x86, ARMv8 and RISC-V it is proved, as compilers keep volatile accesses whole and in their place. A relaxed atomic access would do.',
    affects: 'conforming peer',
    reference: `${FIRECRACKER}, ${reference}`,
  };
}

/** What Firecracker's queue is known to break with a driver. */
export const ofFirecracker: Readonly<Record<string, Finding>> = {
  'protocol/notification/after-add-used': overflow(
    'num_added',
    `${FIRECRACKER}, Queue::advance_next_used and Queue::prepare_kick`,
  ),
  'protocol/notification/after-publish-used': overflow(
    'num_added',
    `${FIRECRACKER}, Queue::advance_next_used and Queue::prepare_kick`,
  ),
  'protocol/notification/after-enable-notification': {
    breaks: [
      'chains that it has not seen are ones that the driver has yet to decide on',
      'and are counted for that decision',
    ],
    reason:
      'Without EVENT_IDX, try_enable_notification says that the device may wait without looking at the ring: a caller that ' +
      'believed it would wait with chains there. The only caller, pop_or_enable_notification, pops instead.',
    affects: 'calling code',
    reference: `${FIRECRACKER}, Queue::try_enable_notification`,
  },
  'order/publish': volatile('idx is read', 'Queue::avail_ring_idx_get and Queue::pop_unchecked'),
  'order/used': volatile('idx is written', 'Queue::used_ring_idx_set and Queue::advance_used_ring_idx'),
  'order/kick-flags': {
    breaks: Object.values(UNDER),
    unreached: ['it does not wait'],
    reason:
      'Without EVENT_IDX, try_enable_notification says that the device may wait without looking at the ring: a chain that was published ' +
      'just before is not seen, where the notification of it was taken before. The only caller, pop_or_enable_notification, pops instead.',
    affects: 'calling code',
    reference: `${FIRECRACKER}, Queue::try_enable_notification`,
  },
};
