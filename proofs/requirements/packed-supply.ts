import type { Requirement } from './requirement.ts';
import { NO_PACKED_PROOFS } from './reasons.ts';

/** Packed rings: handing buffers over and taking them back, as the driver does. */
export const PACKED_SUPPLY: Readonly<Record<string, Requirement>> = {
  'packed.notification.driver.must-set-next-off-and-wrap': {
    section: '2.8.16',
    level: 'MUST',
    role: 'driver',
    ring: 'packed',
    text: 'A notification that carries data names the position, and the wrap counter, of the next descriptor to come.',
    unanswered: NO_PACKED_PROOFS,
  },
  'packed.notification.driver.may-send-multiple-without-new': {
    section: '2.8.16',
    level: 'MAY',
    role: 'driver',
    ring: 'packed',
    text: 'The driver can notify again with nothing new in the ring.',
    unanswered: NO_PACKED_PROOFS,
  },
  'packed.supply.driver.may-batch-descriptors': {
    section: '2.8.21.1',
    level: 'MAY',
    role: 'driver',
    ring: 'packed',
    text: 'Many descriptors can be written before the first of them becomes available.',
    unanswered: NO_PACKED_PROOFS,
  },
  'packed.supply.driver.must-barrier-before-flags': {
    section: '2.8.21.1.1',
    level: 'MUST',
    role: 'driver',
    ring: 'packed',
    text: 'All else of a list is visible before the flags that make it available.',
    unanswered: NO_PACKED_PROOFS,
  },
  'packed.supply.driver.must-barrier-before-reading-device-event': {
    section: '2.8.21.3.1',
    level: 'MUST',
    role: 'driver',
    ring: 'packed',
    text: 'A full barrier stands between making a list available and looking whether to notify.',
    unanswered: NO_PACKED_PROOFS,
  },
  'packed.receive.driver.may-disable-used-notifications': {
    section: '2.8.22',
    level: 'MAY',
    role: 'driver',
    ring: 'packed',
    text: 'While it works through used buffers, a driver can switch notifications off; it looks once more after switching them on.',
    unanswered: NO_PACKED_PROOFS,
  },
};
