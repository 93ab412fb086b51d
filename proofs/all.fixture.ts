import type { Proof } from 'ringproof';
import { roundTrip } from './memory/round-trip.proof.ts';
import { addUsedAtomic, addUsedValid } from './split/add-used-errors.proof.ts';
import { addUsedOrder } from './split/add-used-order.proof.ts';
import { addUsed } from './split/add-used.proof.ts';
import { usedNotification, usedNotificationFlags } from './split/used-notification.proof.ts';

/** Every proof on the device side of a split queue. */
export const SPLIT_DEVICE_PROOFS: readonly Proof[] = [
  addUsed,
  addUsedAtomic,
  addUsedOrder,
  addUsedValid,
  usedNotification,
  usedNotificationFlags,
];

/** Every proof about no model. */
export const PLAIN_PROOFS: readonly Proof[] = [roundTrip];
