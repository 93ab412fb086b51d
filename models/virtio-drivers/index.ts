import { bool, powerOfTwo, u16, u64 } from 'ringproof';
import { AREA_STARTS } from 'ringproof/virtio/split';
import {
  areAllocated,
  driverModel,
  lentChain,
  lentDescriptor,
  ring,
  splitDriver,
} from 'ringproof/virtio/split-driver';
import { findings } from './findings.ts';
import { VirtQueue } from './queue.ts';
import { isKept, TABLES, type QueueFields } from './state.ts';
import { writtenInRust } from './written-rust.ts';

/** The driver side of split queues in the Rust crate virtio-drivers: descriptors shadowed and linked in private memory. */
export const virtioDrivers = splitDriver.implement(
  {
    name: 'virtio-drivers',
    source: 'rcore-os/virtio-drivers at 9742c44, src/queue.rs and src/queue/owning.rs',
    findings,
  },
  driverModel({
    tables: TABLES,
    negotiatesEventIdx: true,
    writtenTests: { rust: writtenInRust },
    state: {
      size: powerOfTwo(),
      desc: u64({ multipleOf: 16 }),
      avail: u64({ multipleOf: 2 }),
      used: u64({ multipleOf: 4 }),
      num_used: u16(),
      free_head: u16(),
      avail_idx: u16(),
      last_used_idx: u16(),
      event_idx: bool(),
      indirect: bool(),
      num_added: u16(),
    },
    phases: {
      active: {
        fields: {
          desc: AREA_STARTS.descTable,
          avail: AREA_STARTS.availRing,
          used: AREA_STARTS.usedRing,
          num_used: { max: 32768 },
          free_head: { max: 32767 },
        },
        premise: (queue, memory) => areAllocated(placeOf(queue), memory),
        holds: ({ size, num_used, free_head, event_idx, last_used_idx, ...queue }, memory) => {
          const event = memory.peekWord(ring.usedEvent(placeOf({ size, ...queue })), 16);
          return num_used.le(size).and(free_head.lt(size), event_idx.implies(event.eq(last_used_idx)));
        },
      },
    },
    instance: (domain, fields) => new VirtQueue(domain, fields),
    view: (queue, domain) => ({
      ...placeOf(queue),
      eventIdx: queue.event_idx,
      indirectDesc: queue.indirect,
      isSetUp: domain.bool(true),
      numFree: queue.size.sub(queue.num_used),
      nextAvail: queue.avail_idx,
      published: queue.avail_idx,
      numAdded: queue.num_added,
      lastUsed: queue.last_used_idx,
      asksAgain: queue.event_idx,
    }),
    make: (domain, setUp) => {
      const made = VirtQueue.create(domain, setUp);
      return made.ok ? { ok: true, value: new VirtQueue(domain, made.value) } : made;
    },
    operations: {
      setUp: (queue, host) => queue.setUp(host),
      add: (queue, host, buffers) => queue.add(host, buffers, true),
      addIndirect: (queue, host, buffers) => queue.add(host, buffers, false),
      shouldKick: (queue, host) => queue.shouldNotify(host),
      collect: (queue, host) => queue.pop(host),
      enableUsed: (queue, host) => {
        queue.setDevNotify(host, true);
        return queue.canPop(host);
      },
      disableUsed: (queue, host) => queue.setDevNotify(host, false),
    },
    books: {
      each: isKept,
      descriptor: ({ domain, tables }, index) => lentDescriptor(domain, tables, index),
      chain: ({ domain, tables }, head) => lentChain(domain, tables, head),
    },
  }),
);

type Placed = Pick<QueueFields, 'size' | 'desc' | 'avail' | 'used'>;

function placeOf({ size, desc, avail, used }: Placed) {
  return { size, descTable: desc, availRing: avail, usedRing: used };
}
