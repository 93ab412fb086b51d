import { bool, powerOfTwo, u16, u64, type Domain } from 'ringproof';
import { AREA_STARTS } from 'ringproof/virtio/split';
import {
  areAllocated,
  driverModel,
  outstanding,
  splitDriver,
  type SplitDriverModel,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from './driver.ts';
import { isKept, NONE, TABLES, type DriverFields } from './state.ts';

/** The reference driver, of instances that a function makes. */
export function specDriverModel(
  instance: (domain: Domain, fields: DriverFields) => SpecDriver,
): SplitDriverModel {
  return driverModel({
    tables: TABLES,
    negotiatesEventIdx: true,
    state: {
      size: powerOfTwo(),
      eventIdx: bool(),
      indirectDesc: bool(),
      descTable: u64({ multipleOf: 16 }),
      availRing: u64({ multipleOf: 2 }),
      usedRing: u64({ multipleOf: 4 }),
      isSetUp: bool(),
      isLive: bool(),
      numFree: u16({ max: 32768 }),
      nextAvail: u16(),
      published: u16(),
      numAdded: u16(),
      addedAll: bool(),
      lastUsed: u16(),
      isBroken: bool(),
    },
    phases: {
      active: {
        fields: { isSetUp: true, ...AREA_STARTS },
        premise: areAllocated,
        holds: (state) =>
          state.numFree.le(state.size).and(state.nextAvail.sub(state.published).le(outstanding(state))),
      },
    },
    instance,
    view: (state) => state,
    make: (domain, setUp) => {
      const made = SpecDriver.make(domain, setUp);
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
      }),
    },
  });
}

/** The specification's own driver: what an implementation is compared with. */
export const specDriver = splitDriver.implement(
  { name: 'spec-driver', source: 'VIRTIO 1.3, 2.7 Split Virtqueues' },
  specDriverModel((domain, fields) => new SpecDriver(domain, fields)),
);
