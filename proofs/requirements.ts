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
  'split.used.device.must-set-len-before-idx': {
    section: '2.7.8.2',
    level: 'MUST',
    role: 'device',
    text: 'An element of the used ring is complete before idx lets the driver see it.',
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
};
