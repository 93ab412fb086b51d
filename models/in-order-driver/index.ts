import { bool, powerOfTwo, u16, u32, u64, type Domain } from 'ringproof';
import { AREA_STARTS } from 'ringproof/virtio/split';
import { areAllocated, driverModel, splitDriver, type SplitDriverModel } from 'ringproof/virtio/split-driver';
import { InOrderDriver } from './driver.ts';
import { isConsistent, isKept, NONE, TABLES, type InOrderFields } from './state.ts';

/** The driver with IN_ORDER, of instances that a function makes. */
export function inOrderDriverModel(
  instance: (domain: Domain, fields: InOrderFields) => InOrderDriver,
): SplitDriverModel {
  return driverModel({
    tables: TABLES,
    negotiatesEventIdx: true,
    negotiatesInOrder: true,
    state: {
      size: powerOfTwo(),
      eventIdx: bool(),
      indirectDesc: bool(),
      inOrder: bool(),
      descTable: u64({ multipleOf: 16 }),
      availRing: u64({ multipleOf: 2 }),
      usedRing: u64({ multipleOf: 4 }),
      isSetUp: bool(),
      isLive: bool(),
      numFree: u16({ max: 32768 }),
      nextFree: u16({ max: 32767 }),
      oldest: u16({ max: 32767 }),
      first: u16({ max: 32767 }),
      end: u16({ max: 32767 }),
      nextAvail: u16(),
      published: u16(),
      numAdded: u16(),
      addedAll: bool(),
      lastUsed: u16(),
      batchEnd: u16(),
      batchLen: u32(),
      isBroken: bool(),
    },
    phases: {
      active: {
        fields: { isSetUp: true, inOrder: true, ...AREA_STARTS },
        premise: areAllocated,
        holds: isConsistent,
      },
    },
    instance,
    view: (state) => state,
    make: (domain, setUp) => {
      const made = InOrderDriver.makeInOrder(domain, setUp);
      return made.ok ? { ok: true, value: instance(domain, made.value) } : made;
    },
    operations: {
      setUp: (driver, host) => driver.setUp(host),
      start: (driver) => driver.start(),
      add: (driver, host, buffers) => driver.add(host, buffers),
      addIndirect: (driver, host, buffers) => driver.addIndirect(host, buffers),
      publish: (driver, host) => driver.publish(host),
      shouldKick: (driver, host) => driver.shouldKick(host),
      collect: (driver, host) => driver.collect(host),
      enableUsed: (driver, host) => driver.enableUsed(host),
      disableUsed: (driver, host) => driver.disableUsed(host),
      reset: (driver, host, isComplete) => driver.reset(host, isComplete),
    },
    books: {
      each: isKept,
      descriptor: ({ tables }, index) => ({
        isLent: tables.owner.at(index).ne(NONE),
        head: tables.owner.at(index),
      }),
      chain: ({ tables }, head) => ({
        isOutstanding: tables.count.at(head).ne(0),
        count: tables.count.at(head),
        writable: tables.writable.at(head),
        added: tables.added.at(head),
      }),
    },
  });
}

/** The specification's driver, of devices that use buffers in order alone. */
export const inOrderDriver = splitDriver.implement(
  { name: 'in-order-driver', source: 'VIRTIO 1.3, 2.7 Split Virtqueues, with VIRTIO_F_IN_ORDER (2.7.9)' },
  inOrderDriverModel((domain, fields) => new InOrderDriver(domain, fields)),
);
