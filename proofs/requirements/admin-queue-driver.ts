import type { Requirement } from './requirement.ts';
import { NO_ADMIN_QUEUE } from './reasons.ts';

/** Administration queues: the driver. */
export const ADMIN_QUEUE_DRIVER: Readonly<Record<string, Requirement>> = {
  'admin-queue.driver.may-supply-longer-buffers': {
    section: '2.13.2',
    level: 'MAY',
    role: 'driver',
    ring: 'config',
    text: 'The buffers of a command can be longer than expected.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.should-supply-whole-command': {
    section: '2.13.2',
    level: 'SHOULD',
    role: 'driver',
    ring: 'config',
    text: 'The readable part of a command is at least as long as its structure.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.must-supply-multiple-of-64-bit': {
    section: '2.13.2',
    level: 'MUST',
    role: 'driver',
    ring: 'config',
    text: 'Both parts of a command are a whole number of 64-bit words long.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.must-not-assume-initialized': {
    section: '2.13.2',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'config',
    text: 'The driver does not count on the whole answer having been written.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.must-treat-rest-as-zero': {
    section: '2.13.2',
    level: 'MUST',
    role: 'driver',
    ring: 'config',
    text: 'What the device did not write of an answer counts as zero.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.must-order-across-queues': {
    section: '2.13.2',
    level: 'MUST',
    role: 'driver',
    ring: 'both',
    text: 'Where commands on different administration queues depend on each other, the driver orders them.',
    unanswered: NO_ADMIN_QUEUE,
  },
  'admin-queue.driver.should-retry-eagain': {
    section: '2.13.2',
    level: 'SHOULD',
    role: 'driver',
    ring: 'config',
    text: 'A command that asks to be tried again is tried again.',
    unanswered: NO_ADMIN_QUEUE,
  },
};
