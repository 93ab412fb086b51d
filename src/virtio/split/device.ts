import { ModelKind } from '../../proof/model.ts';
import { boundDevice, memberNames } from './bound-device.ts';
import { splitCalls } from './calls.ts';
import { splitPairing } from './compared.ts';
import { splitFamily } from './family.ts';
import type { SplitDevice, SplitDeviceModel } from './interface.ts';
import { splitDeviceProofs } from './own-proofs.ts';
import { splitRecordings } from './recordings/adapter.ts';

/** The device side of split queues: `splitDevice.implement(info, { make, queue, walk })` declares a model of it. */
export const splitDevice = new ModelKind<SplitDevice, SplitDeviceModel>('split-device', {
  bind: boundDevice,
  members: memberNames,
  ownProofs: splitDeviceProofs,
  family: splitFamily,
  calls: splitCalls,
  pairing: splitPairing,
  recordings: splitRecordings,
});
