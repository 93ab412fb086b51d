import { proof, type Proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { ACCESSES, READS, STILL_MAPPED, stayWithin, WRITES } from './footprint.ts';

export const popAccesses: Proof = proof({
  id: 'split/pop-accesses',
  title:
    'on an activated queue, pop reads the available ring and the descriptor table, whole words, and writes nothing',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  harnesses: [
    'firecracker verify_avail_ring_idx_get',
    'firecracker verify_avail_ring_ring_get',
    'firecracker verify_pop',
  ],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing', 'descTable'],
      writes: [],
      run: ({ queue, memory }) => queue.pop(memory),
    });
  },
});

export const addUsedAccesses: Proof = proof({
  id: 'split/add-used-accesses',
  title: 'on an activated queue, add_used touches the used ring alone, and whole words of it',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  harnesses: ['firecracker verify_used_ring_idx_set', 'firecracker verify_used_ring_ring_set'],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      // With IN_ORDER, whose turn it is stands in the available ring.
      reads: device.negotiatesInOrder === true ? ['usedRing', 'availRing'] : ['usedRing'],
      writes: ['usedRing'],
      run: ({ queue, memory }) => queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')),
    });
  },
});

export const needsNotificationAccesses: Proof = proof({
  id: 'split/used-notification-accesses',
  title:
    'on an activated queue, needs_notification reads the available ring, whole words, and writes nothing',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  harnesses: ['firecracker verify_avail_ring_used_event_get'],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing'],
      writes: [],
      run: ({ queue, memory }) => queue.needsNotification(memory),
    });
  },
});

export const enableNotificationAccesses: Proof = proof({
  id: 'split/enable-notification-accesses',
  title:
    'on an activated queue, enabling notifications reads the available ring and writes the used ring, whole words',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing'],
      writes: ['usedRing'],
      run: ({ queue, memory }) => queue.enableNotification(memory),
    });
  },
});

export const disableNotificationAccesses: Proof = proof({
  id: 'split/disable-notification-accesses',
  title:
    'on an activated queue, disabling notifications writes the used ring, whole words, and reads nothing',
  requirements: [WRITES, READS],
  doesNotProve: STILL_MAPPED,
  on: splitDevice.with('disableNotification'),
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: [],
      writes: ['usedRing'],
      run: ({ queue, memory }) => device.disableNotification(queue, memory),
    });
  },
});
