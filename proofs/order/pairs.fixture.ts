import type { Model } from 'ringproof';
import { protocolOf } from 'ringproof/virtio/protocol';
import { firecracker } from '../../models/firecracker/index.ts';
import { linuxDriver } from '../../models/linux-driver/index.ts';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { specDriver } from '../../models/spec-driver/index.ts';
import { spec } from '../../models/spec/index.ts';
import { virtioDrivers } from '../../models/virtio-drivers/index.ts';
import type { Row } from './broken.fixture.ts';

const DRIVERS: readonly Model[] = [specDriver, linuxDriver, virtioDrivers];
const DEVICES: readonly Model[] = [spec, rustVmm, firecracker];

/** Episodes of which all of these pairs have both sides, and what all find where no side has a mistake: see `Row`. */
const EPISODES = ['kick', 'kick-flags', 'kick-consumed', 'interrupt', 'interrupt-flags'];

/** What is found because of one side: by the names of a driver and a device, `*` for any. */
const FOUND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Without EVENT_IDX, the device says that it may wait without a look.
  '* firecracker': { 'kick-flags': 'RRRRR' },
  // Indices are compared without the wrap; no full fence comes before a look at what the device asks for, nor after asking it.
  'virtio-drivers *': {
    kick: 'RRRRR',
    'kick-flags': 'PRRRR',
    interrupt: 'PRRRR',
    'interrupt-flags': 'PRRRR',
  },
  // The same mistake does no harm with devices that, without EVENT_IDX, always notify.
  'virtio-drivers rust-vmm': { 'interrupt-flags': 'PPPPP' },
  'virtio-drivers firecracker': { 'kick-flags': 'RRRRR', 'interrupt-flags': 'PPPPP' },
};

/** Real drivers with real devices, each with each. Nothing is asked of Linux's barriers under C11. */
export const PAIRS: readonly Row[] = DRIVERS.flatMap((driver) =>
  DEVICES.map((device) => pairOf(driver, device)),
);

function pairOf(driver: Model, device: Model): Row {
  const found = {
    ...FOUND[`* ${device.name}`],
    ...FOUND[`${driver.name} *`],
    ...FOUND[`${driver.name} ${device.name}`],
  };
  const verdicts = EPISODES.map((episode): [string, string] => {
    const verdict = found[episode] ?? 'PPPPP';
    return [`order/${episode}`, driver === linuxDriver ? `${verdict.slice(0, 4)}?` : verdict];
  });
  return {
    ...{ what: `${driver.name} with ${device.name}`, model: protocolOf(driver, device) },
    verdicts: Object.fromEntries(verdicts),
  };
}
