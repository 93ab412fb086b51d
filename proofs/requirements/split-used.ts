import type { Requirement } from './requirement.ts';
import { NO_BUFFERS, NO_WITNESS } from './reasons.ts';

/** Split rings: the used ring, and notifications of used buffers as a driver asks for them. */
export const SPLIT_USED: Readonly<Record<string, Requirement>> = {
  'split.used-notification.driver.must-set-flags-0-or-1': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Without EVENT_IDX, the available ring’s flags hold 0 or 1.',
  },
  'split.used-notification.driver.may-set-flags-1': {
    section: '2.7.7.1',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'Without EVENT_IDX, a driver that wants no notifications can set flags to 1.',
  },
  'split.used-notification.driver.must-set-flags-0-with-event-idx': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'With EVENT_IDX, the available ring’s flags hold 0.',
  },
  'split.used-notification.driver.may-use-used-event': {
    section: '2.7.7.1',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'With EVENT_IDX, the driver can name in used_event the element that it wants to be notified of.',
  },
  'split.used-notification.driver.must-handle-spurious': {
    section: '2.7.7.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'A notification with no new element in the used ring changes nothing and is no error.',
  },
  'split.used.device.must-set-len-before-idx': {
    section: '2.7.8.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'An element of the used ring is complete before idx lets the driver see it.',
    proofs: ['split/add-used-order'],
  },
  'split.used.device.must-write-len-bytes-before-idx': {
    section: '2.7.8.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'The len of an element counts bytes that were written, from the first writable one on without a gap.',
    proofs: ['handler/length-written', 'handler/writes-within: all is written before the chain is returned'],
    unanswered: NO_BUFFERS,
  },
  'split.used.device.may-write-more-than-len': {
    section: '2.7.8.2',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'A device can write more into a buffer than len says.',
    unanswered: { 'split-device': NO_BUFFERS, handler: NO_WITNESS },
  },
  'split.used.driver.must-not-assume-data-beyond-len': {
    section: '2.7.8.3',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'What stands in a buffer after len bytes has no influence on the driver.',
    unanswered: NO_BUFFERS,
  },
  'split.used.driver.should-ignore-data-beyond-len': {
    section: '2.7.8.3',
    level: 'SHOULD',
    role: 'driver',
    ring: 'split',
    text: 'The driver hands up the first len bytes of a buffer and no more.',
    unanswered: NO_BUFFERS,
  },
};
