import type { Finding } from 'ringproof';

const ISR = 'drivers/virtio/virtio_common.c, virtio_isr';

/** Properties that this driver is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'driver/collect': {
    breaks: [
      'the head is that of an outstanding chain',
      'it is the one after the last',
      'there are no more bytes than were lent',
      'its descriptors are free',
    ],
    reason:
      'Of an id the low 16 bits are taken, and checked against the size alone. An id that heads no chain is taken as one: its ' +
      'descriptors are pushed onto the stack of free ones a second time, so that two chains are given the same descriptor later, ' +
      'and the callback of an earlier chain is called again. The length is passed on as the device says it.',
    affects: 'host',
    reference: ISR,
  },
  'driver/collect-order': {
    breaks: ['id is read after idx, which is acquired', 'len is read after idx, which is acquired'],
    reason:
      'idx and the element are read by plain loads with no barrier between: a processor that reorders loads can see the new idx and ' +
      'the old element, and takes another chain back in place of the one that was used.',
    affects: 'conforming peer',
    reference: ISR,
  },
  'driver/kick-flags': {
    breaks: ['with flags 1, it is not'],
    unreached: ['not wanted'],
    reason: 'Flags of the used ring are never looked at: the device is notified each time.',
    affects: 'conforming peer',
    reference:
      'drivers/virtio/virtio_mmio.c, virtio_mmio_notify_queue; virtio_pci.c, virtio_pci_notify_queue',
  },
  'driver/lying-device': {
    breaks: [
      'the books hold',
      'the host does not trap: host pointer, collect',
      'the host does not trap: index out of bounds, collect',
      'what is collected was outstanding',
      'no more is collected than was lent',
      'no chain is counted as collected',
      'its descriptors are freed',
      'it is in use as before',
    ],
    reason:
      'A chain is followed by flags and next in memory that the device can write. A next out of range makes the driver read beyond ' +
      'the descriptor table and push the index onto the stack of free descriptors, for a later chain to be written there; one that ' +
      'closes a circle keeps the interrupt handler walking; flags without NEXT lose the rest of the chain. idx of the available ' +
      'ring is read back from there, too: the next chain is put where the device says. An element out of range is passed over.',
    affects: 'host',
    reference: ISR,
  },
  'driver/publish-order': {
    breaks: [],
    unreached: ['it looks'],
    reason: 'The driver does not look at what the device asks for.',
    reference: 'drivers/virtio/virtqueue.c, virtq_add_available',
  },
};
