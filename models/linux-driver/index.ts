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
import { isKept, TABLES, type VirtqueueFields } from './state.ts';
import { Virtqueue } from './virtqueue.ts';
import { writtenInC } from './written-c.ts';

/** The driver side of split queues in Linux: free descriptors and chains linked in private memory, but for how long chains are. */
export const linuxDriver = splitDriver.implement(
  {
    name: 'linux-driver',
    source: 'Linux 6.1.192, drivers/virtio/virtio_ring.c, as in Debian’s linux-source-6.1',
    findings,
  },
  driverModel({
    tables: TABLES,
    negotiatesEventIdx: true,
    notifiesItself: true,
    writtenTests: { c: writtenInC },
    state: {
      num: powerOfTwo(),
      desc: u64({ multipleOf: 16 }),
      avail: u64({ multipleOf: 2 }),
      used: u64({ multipleOf: 4 }),
      broken: bool(),
      indirect: bool(),
      event: bool(),
      free_head: u16(),
      num_free: u16(),
      num_added: u16(),
      last_used_idx: u16(),
      event_triggered: bool(),
      avail_flags_shadow: u16(),
      avail_idx_shadow: u16(),
    },
    phases: {
      active: {
        fields: {
          desc: AREA_STARTS.descTable,
          avail: AREA_STARTS.availRing,
          used: AREA_STARTS.usedRing,
          free_head: { max: 32767 },
          num_free: { max: 32768 },
          num_added: { max: 65534 },
          avail_flags_shadow: { max: 1 },
        },
        premise: (queue, memory) => areAllocated(placeOf(queue), memory),
        holds: (
          { num, num_free, free_head, event, event_triggered, avail_flags_shadow, ...queue },
          memory,
        ) => {
          const flags = memory.peekWord(ring.availFlags(placeOf({ num, ...queue })), 16);
          return num_free
            .le(num)
            .and(free_head.lt(num), event_triggered.implies(event), event.or(flags.eq(avail_flags_shadow)));
        },
      },
    },
    instance: (domain, fields) => new Virtqueue(domain, fields),
    view: (queue, domain) => ({
      ...placeOf(queue),
      eventIdx: queue.event,
      indirectDesc: queue.indirect,
      isSetUp: domain.bool(true),
      numFree: queue.num_free,
      nextAvail: queue.avail_idx_shadow,
      published: queue.avail_idx_shadow,
      numAdded: queue.num_added,
      lastUsed: queue.last_used_idx,
      isBroken: queue.broken,
      asksAgain: queue.avail_flags_shadow.and(1).eq(0),
    }),
    make: (domain, setUp) => {
      const made = Virtqueue.create(domain, setUp);
      return made.ok ? { ok: true, value: new Virtqueue(domain, made.value) } : made;
    },
    operations: {
      setUp: (queue, host) => queue.setUp(host),
      add: (queue, host, buffers) => queue.add(host, buffers, false),
      addIndirect: (queue, host, buffers) => queue.add(host, buffers, true),
      shouldKick: (queue, host) => queue.kick(host),
      collect: (queue, host) => queue.getBuf(host),
      enableUsed: (queue, host) => queue.enableCb(host),
      disableUsed: (queue, host) => queue.disableCb(host),
    },
    books: {
      each: isKept,
      descriptor: ({ domain, tables }, index) => lentDescriptor(domain, tables, index),
      chain: ({ domain, tables }, head) => lentChain(domain, tables, head),
    },
  }),
);

type Placed = Pick<VirtqueueFields, 'num' | 'desc' | 'avail' | 'used'>;

function placeOf({ num, desc, avail, used }: Placed) {
  return { size: num, descTable: desc, availRing: avail, usedRing: used };
}
