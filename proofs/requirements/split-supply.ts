import type { Requirement } from './requirement.ts';
import { OF_QUEUES_ALONE } from './queues-alone.ts';

/** Split rings: handing buffers over and taking them back. */
export const SPLIT_SUPPLY: Readonly<Record<string, Requirement>> = {
  'split.supply.driver.may-batch-chains': {
    section: '2.7.13',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'Several chains can be written before any of them is published.',
    proofs: ['driver/add-unpublished'],
    copes: ['split/pop: a usable chain is taken'],
  },
  'split.supply.driver.may-write-ring-entry-naively': {
    section: '2.7.13.2',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'The simplest driver writes one head into the entry at idx and then publishes it.',
    proofs: ['driver/add-unpublished'],
    copes: ['split/pop: a usable chain is taken'],
  },
  'split.supply.driver.may-add-many-before-idx-update': {
    section: '2.7.13.2',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'One store of idx can publish any number of entries that were added before.',
    proofs: ['driver/add-unpublished', 'driver/publish: idx is the index of the next entry'],
    copes: ['split/pop: a usable chain is taken'],
  },
  'split.supply.device.may-access-immediately': {
    section: '2.7.13.3',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'What idx covers can be taken at once, notified or not.',
    proofs: ['split/pop: a usable chain is taken', 'split/pop-order', 'split/iterate'],
    copes: [
      'driver/publish-order: idx is stored with release, or after a release fence',
      'driver/publish-order: nothing is written after idx',
      'driver/collect: a used chain is not refused',
    ],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.supply.driver.must-barrier-before-avail-idx': {
    section: '2.7.13.3.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Descriptors, tables and ring entries are visible before the idx that publishes them.',
    proofs: ['driver/publish-order', 'driver/publish-order: nothing is written after idx'],
  },
  'split.supply.device.may-suppress-notifications': {
    section: '2.7.13.4',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'A device that looks at the ring anyway can ask not to be notified.',
    proofs: ['split/disable-notification'],
    copes: ['driver/kick-flags: with flags 1, it is not', 'driver/kick-flags: no other field changes'],
    unanswered: OF_QUEUES_ALONE,
  },
  'split.supply.driver.must-barrier-before-reading-suppression': {
    section: '2.7.13.4.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Between publishing and looking whether to notify stands a full barrier; the device has its mirror image.',
    proofs: ['driver/publish-order'],
  },
  'split.receive.driver.may-disable-used-notifications': {
    section: '2.7.14',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'While it works through the used ring, a driver can switch notifications off; it looks once more after switching them on.',
    proofs: [
      'driver/disable-used: without, flags are 1',
      'driver/enable-used: it waits exactly if no element is there',
      'driver/enable-used: it looks after it has asked, before it waits',
    ],
    copes: [
      'split/used-notification-flags: flags 1 suppresses the notification',
      'split/no-lost-interrupt: the device notifies',
    ],
  },
};
