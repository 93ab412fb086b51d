import type { Requirement } from './requirement.ts';
import { NO_DEVICE_PARTS } from './reasons.ts';

/** Stopping a device to read or set its parts. */
export const DEVICE_PARTS: Readonly<Record<string, Requirement>> = {
  'device-parts.device.must-not-access-queue-memory-while-stopped': {
    section: '2.12.1.4.4.1',
    level: 'MUST NOT',
    role: 'device',
    ring: 'both',
    text: 'A stopped device touches neither the memory of a queue nor what its descriptors refer to.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.must-not-notify-while-stopped': {
    section: '2.12.1.4.4.1',
    level: 'MUST NOT',
    role: 'device',
    ring: 'both',
    text: 'A stopped device sends no notification, neither of a queue nor of its configuration.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.must-write-back-observed-before-stop': {
    section: '2.12.1.4.4.1',
    level: 'MUST',
    role: 'device',
    ring: 'both',
    text: 'Before the command that stops it completes, the device has returned the descriptors of all buffers that it had observed.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.must-accept-notifications-while-stopped': {
    section: '2.12.1.4.4.1',
    level: 'MUST',
    role: 'device',
    ring: 'both',
    text: 'A stopped device still accepts notifications of the driver.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.may-update-parts-while-stopped': {
    section: '2.12.1.4.4.1',
    level: 'MAY',
    role: 'device',
    ring: 'config',
    text: 'Notifications can change the parts of a stopped device.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.should-refuse-set-unless-stopped': {
    section: '2.12.1.4.4.1',
    level: 'SHOULD',
    role: 'device',
    ring: 'config',
    text: 'Parts of a device that is not stopped are not set: the command fails.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.must-complete-stop-when-stopped': {
    section: '2.12.1.4.4.1',
    level: 'MUST',
    role: 'device',
    ring: 'config',
    text: 'To stop a stopped device succeeds.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.device.must-complete-start-when-started': {
    section: '2.12.1.4.4.1',
    level: 'MUST',
    role: 'device',
    ring: 'config',
    text: 'To start a device that is not stopped succeeds.',
    unanswered: NO_DEVICE_PARTS,
  },
  'device-parts.driver.must-stop-before-set': {
    section: '2.12.1.4.4.2',
    level: 'MUST',
    role: 'driver',
    ring: 'config',
    text: 'The driver stops a device before it sets any of its parts.',
    unanswered: NO_DEVICE_PARTS,
  },
};
