import { linuxDriver } from '../../../../models/linux-driver/index.ts';
import { virtioDrivers } from '../../../../models/virtio-drivers/index.ts';
import { addIndirectTable } from '../../../../proofs/driver/add-indirect.proof.ts';
import { add, addRefused } from '../../../../proofs/driver/add.proof.ts';
import { collect } from '../../../../proofs/driver/collect.proof.ts';
import { kickItself } from '../../../../proofs/driver/kick-itself.proof.ts';
import { kickEvent } from '../../../../proofs/driver/kick.proof.ts';
import { lyingDevice } from '../../../../proofs/driver/lying-device.proof.ts';
import { disableUsed, enableUsed } from '../../../../proofs/driver/suppression.proof.ts';
import { write } from '../../../export/write.ts';
import type { Model } from '../../../index.ts';
import type { SavedStart } from '../../../replay/rebuild.ts';
import { toWrite, type WrittenCase } from '../../split/export/cases.fixture.ts';

type Bytes = Readonly<Record<string, string>>;

/** A counterexample of a driver, or a state from which it keeps what is asked. */
export interface DriverWritten extends WrittenCase {
  readonly model: Model;
}

function runs(bytes: Bytes): SavedStart['memory'][number]['bytes'] {
  return Object.entries(bytes).map(([addr, hex]) => ({ addr, hex }));
}

/** A start with three areas, in one region of `size` bytes; what is not said is 0. `acts`: the bytes at each access of the driver. */
export function driverFrom(
  size: string,
  inputs: SavedStart['inputs'],
  bytes: Bytes = {},
  acts: readonly Bytes[] = [],
): SavedStart {
  const areas = {
    'driver.desc_table': '0x1000',
    'driver.avail_ring': '0x2000',
    'driver.used_ring': '0x3000',
  };
  return {
    inputs: { ...areas, ...inputs },
    memory: [
      { name: 'memory', regions: [{ base: '0x1000', size }], bytes: runs(bytes) },
      ...acts.map((act, i) => ({ name: `memory/driver${i + 1}`, regions: [], bytes: runs(act) })),
    ],
  };
}

/** Two buffers of 2^32 + 1 bytes together, the first free descriptor 0 and the next one 1. */
const TOO_LONG = {
  ...{ 'buffer0.is_there': true, 'buffer0.length': '2', 'buffer1.is_there': true },
  ...{ 'buffer1.address': '0x12345678', 'buffer1.length': '4294967295' },
};
const TWO_FREE = {
  ...{ 'driver.size': '2', 'driver.num_free': '2', 'private.link.1': '1', 'private.next.1': '1' },
  'private.order.1': '1',
};
/** A chain of one descriptor is lent. */
const LENT = { 'private.kind.1': '1', 'private.data.1': '1' };
/** Of two chains of one descriptor, the first is used, and the device sets NEXT of its descriptor. */
const LIE = { '0x100c': '01', '0x3002': '01' };

/** Of each finding of the Linux driver, and of all that its tests call. */
export const LINUX: readonly DriverWritten[] = [
  {
    ...{ model: linuxDriver, proof: add, assertion: 'there are at most 2^32 bytes' },
    start: driverFrom('0x2020', { ...TWO_FREE, ...TOO_LONG }),
  },
  {
    ...{ model: linuxDriver, proof: addIndirectTable },
    assertion: 'there are no more descriptors than the queue has',
    start: driverFrom('0x3020', { ...TOO_LONG, 'driver.num_free': '1', indirect_table: '0x4000' }),
  },
  {
    ...{ model: linuxDriver, proof: collect, assertion: 'there are no more bytes than were lent' },
    start: driverFrom('0x2010', LENT, { '0x3003': '01', '0x3008': '01' }),
  },
  {
    ...{
      model: linuxDriver,
      proof: kickItself,
      assertion: 'where a chain is refused and flags are 1, it is not',
    },
    start: driverFrom('0x2010', { 'buffer0.is_there': true }, { '0x3000': '01' }),
  },
  {
    ...{ model: linuxDriver, proof: lyingDevice, assertion: 'its descriptors are freed' },
    start: driverFrom(
      '0x2040',
      { ...LENT, 'driver.size': '2', 'driver.next_avail': '2', 'private.next.1': '1' },
      { '0x3002': '01' },
      Array.from({ length: 8 }, () => LIE),
    ),
  },
  {
    ...{ model: linuxDriver, proof: kickEvent },
    assertion: 'if avail_event is among them, the device is notified',
    start: driverFrom('0x2010', { 'driver.num_added': '2', 'driver.next_avail': '1' }, { '0x300c': 'ffff' }),
  },
  {
    ...{ model: linuxDriver, proof: enableUsed, assertion: 'or has flags 0' },
    start: driverFrom('0x2010', { 'driver.avail_flags_shadow': '1' }, { '0x2000': '01' }),
  },
  {
    ...{ model: linuxDriver, proof: disableUsed, assertion: 'without, flags are 1' },
    start: driverFrom('0x2010', {}),
  },
];

/** Of the crate virtio-drivers: what its tests call, with a table and a device that writes in between. */
export const VIRTIO_DRIVERS: readonly DriverWritten[] = [
  {
    ...{ model: virtioDrivers, proof: addIndirectTable, assertion: 'there are at most 2^32 bytes' },
    start: driverFrom('0x3020', {
      ...{ ...TOO_LONG, 'driver.size': '2', indirect_table: '0x4000', 'private.link.1': '1' },
      ...{ 'private.next.1': '1', 'private.order.1': '1' },
    }),
  },
  {
    ...{ model: virtioDrivers, proof: addRefused, assertion: 'what may be added and fits is not refused' },
    start: driverFrom('0x2010', { 'buffer0.is_there': true }),
  },
  {
    ...{ model: virtioDrivers, proof: lyingDevice, assertion: 'what is collected was outstanding' },
    // idx is 256 at the first look, and 1 at the second one.
    start: driverFrom('0x2010', {}, {}, [
      { '0x3003': '01' },
      {},
      ...Array.from({ length: 4 }, () => ({ '0x3002': '01' })),
    ]),
  },
  {
    ...{ model: virtioDrivers, proof: kickEvent },
    assertion: 'if avail_event is among them, the device is notified',
    start: driverFrom('0x2010', { 'driver.num_added': '2' }, { '0x300c': 'feff' }),
  },
  {
    ...{ model: virtioDrivers, proof: enableUsed },
    assertion: 'a full fence stands between asking and looking, before it waits',
    start: driverFrom('0x2010', {}, { '0x2000': '01' }),
  },
];

export function writtenAs(form: string, { model, ...one }: DriverWritten): string {
  return write(form, toWrite(one, model));
}
