import { ModelKind } from '../../proof/model.ts';
import { boundDriver } from './bound-driver.ts';
import { driverPairing } from './compared.ts';
import { familyOf } from './family.ts';
import type { SplitDriver, SplitDriverModel } from './interface.ts';
import { memberNames } from './open-driver.ts';
import { MOST_BUFFERS } from './any-driver.ts';
import { splitDriverProofs } from './own-proofs.ts';

/** The driver side of split queues: `splitDriver.implement(info, driverModel({ … }))` declares a model of it. */
export const splitDriver = new ModelKind<SplitDriver, SplitDriverModel>('split-driver', {
  side: 'driver',
  bind: boundDriver,
  members: memberNames,
  ownProofs: splitDriverProofs,
  bound: () => ({ what: 'a chain', limit: `${MOST_BUFFERS} buffers` }),
  family: familyOf,
  pairing: driverPairing,
});
