import type { Finding } from 'ringproof';

const FILE = 'src/queue.rs';
const POP = `${FILE}, VirtQueue::pop_used, recycle_descriptors; src/queue/owning.rs, OwningQueue::pop`;

/** Properties that this driver is known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'driver/add': {
    breaks: ['there are at most 2^32 bytes'],
    reason: 'The lengths of a chain are not added up: its callers see to it that they are no more.',
    affects: 'calling code',
    reference: `${FILE}, VirtQueue::add`,
  },
  'driver/add-indirect-table': {
    breaks: ['there are at most 2^32 bytes'],
    reason: 'The lengths of a chain are not added up: its callers see to it that they are no more.',
    affects: 'calling code',
    reference: `${FILE}, VirtQueue::add_indirect`,
  },
  'driver/add-refused': {
    breaks: ['what may be added and fits is not refused'],
    reason: 'A buffer of no bytes, which the text allows, makes add panic.',
    affects: 'calling code',
    reference: `${FILE}, VirtQueue::add_direct`,
  },
  'driver/collect': {
    breaks: [
      'it is the one after the last',
      'the head is that of an outstanding chain',
      'there are no more bytes than were lent',
      'its descriptors are free',
    ],
    reason:
      'Of an id the low 16 bits are taken. That it heads an outstanding chain is up to the code above: OwningQueue does not ask. A chain ' +
      'of it whose length was too large is free and not lent again, and comes back once more where the device says so: its descriptor is ' +
      'in the list of free ones twice, and lent twice. The length is passed on as the device says it; OwningQueue looks at it later.',
    affects: 'host',
    reference: POP,
  },
  'driver/collect-order': {
    breaks: ['id is read once', 'where it asks for a notification, a full fence follows'],
    reason:
      'used_event is stored with release, and the next can_pop loads idx with acquire: a processor may look before the device can see what ' +
      'is asked for, and the driver waits for a notification that the device saw no reason to send. peek_used and pop_used both read the ' +
      'id, too; the second one refuses another token than was peeked, and that does no harm.',
    affects: 'conforming peer',
    reference: POP,
  },
  'driver/enable-used': {
    breaks: ['a full fence stands between asking and looking, before it waits'],
    reason:
      'flags are stored with release, and idx is loaded with acquire: a processor may look before it has asked, and the driver waits for a ' +
      'notification that the device saw no reason to send.',
    affects: 'conforming peer',
    reference: `${FILE}, VirtQueue::set_dev_notify, can_pop`,
  },
  'driver/kick-event-idx': {
    breaks: ['if avail_event is among them, the device is notified', 'if not, it is not'],
    reason:
      'Indices are compared without the wrap: where several chains are added up to idx 0 or beyond, a device that waits for one of those ' +
      'before the wrap is not notified, and both sides wait. Nor is it looked at whether the device was notified of the entry before.',
    affects: 'conforming peer',
    reference: `${FILE}, VirtQueue::should_notify`,
  },
  'driver/lying-device': {
    breaks: [
      'the books hold',
      'it is in use as before',
      'what is collected was outstanding',
      'no more is collected than was lent',
      'its descriptors are freed',
    ],
    reason:
      'As in driver/collect: a chain of OwningQueue that is free comes back once more, and its length is up to the device. What else the ' +
      'device writes to the queue changes nothing, since the driver follows its own copy of the descriptors.',
    affects: 'host',
    reference: POP,
  },
  'driver/publish-order': {
    breaks: ['what the device asks for is read after a full fence'],
    reason:
      'idx is stored with release, and avail_event or flags are loaded with acquire: a processor may look before the device can see the new ' +
      'idx. The device, which looks at idx for the last time before that, is not notified, and both sides wait.',
    affects: 'conforming peer',
    reference: `${FILE}, VirtQueue::add, should_notify`,
  },
};
