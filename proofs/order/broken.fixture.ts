import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import { protocolOf } from 'ringproof/virtio/protocol';
import { layout, splitDevice, type QueueError } from 'ringproof/virtio/split';
import { ring, splitDriver, type DriverHost } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriver, specDriverModel } from '../../models/spec-driver/index.ts';
import type { DriverFields, TABLES } from '../../models/spec-driver/state.ts';
import { spec, specDevice } from '../../models/spec/index.ts';
import { SpecQueue, type QueueState } from '../../models/spec/queue.ts';
import { reordered, type Orderings } from './orderings.fixture.ts';

/** A pair of sides, and what is to be found by proof id: P proved, R refuted, ? not asked, under sc, tso, armv8, rvwmo and rc11. */
export interface Row {
  readonly what: string;
  readonly model: Model;
  readonly verdicts: Readonly<Record<string, string>>;
}

type Host = DriverHost<typeof TABLES>;
type DriverClass = new (domain: Domain, fields: DriverFields) => SpecDriver;
type DeviceClass = new (domain: Domain, state: QueueState) => SpecQueue;

function driverOf(made: DriverClass): Model {
  return splitDriver.implement(
    { name: 'broken', source: 'a test' },
    specDriverModel((domain, fields) => new made(domain, fields)),
  );
}

function deviceOf(made: DeviceClass): Model {
  const queue = {
    ...specDevice.queue,
    // The part is the reference's own, so the state has its fields.
    instance: (domain: Domain, state: object) => new made(domain, state as QueueState),
  };
  return splitDevice.implement({ name: 'broken', source: 'a test' }, { ...specDevice, queue });
}

function row(
  what: string,
  verdicts: Row['verdicts'],
  { driver, device }: { readonly driver?: DriverClass; readonly device?: DeviceClass },
): Row {
  const front = driver === undefined ? specDriver : driverOf(driver);
  return { what, verdicts, model: protocolOf(front, device === undefined ? spec : deviceOf(device)) };
}

/** The reference driver, its look at what the device asks for as given. */
function kicking({ fence = 'seq-cst', load = 'relaxed', store = 'relaxed' }: Orderings): DriverClass {
  return class extends SpecDriver {
    protected override storeIdx(host: Host): void {
      host.store(ring.availIdx(this), this.nextAvail, store);
    }

    override shouldKick(host: Host): Bool {
      if (fence !== null) host.fence(fence);
      const wants = this.domain.decide(this.eventIdx)
        ? this.isPassed(host.load(ring.availEvent(this), 16, load))
        : host.load(ring.usedFlags(this), 16, load).ne(1);
      const isAdded = this.numAdded.ne(0).or(this.addedAll);
      this.numAdded = this.domain.u16(0);
      this.addedAll = this.domain.bool(false);
      return isAdded.and(wants);
    }
  };
}

/** The reference device, with other orderings where it asks to be notified. */
function arming(orderings: Orderings): DeviceClass {
  return class extends SpecQueue {
    override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
      return super.enableNotification(reordered(memory, orderings));
    }
  };
}

/** The same by other code. */
function armingBy(
  arm: (queue: SpecQueue, memory: GuestMemory, domain: Domain) => Result<Bool, QueueError>,
): DeviceClass {
  return class extends SpecQueue {
    override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
      return arm(this, memory, this.domain);
    }
  };
}

function place(queue: SpecQueue) {
  const [event, idx] = [layout.availEvent(queue), layout.availIdx(queue)];
  if (event === undefined || idx === undefined)
    throw new TypeError('the rings reach beyond the last address');
  return { event, idx };
}

/** The reference driver, with another condition for notifying. */
function kicksIf(passes: (event: U16, first: U16, now: U16) => Bool): DriverClass {
  return class extends SpecDriver {
    protected override isPassed(event: U16): Bool {
      return passes(event, this.published.sub(this.numAdded), this.published);
    }
  };
}

/** The reference device, with other orderings where it decides whether to notify. */
function answering(orderings: Orderings): DeviceClass {
  return class extends SpecQueue {
    override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
      return super.needsNotification(reordered(memory, orderings));
    }
  };
}

/** The reference device, with other orderings where it takes a chain. */
function taking(orderings: Orderings): DeviceClass {
  return class extends SpecQueue {
    override pop(memory: GuestMemory): ReturnType<SpecQueue['pop']> {
      return super.pop(reordered(memory, orderings));
    }
  };
}

/** The reference driver, whose release fence comes after it has stored idx. */
const fencingLate: DriverClass = class extends SpecDriver {
  override publish(host: Host): void {
    this.storeIdx(host);
    host.fence('release');
    this.numAdded = this.numAdded.add(this.nextAvail.sub(this.published));
    this.published = this.nextAvail;
  }
};

/** The reference device, which lets the driver see an element before it is written. */
const announcingEarly: DeviceClass = class extends SpecQueue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const { nextUsed } = this;
    const published = this.publishUsed(memory, this.domain.u16(1));
    if (!published.ok) return published;
    this.change({ nextUsed });
    const written = this.writeUsed(memory, this.domain.u16(0), head, len);
    this.change({ nextUsed: nextUsed.add(1) });
    return written;
  }
};

/** The reference driver, which has an acquire fence before it looks at idx, and none after. */
const fencingEarly: DriverClass = class extends SpecDriver {
  override collect(host: Host): ReturnType<SpecDriver['collect']> {
    host.fence('acquire');
    return super.collect(relaxed(host));
  }
};

/** What an operation works with, its loads being relaxed. */
function relaxed(host: Host): Host {
  const load: Host['load'] = (address, width) => host.load(address, width, 'relaxed');
  return new Proxy(host, {
    get: (_, name) => {
      if (name === 'load') return load;
      const member: unknown = Reflect.get(host, name);
      // Methods are those of the host itself.
      return typeof member === 'function' ? (member.bind(host) as unknown) : member;
    },
  });
}

/** It looks at what the driver asks for before the element is there for it: the answer is kept in `addedAll`, which flags do not need. */
const lookingEarly: DeviceClass = class extends SpecQueue {
  override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
    const early = super.needsNotification(memory);
    const published = super.publishUsed(memory, count);
    this.change({ addedAll: early.ok ? early.value : this.domain.bool(false) });
    return published;
  }

  override needsNotification(): Result<Bool, QueueError> {
    return ok(this.addedAll);
  }
};

class AskingDriver extends SpecDriver {
  /** Asks for a notification, and looks at the ring with no fence between. */
  ask(host: Host): Bool {
    if (this.domain.decide(this.eventIdx)) host.store(ring.usedEvent(this), this.lastUsed, 'relaxed');
    else host.store(ring.availFlags(this), this.domain.u16(0), 'relaxed');
    return host.load(ring.usedIdx(this), 16, 'relaxed').ne(this.lastUsed);
  }

  /** Looks at the ring after a full fence, and asks for nothing. */
  look(host: Host): Bool {
    host.fence('seq-cst');
    return host.load(ring.usedIdx(this), 16, 'relaxed').ne(this.lastUsed);
  }
}

function rearming(ask: (driver: AskingDriver, host: Host, domain: Domain) => Bool): DriverClass {
  return class extends AskingDriver {
    override enableUsed(host: Host): Bool {
      return ask(this, host, this.domain);
    }
  };
}

/** A driver that first looks at what the device has used. */
function lookingFirst(made: DriverClass): DriverClass {
  return class extends made {
    override publish(host: Host): void {
      host.load(ring.usedIdx(this), 16, 'relaxed');
      super.publish(host);
    }
  };
}

/** The reference device, which first looks at what the driver asks for. */
const lookingAtFlagsFirst: DeviceClass = class extends SpecQueue {
  override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    memory.load(layout.availFlags(this), 16, 'relaxed');
    return super.enableNotification(memory);
  }
};

export const ROWS: readonly Row[] = [
  row(
    'the reference',
    {
      ...{ 'order/kick': 'PPPPP', 'order/kick-flags': 'PPPPP' },
      ...{ 'order/interrupt': 'PPPPP', 'order/interrupt-flags': 'PPPPP' },
    },
    {},
  ),
  row(
    'the driver has an acquiring load in place of the fence',
    { 'order/kick': 'PRRRR', 'order/kick-flags': 'PRRRR' },
    { driver: kicking({ store: 'release', fence: null, load: 'acquire' }) },
  ),
  row(
    'each side looks at another word first',
    { 'order/kick': 'PPPPP' },
    { driver: lookingFirst(SpecDriver), device: lookingAtFlagsFirst },
  ),
  row(
    'each side looks at another word first, and the driver has an acquiring load in place of the fence',
    { 'order/kick': 'PRRRR' },
    {
      driver: lookingFirst(kicking({ store: 'release', fence: null, load: 'acquire' })),
      device: lookingAtFlagsFirst,
    },
  ),
  row(
    'the device has its fence before it stores avail_event',
    { 'order/kick': 'PRRRR' },
    {
      device: armingBy((queue, memory) => {
        const { event, idx } = place(queue);
        memory.fence('seq-cst');
        memory.store(event, queue.nextAvail, 'relaxed');
        const found = memory.load(idx, 16, 'relaxed');
        return ok(found.ok ? found.value.ne(queue.nextAvail) : queue.eventIdx);
      }),
    },
  ),
  row(
    'the device does not look at the ring again',
    { 'order/kick': 'RRRRR', 'order/kick-flags': 'RRRRR' },
    {
      device: class extends SpecQueue {
        override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
          const asked = super.enableNotification(memory);
          return asked.ok ? ok(this.domain.bool(false)) : asked;
        }
      },
    },
  ),
  row(
    'avail_event is set to idx, and the ring not looked at again',
    { 'order/kick': 'RRRRR' },
    {
      device: armingBy((queue, memory, domain) => {
        const { event, idx } = place(queue);
        const found = memory.load(idx, 16, 'acquire');
        memory.store(event, found.ok ? found.value : queue.nextAvail, 'relaxed');
        memory.fence('release');
        return ok(domain.bool(false));
      }),
    },
  ),
  row(
    'the full fence of the driver is AcqRel',
    { 'order/kick': 'PRPRR' },
    { driver: kicking({ fence: 'acq-rel' }) },
  ),
  row('that of the device is Release', { 'order/kick': 'PRPRR' }, { device: arming({ fence: 'release' }) }),
  row(
    'both sides have SeqCst accesses in place of fences',
    { 'order/kick': 'PPPPP', 'order/kick-flags': 'PPPPP' },
    {
      driver: kicking({ fence: null, load: 'seq-cst', store: 'seq-cst' }),
      device: arming({ fence: null, load: 'seq-cst', store: 'seq-cst' }),
    },
  ),
  row(
    'the driver compares avail_event without the wrap of the index',
    { 'order/kick': 'RRRRR' },
    { driver: kicksIf((event, first, now) => event.ge(first).and(event.lt(now))) },
  ),
  row(
    'the driver notifies only if avail_event is the first of the new entries',
    { 'order/kick': 'RRRRR' },
    { driver: kicksIf((event, first) => event.eq(first)) },
  ),
  row(
    'the device has no fence before it looks at what the driver asks for',
    { 'order/interrupt': 'PRRRR', 'order/interrupt-flags': 'PRRRR' },
    { device: answering({ fence: null }) },
  ),
  row(
    'that fence acquires only',
    { 'order/interrupt': 'PRRRR' },
    { device: answering({ fence: 'acquire' }) },
  ),
  row(
    'the driver has no fence after it has asked',
    { 'order/interrupt': 'PRRRR', 'order/interrupt-flags': 'PRRRR' },
    { driver: rearming((driver, host) => driver.ask(host)) },
  ),
  row(
    'the driver does not look at the ring again',
    { 'order/interrupt': 'RRRRR' },
    { driver: rearming((driver, host, domain) => driver.ask(host).and(domain.bool(false))) },
  ),
  row(
    'the driver never writes used_event',
    { 'order/interrupt': 'RRRRR' },
    { driver: rearming((driver, host) => driver.look(host)) },
  ),
  row(
    'the device looks at flags before it stores idx',
    { 'order/interrupt-flags': 'RRRRR' },
    { device: lookingEarly },
  ),
  row(
    'the device does not look at idx after it was notified',
    { 'order/kick-consumed': 'RRRRR' },
    {
      device: class extends SpecQueue {
        override pop(): ReturnType<SpecQueue['pop']> {
          return ok(undefined);
        }
      },
    },
  ),
  // Taking a notification acquires, so that no fence is needed.
  row(
    'the device looks at idx without acquire after it was notified',
    { 'order/kick-consumed': 'PPPPP' },
    { device: taking({ load: 'relaxed' }) },
  ),
  row(
    'the device looks at idx without acquire',
    { 'order/publish': 'PPRRR' },
    { device: taking({ load: 'relaxed' }) },
  ),
  row(
    'the driver has its release fence after it stores idx',
    { 'order/publish': 'PPRRR' },
    { driver: fencingLate },
  ),
  row('the device stores idx before the element', { 'order/used': 'RRRRR' }, { device: announcingEarly }),
  row(
    'the driver has an acquire fence before it looks at idx only',
    { 'order/used': 'PPRRR' },
    { driver: fencingEarly },
  ),
];
