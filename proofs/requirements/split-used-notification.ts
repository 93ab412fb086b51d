import type { Requirement } from './requirement.ts';
import { FRONT_END, OF_QUEUES_ALONE } from './queues-alone.ts';
import { NO_IN_ORDER_HANDLER } from './reasons.ts';

/** Split rings: notifications of used buffers, as a device sends them. */
export const SPLIT_USED_NOTIFICATION: Readonly<Record<string, Requirement>> = {
  'split.used-notification.device.must-ignore-used-event-without-event-idx': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'Without EVENT_IDX, what stands in used_event has no influence.',
    proofs: ['split/used-notification-always'],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.used-notification.device.should-not-notify-when-flags-1': {
    section: '2.7.7.2',
    level: 'SHOULD NOT',
    role: 'device',
    ring: 'split',
    text: 'Without EVENT_IDX, a driver that set flags to 1 is left in peace.',
    proofs: ['split/used-notification-flags', 'handler/wanted'],
    unanswered: { vring: FRONT_END },
  },
  'split.used-notification.device.must-notify-when-flags-0': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'Without EVENT_IDX, a driver whose flags are 0 is notified of every used buffer.',
    proofs: [
      'split/used-notification-always',
      'split/used-notification-flags-fence',
      'handler/signalled: an element without a decision gets one in a run that comes by itself',
      'handler/signalled: one before a failure gets one in a run that comes by itself',
      'handler/signalled: what is not decided on yet will be',
    ],
    unanswered: { vring: FRONT_END },
  },
  'split.used-notification.device.must-ignore-flags-bit0-with-event-idx': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'With EVENT_IDX, the low bit of flags has no influence.',
    proofs: ['split/used-notification'],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.used-notification.device.must-notify-when-used-event-matches': {
    section: '2.7.7.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'With EVENT_IDX, the driver is notified once the element whose index stands in used_event was added.',
    proofs: [
      'split/used-notification',
      'split/used-notification-count',
      'split/used-notification-overflow',
      'split/used-notification-fence',
      'split/no-lost-interrupt',
      'handler/event-idx',
    ],
    unanswered: { vring: FRONT_END },
  },
  'split.used-notification.device.should-not-notify-when-used-event-differs': {
    section: '2.7.7.2',
    level: 'SHOULD NOT',
    role: 'device',
    ring: 'split',
    text: 'With EVENT_IDX, a driver that waits for another element is left in peace.',
    proofs: ['split/used-notification', 'split/used-notification-once', 'handler/event-idx'],
    unanswered: { vring: FRONT_END },
  },
  'in-order.device.must-use-in-available-order': {
    section: '6.2',
    level: 'MUST',
    role: 'device',
    ring: 'both',
    text: 'With IN_ORDER, buffers are returned in the order in which they were made available.',
    proofs: ['split/in-order-turn', 'split/in-order-write', 'split/in-order-batch'],
    unanswered: { handler: NO_IN_ORDER_HANDLER, vring: FRONT_END },
  },
};
