import { powerOfTwo, u16, u64 } from 'ringproof';
import { AREA_STARTS } from 'ringproof/virtio/split';
import {
  areAllocated,
  driverModel,
  LENDING,
  lentChain,
  lentDescriptor,
  ring,
  splitDriver,
} from 'ringproof/virtio/split-driver';
import { findings } from './findings.ts';
import { isKept, type VirtqFields } from './state.ts';
import { Virtq } from './virtq.ts';

/** Zephyr's driver side of virtqueues: free descriptors on a stack, chains linked in shared memory. */
export const zephyrDriver = splitDriver.implement(
  {
    name: 'zephyr-driver',
    source: 'Zephyr, drivers/virtio: virtqueue.c at 1fd7e29, virtio_common.c at 1160ae9',
    findings,
  },
  driverModel({
    tables: { ...LENDING },
    state: {
      num: powerOfTwo(),
      desc: u64({ multipleOf: 16 }),
      avail: u64({ multipleOf: 2 }),
      used: u64({ multipleOf: 4 }),
      last_used_idx: u16(),
      free_desc_n: u16(),
      stack_depth: u16(),
      avail_idx: u16(),
      num_added: u16(),
    },
    phases: {
      active: {
        fields: {
          desc: AREA_STARTS.descTable,
          avail: AREA_STARTS.availRing,
          used: AREA_STARTS.usedRing,
          free_desc_n: { max: 32768 },
          stack_depth: { same: 'free_desc_n' },
        },
        premise: (virtq, memory) => areAllocated(placeOf(virtq), memory),
        holds: (virtq, memory) =>
          virtq.free_desc_n
            .le(virtq.num)
            .and(memory.peekWord(ring.availIdx(placeOf(virtq)), 16).eq(virtq.avail_idx)),
      },
    },
    instance: (domain, fields) => new Virtq(domain, fields),
    view: (virtq, domain) => ({
      ...placeOf(virtq),
      // Devices’ drivers can set bits of their device alone, and neither of these is set for all.
      eventIdx: domain.bool(false),
      indirectDesc: domain.bool(false),
      isSetUp: domain.bool(true),
      numFree: virtq.free_desc_n,
      nextAvail: virtq.avail_idx,
      published: virtq.avail_idx,
      numAdded: virtq.num_added,
      lastUsed: virtq.last_used_idx,
    }),
    make: (domain, setUp) => {
      const made = Virtq.create(domain, setUp);
      return made.ok ? { ok: true, value: new Virtq(domain, made.value) } : made;
    },
    operations: {
      setUp: (virtq, host) => virtq.setUp(host),
      add: (virtq, host, buffers) => virtq.addBufferChain(host, buffers),
      shouldKick: (virtq) => virtq.notify(),
      collect: (virtq, host) => virtq.receive(host),
    },
    books: {
      each: isKept,
      descriptor: ({ domain, tables }, index) => lentDescriptor(domain, tables, index),
      chain: ({ domain, tables }, head) => lentChain(domain, tables, head),
    },
  }),
);

function placeOf({ num, desc, avail, used }: VirtqFields) {
  return { size: num, descTable: desc, availRing: avail, usedRing: used };
}
