import type { Requirement } from './requirement.ts';
import { OF_QUEUES_ALONE } from './queues-alone.ts';

/** Split rings: tables of indirect descriptors. */
export const SPLIT_INDIRECT: Readonly<Record<string, Requirement>> = {
  'split.indirect.driver.must-not-set-indirect-unless-negotiated': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'No descriptor refers to a table unless the feature was negotiated.',
  },
  'split.indirect.driver.must-not-nest-indirect': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'No descriptor of an indirect table refers to another table.',
    proofs: ['driver/add-indirect-table'],
  },
  'split.indirect.driver.must-not-exceed-queue-size': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'No chain has more descriptors than the queue has entries.',
  },
  'split.indirect.driver.must-not-set-indirect-and-next': {
    section: '2.7.5.3.1',
    level: 'MUST NOT',
    role: 'driver',
    ring: 'split',
    text: 'No descriptor that refers to a table is followed by another one.',
    proofs: ['driver/add-indirect'],
  },
  'split.indirect.driver.must-be-sequential-when-in-order': {
    section: '2.7.5.3.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'With IN_ORDER, the entries of an indirect table are linked one after the other: 1, 2 and so on.',
    proofs: ['driver/in-order-table'],
  },
  'split.indirect.device.must-ignore-write-flag-on-indirect': {
    section: '2.7.5.3.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'The WRITE flag of a descriptor that refers to a table has no influence: only those within the table count.',
    proofs: ['chain/write-flag-ignored'],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.indirect.device.must-handle-direct-then-indirect': {
    section: '2.7.5.3.2',
    level: 'MUST',
    role: 'device',
    ring: 'split',
    text: 'A chain may begin with any number of direct descriptors, none included, before one that refers to a table.',
    proofs: ['chain/direct-then-indirect', 'chain/agrees-with-specification'],
    unanswered: OF_QUEUES_ALONE,
  },
};
