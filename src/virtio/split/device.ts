import { ModelKind } from '../../proof/model.ts';
import { boundDevice, memberNames } from './bound-device.ts';
import { splitCalls } from './calls.ts';
import { splitPairing } from './compared.ts';
import { compiledExporters } from './compiled/export/exporters.ts';
import { splitFamily } from './family.ts';
import type { SplitDevice, SplitDeviceModel } from './interface.ts';
import { splitDeviceProofs } from './own-proofs.ts';
import { splitRecordings } from './recordings/adapter.ts';

/** The device side of split queues: `splitDevice.implement(info, { make, queue, walk })` declares a model of it. */
export const splitDevice = new ModelKind<SplitDevice, SplitDeviceModel>('split-device', {
  bind: boundDevice,
  members: memberNames,
  ownProofs: splitDeviceProofs,
  bound: ({ memoryMap }) =>
    memoryMap === undefined
      ? null
      : {
          what: 'guest memory',
          limit: `maps whose regions begin and end at multiples of ${memoryMap.multipleOf}`,
        },
  family: ({ compiled }) =>
    compiled === undefined
      ? splitFamily
      : { ...splitFamily, exporters: { ...splitFamily.exporters, ...compiledExporters(compiled) } },
  calls: splitCalls,
  pairing: splitPairing,
  recordings: splitRecordings,
});
