import type { Requirement } from './requirement.ts';

/** Split rings: notifications of available buffers, as a driver sends them. */
export const SPLIT_AVAIL_NOTIFICATION_DRIVER: Readonly<Record<string, Requirement>> = {
  'split.avail.driver.must-not-decrement-avail-idx': {
    section: '2.7.6.1',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'What idx of the available ring has covered is never taken back.',
    proofs: [
      'driver/publish-order',
      'driver/publish',
      'driver/looking-writes-nothing: no byte changes',
      'driver/enable-used: only flags and used_event change',
      'driver/disable-used: only flags and used_event change',
    ],
  },
  'split.avail-notification.driver.must-init-used-flags-0': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'A new used ring starts with flags 0.',
    proofs: ['driver/set-up', 'driver/reset'],
  },
  'split.avail-notification.driver.must-ignore-avail-event-without-event-idx': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Without EVENT_IDX, what stands in avail_event has no influence.',
    proofs: ['driver/kick-flags'],
  },
  'split.avail-notification.driver.should-not-notify-when-flags-1': {
    section: '2.7.10.1',
    level: 'SHOULD NOT',
    role: 'driver',
    ring: 'split',
    text: 'Without EVENT_IDX, a device that set flags to 1 is not notified.',
    proofs: ['driver/kick-flags'],
  },
  'split.avail-notification.driver.must-notify-when-flags-0': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Without EVENT_IDX, a device whose flags are 0 is notified of all that is made available.',
    proofs: [
      'driver/kick-flags',
      'driver/publish',
      'driver/publish: that it is 65536 entries or more is known',
    ],
  },
  'split.avail-notification.driver.must-ignore-flags-bit0-with-event-idx': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'With EVENT_IDX, the low bit of the used ring’s flags has no influence.',
    proofs: ['driver/kick-event-idx'],
  },
  'split.avail-notification.driver.must-notify-when-avail-event-matches': {
    section: '2.7.10.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'With EVENT_IDX, the device is notified once the entry whose index stands in avail_event was made available.',
    proofs: ['driver/kick-event-idx', 'driver/publish', 'driver/publish: what is published is counted'],
  },
  'split.avail-notification.driver.should-not-notify-when-avail-event-differs': {
    section: '2.7.10.1',
    level: 'SHOULD NOT',
    role: 'driver',
    ring: 'split',
    text: 'With EVENT_IDX, a device that waits for another entry is not notified.',
    proofs: ['driver/kick-event-idx', 'driver/publish: what is published is counted'],
  },
};
