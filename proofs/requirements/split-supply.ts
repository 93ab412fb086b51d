import type { Requirement } from './requirement.ts';

/** Split rings: handing buffers over and taking them back. */
export const SPLIT_SUPPLY: Readonly<Record<string, Requirement>> = {
  'split.supply.driver.may-batch-chains': {
    section: '2.7.13',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'Several chains can be written before any of them is published.',
  },
  'split.supply.driver.may-write-ring-entry-naively': {
    section: '2.7.13.2',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'The simplest driver writes one head into the entry at idx and then publishes it.',
  },
  'split.supply.driver.may-add-many-before-idx-update': {
    section: '2.7.13.2',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'One store of idx can publish any number of entries that were added before.',
  },
  'split.supply.device.may-access-immediately': {
    section: '2.7.13.3',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'What idx covers can be taken at once, notified or not.',
    proofs: ['split/pop: a usable chain is taken', 'split/pop-order', 'split/iterate'],
  },
  'split.supply.driver.must-barrier-before-avail-idx': {
    section: '2.7.13.3.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Descriptors, tables and ring entries are visible before the idx that publishes them.',
  },
  'split.supply.device.may-suppress-notifications': {
    section: '2.7.13.4',
    level: 'MAY',
    role: 'device',
    ring: 'split',
    text: 'A device that looks at the ring anyway can ask not to be notified.',
    proofs: ['split/disable-notification'],
  },
  'split.supply.driver.must-barrier-before-reading-suppression': {
    section: '2.7.13.4.1',
    level: 'MUST',
    role: 'driver',
    ring: 'split',
    text: 'Between publishing and looking whether to notify stands a full barrier; the device has its mirror image.',
  },
  'split.receive.driver.may-disable-used-notifications': {
    section: '2.7.14',
    level: 'MAY',
    role: 'driver',
    ring: 'split',
    text: 'While it works through the used ring, a driver can switch notifications off; it looks once more after switching them on.',
  },
};
