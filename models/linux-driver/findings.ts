import type { Finding } from 'ringproof';

const FILE = 'drivers/virtio/virtio_ring.c';

/** Properties that this driver is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'driver/add': {
    breaks: ['there are at most 2^32 bytes'],
    reason: 'The lengths of a chain are not added up: its callers see to it that they are no more.',
    affects: 'calling code',
    reference: `${FILE}, virtqueue_add_split`,
  },
  'driver/add-indirect-table': {
    breaks: ['there are no more descriptors than the queue has', 'there are at most 2^32 bytes'],
    reason:
      'A table may have more descriptors than the queue, which the text rules out: one of one descriptor is given a chain of two. ' +
      'A device that keeps to the queue size may refuse the chain. As for the bytes, callers see to it.',
    affects: 'conforming peer',
    reference: `${FILE}, virtqueue_add_split`,
  },
  'driver/collect': {
    breaks: ['there are no more bytes than were lent'],
    reason:
      'The length is passed on as the device says it: each driver above has to compare it with what it has lent, or reads on beyond that.',
    affects: 'host',
    reference: `${FILE}, virtqueue_get_buf_ctx_split`,
  },
  'driver/kick-itself': {
    breaks: [
      'where a chain is refused and flags are 1, it is not',
      'where a chain is refused and avail_event is not among them, it is not',
    ],
    reason:
      'Where a chain that the device reads does not fit, the device is notified whatever it has asked for.',
    affects: 'conforming peer',
    reference: `${FILE}, virtqueue_add_split`,
  },
  'driver/lying-device': {
    breaks: [
      'the books hold',
      'it is in use as before',
      'no more is collected than was lent',
      'its descriptors are freed',
    ],
    reason:
      'Whether a descriptor follows is read from flags in memory that the device can write, though where it is stands in private memory. ' +
      'With NEXT set, descriptors that are free, or lent with other chains, are freed too, and lent a second time; with NEXT set of ' +
      'all, the walk has no end. With NEXT cleared, the rest of the chain is lost. No access is out of bounds.',
    affects: 'host',
    reference: `${FILE}, detach_buf_split`,
  },
};
