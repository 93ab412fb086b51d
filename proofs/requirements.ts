/** How strongly VIRTIO demands something (RFC 2119). */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** One obligation of the VIRTIO specification that some proof cites. */
export interface Requirement {
  /** Section of VIRTIO 1.3. */
  readonly section: string;
  readonly level: Level;
  readonly role: 'device' | 'driver';
  /** What it asks, in words of this project. */
  readonly text: string;
}

/** By id: area, role, level and content. Proofs cite these ids and no others. */
export const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  'split.desc.device.must-not-write-descriptor-table': {
    section: '2.7.5.1',
    level: 'MUST NOT',
    role: 'device',
    text: 'The descriptor table is the driver’s: no operation of the device changes a byte of it.',
  },
  'split.framing.device.must-not-assume-descriptor-arrangement': {
    section: '2.7.4.1',
    level: 'MUST NOT',
    role: 'device',
    text: 'How a buffer is divided into descriptors is the driver’s choice: no division of it is refused or reordered.',
  },
  'split.indirect.device.must-ignore-write-flag-on-indirect': {
    section: '2.7.5.3.2',
    level: 'MUST',
    role: 'device',
    text: 'The WRITE flag of a descriptor that refers to a table has no influence: only those within the table count.',
  },
  'split.indirect.device.must-handle-direct-then-indirect': {
    section: '2.7.5.3.2',
    level: 'MUST',
    role: 'device',
    text: 'A chain may begin with any number of direct descriptors, none included, before one that refers to a table.',
  },
  'split.used.device.must-set-len-before-idx': {
    section: '2.7.8.2',
    level: 'MUST',
    role: 'device',
    text: 'An element of the used ring is complete before idx lets the driver see it.',
  },
  'split.used.device.must-write-len-bytes-before-idx': {
    section: '2.7.8.2',
    level: 'MUST',
    role: 'device',
    text: 'The len of an element counts bytes that were written, from the first writable one on without a gap.',
  },
  'reset.device.must-not-notify-or-touch-queues-after-reset': {
    section: '2.4.1',
    level: 'MUST NOT',
    role: 'device',
    text: 'From a reset to the next activation no queue is used and no notification is sent.',
  },
  'split.used-notification.device.must-ignore-used-event-without-event-idx': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    text: 'Without EVENT_IDX, what stands in used_event has no influence.',
  },
  'split.used-notification.device.should-not-notify-when-flags-1': {
    section: '2.7.7.2',
    level: 'SHOULD NOT',
    role: 'device',
    text: 'Without EVENT_IDX, a driver that set flags to 1 is left in peace.',
  },
  'split.used-notification.device.must-notify-when-flags-0': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    text: 'Without EVENT_IDX, a driver whose flags are 0 is notified of every used buffer.',
  },
  'split.used-notification.device.must-ignore-flags-bit0-with-event-idx': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    text: 'With EVENT_IDX, the low bit of flags has no influence.',
  },
  'split.used-notification.device.must-notify-when-used-event-matches': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    text: 'With EVENT_IDX, the driver is notified once the element whose index stands in used_event was added.',
  },
  'split.used-notification.device.should-not-notify-when-used-event-differs': {
    section: '2.7.7.2',
    level: 'SHOULD NOT',
    role: 'device',
    text: 'With EVENT_IDX, a driver that waits for another element is left in peace.',
  },
  'status.device.should-set-needs-reset-on-unrecoverable-error': {
    section: '2.1.2',
    level: 'SHOULD',
    role: 'device',
    text: 'A device that cannot go on says so by asking for a reset; so its queue has to tell it.',
  },
  'queue-reset.device.must-reset-queue-state-to-default': {
    section: '2.6.1.1.1',
    level: 'MUST',
    role: 'device',
    text: 'After a reset of the queue nothing of its former state is left.',
  },
  'split.layout.driver.must-align-parts': {
    section: '2.7.1',
    level: 'MUST',
    role: 'driver',
    text: 'The three areas begin at multiples of 16, 2 and 4.',
  },
  'pci.queue-size.driver.must-not-write-non-power-of-2-when-split': {
    section: '4.1.4.3.2',
    level: 'MUST NOT',
    role: 'driver',
    text: 'The size of a split queue is a power of two.',
  },
  'mmio.queue-config.driver.must-not-access-while-ready': {
    section: '4.2.2.2',
    level: 'MUST NOT',
    role: 'driver',
    text: 'Size and addresses of a queue in use are left alone.',
  },
  'split.avail-notification.device.may-use-avail-event': {
    section: '2.7.10.2',
    level: 'MAY',
    role: 'device',
    text: 'With EVENT_IDX, the device names in avail_event the entry that it wants to be notified of.',
  },
  'split.avail-notification.device.must-set-flags-0-or-1': {
    section: '2.7.10.2',
    level: 'MUST',
    role: 'device',
    text: 'Without EVENT_IDX, the used ring’s flags hold 0 or 1.',
  },
  'split.avail-notification.device.must-set-flags-0-with-event-idx': {
    section: '2.7.10.2',
    level: 'MUST',
    role: 'device',
    text: 'With EVENT_IDX, the used ring’s flags hold 0.',
  },
  'split.avail-notification.driver.must-notify-when-avail-event-matches': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    text: 'With EVENT_IDX, the device is notified once the entry whose index stands in avail_event was made available.',
  },
  'split.supply.device.may-access-immediately': {
    section: '2.7.13.3',
    level: 'MAY',
    role: 'device',
    text: 'What idx covers can be taken at once, notified or not.',
  },
  'split.supply.device.may-suppress-notifications': {
    section: '2.7.13.4',
    level: 'MAY',
    role: 'device',
    text: 'A device that looks at the ring anyway can ask not to be notified.',
  },
  'split.supply.driver.must-barrier-before-reading-suppression': {
    section: '2.7.13.4.1',
    level: 'MUST',
    role: 'driver',
    text: 'Between publishing and looking whether to notify stands a full barrier; the device has its mirror image.',
  },
  'status.device.must-not-consume-or-notify-before-driver-ok': {
    section: '2.1.2',
    level: 'MUST NOT',
    role: 'device',
    text: 'Until the driver has said that it is ready, no buffer is taken and no notification sent.',
  },
  'mmio.queue-ready.device.must-not-access-when-0': {
    section: '4.2.2.1',
    level: 'MUST NOT',
    role: 'device',
    text: 'While a queue is not ready, the device accesses nothing of it.',
  },
  'split.indirect.driver.must-not-exceed-queue-size': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'No chain has more descriptors than the queue has entries.',
  },
  'split.indirect.driver.must-not-set-indirect-unless-negotiated': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'No descriptor refers to a table unless the feature was negotiated.',
  },
  'cleanup.driver.must-ensure-not-live-before-removing-exposed': {
    section: '3.3.1',
    level: 'MUST',
    role: 'driver',
    text: 'Buffers that the device may still use are taken back only once the queue is reset.',
  },
  'cleanup.driver.must-not-alter-exposed-entries': {
    section: '3.3.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'Descriptors and ring entries of what is lent stay as they are until the device has used it.',
  },
  'init.driver.must-not-notify-before-driver-ok': {
    section: '3.1.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'The device is notified of nothing before DRIVER_OK is set.',
  },
  'mmio.queue-size.driver.must-write-at-most-max': {
    section: '4.2.2.2',
    level: 'MUST',
    role: 'driver',
    text: 'The size of a queue is no more than the device offers.',
  },
  'queue-reenable.driver.must-configure-as-initial': {
    section: '2.6.1.2.2',
    level: 'MUST',
    role: 'driver',
    text: 'A queue that was reset is set up again as it was at first, with the same or other parameters.',
  },
  'queue-reset.driver.must-verify-reset': {
    section: '2.6.1.1.2',
    level: 'MUST',
    role: 'driver',
    text: 'A queue counts as reset only once the device has said so.',
  },
  'split.avail-notification.driver.must-ignore-avail-event-without-event-idx': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    text: 'Without EVENT_IDX, avail_event has no influence.',
  },
  'split.avail-notification.driver.must-ignore-flags-bit0-with-event-idx': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    text: 'With EVENT_IDX, flags of the used ring have no influence.',
  },
  'split.avail-notification.driver.must-init-used-flags-0': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    text: 'Flags of a used ring begin as 0.',
  },
  'split.avail-notification.driver.must-notify-when-flags-0': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    text: 'Without EVENT_IDX, the device is notified of what is published while flags are 0.',
  },
  'split.avail-notification.driver.should-not-notify-when-avail-event-differs': {
    section: '2.7.10.1',
    level: 'SHOULD NOT',
    role: 'driver',
    text: 'With EVENT_IDX, the device is not notified where no published entry is the one that avail_event names.',
  },
  'split.avail-notification.driver.should-not-notify-when-flags-1': {
    section: '2.7.10.1',
    level: 'SHOULD NOT',
    role: 'driver',
    text: 'Without EVENT_IDX, the device is not notified while flags are 1.',
  },
  'split.avail.driver.must-not-decrement-avail-idx': {
    section: '2.7.6.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'The idx of the available ring only goes on, by as many entries as were added.',
  },
  'split.desc.driver.must-not-add-chain-over-4gib-or-loop': {
    section: '2.7.5.2',
    level: 'MUST NOT',
    role: 'driver',
    text: 'A chain has 2^32 bytes at most, and no descriptor of it comes twice.',
  },
  'split.framing.driver.must-place-writable-after-readable': {
    section: '2.7.4.2',
    level: 'MUST',
    role: 'driver',
    text: 'In a chain, what the device writes comes after all that it reads.',
  },
  'split.indirect.driver.must-not-nest-indirect': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'No descriptor of an indirect table refers to another table.',
  },
  'split.indirect.driver.must-not-set-indirect-and-next': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    text: 'A descriptor that refers to a table has none after it.',
  },
  'split.receive.driver.may-disable-used-notifications': {
    section: '2.7.14',
    level: 'MAY',
    role: 'driver',
    text: 'Notifications can be off while the used ring is emptied; after enabling them the driver looks again.',
  },
  'split.supply.driver.may-write-ring-entry-naively': {
    section: '2.7.13.2',
    level: 'MAY',
    role: 'driver',
    text: 'A head goes into the entry of the available ring at idx modulo the queue size.',
  },
  'split.supply.driver.must-barrier-before-avail-idx': {
    section: '2.7.13.3.1',
    level: 'MUST',
    role: 'driver',
    text: 'A barrier stands between what is made available and the store of idx that shows it.',
  },
  'split.used-notification.driver.may-set-flags-1': {
    section: '2.7.7.1',
    level: 'MAY',
    role: 'driver',
    text: 'Without EVENT_IDX, flags 1 tell the device that notifications are not needed, and flags 0 that they are.',
  },
  'split.used-notification.driver.may-use-used-event': {
    section: '2.7.7.1',
    level: 'MAY',
    role: 'driver',
    text: 'With EVENT_IDX, used_event tells the device which element to notify of next.',
  },
  'split.used-notification.driver.must-handle-spurious': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    text: 'A notification with nothing new in the used ring does no harm.',
  },
  'split.used-notification.driver.must-set-flags-0-or-1': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    text: 'Without EVENT_IDX, flags of the available ring are 0 or 1.',
  },
  'split.used-notification.driver.must-set-flags-0-with-event-idx': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    text: 'With EVENT_IDX, flags of the available ring are 0.',
  },
};
