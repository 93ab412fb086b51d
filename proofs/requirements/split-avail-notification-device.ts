import type { Requirement } from './requirement.ts';
import { FRONT_END, OF_QUEUES_ALONE } from './queues-alone.ts';

/** Split rings: notifications of available buffers, as a device asks for them. */
export const SPLIT_AVAIL_NOTIFICATION_DEVICE: Readonly<Record<string, Requirement>> = {
  'split.avail-notification.device.must-set-flags-0-or-1': {
    section: '2.7.10.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'Without EVENT_IDX, the used ring’s flags hold 0 or 1.',
    proofs: [
      'split/enable-notification-flags',
      'split/disable-notification',
      'split/add-used: only the element and idx change',
      'split/pop: no byte changes',
      'split/used-notification-accesses: it writes nothing',
    ],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.avail-notification.device.may-set-flags-1': {
    section: '2.7.10.2',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'Without EVENT_IDX, a device that wants no notifications can set flags to 1.',
    proofs: ['split/disable-notification: flags are 1'],
    copes: ['driver/kick-flags: with flags 1, it is not'],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.avail-notification.device.must-set-flags-0-with-event-idx': {
    section: '2.7.10.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'With EVENT_IDX, the used ring’s flags hold 0.',
    proofs: [
      'split/event-idx-flags',
      'split/disable-notification',
      'split/add-used: only the element and idx change',
      'split/pop: no byte changes',
      'split/used-notification-accesses: it writes nothing',
    ],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.avail-notification.device.may-use-avail-event': {
    section: '2.7.10.2',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'With EVENT_IDX, the device names in avail_event the entry that it wants to be notified of.',
    proofs: ['split/enable-notification'],
    copes: [
      'split/no-lost-kick: the driver notifies',
      'driver/kick-event-idx: if avail_event is among them, the device is notified',
    ],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.avail-notification.device.must-handle-spurious': {
    section: '2.7.10.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'A notification with no new entry in the available ring changes nothing and is no error.',
    proofs: [
      'split/pop: an empty ring is no error',
      'split/pop: an empty ring gives no chain',
      'split/pop: an empty ring leaves next_avail',
      'split/pop: no byte changes',
      'handler/spurious',
    ],
    unanswered: { vring: FRONT_END },
  },
};
