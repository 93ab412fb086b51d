import { type Bool, type Result, type U16, type U32 } from 'ringproof';
import { ring, splitDriver, type DriverError, type SplitDriverModel } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriverModel } from '../../models/spec-driver/index.ts';
import { BROKEN_ADDING } from './broken-adding.fixture.ts';
import { broken, Collecting, type BrokenDriver, type Host } from './broken-driver.fixture.ts';

/** The reference driver, declared to be in use only while the device has kept its promises. */
function withoutBroken(): SplitDriverModel {
  const whole = specDriverModel((domain, fields) => new SpecDriver(domain, fields));
  const { active } = whole.queue.phases;
  if (active === undefined) throw new Error('the driver has no phase');
  const phase: typeof active = {
    ...active,
    holds: (state, memory, domain, owner) => {
      const isBroken = whole.queue.view(state, domain).isBroken ?? domain.bool(false);
      return isBroken.not().and(active.holds(state, memory, domain, owner));
    },
  };
  return { ...whole, queue: { ...whole.queue, phases: { active: phase } } };
}

export const BROKEN_DRIVERS: readonly BrokenDriver[] = [
  broken(
    'an id that was never lent is accepted',
    { 'driver/collect': 'the host does not trap: index out of bounds, collect' },
    class extends Collecting {
      protected override refusalOf(): undefined {
        return undefined;
      }
    },
  ),
  broken(
    'the length is not checked',
    { 'driver/collect': 'there are no more bytes than were lent' },
    class extends Collecting {
      protected override refusalOf(host: Host, head: U16): DriverError['kind'] | undefined {
        return this.domain.decide(host.tables.count.at(head).eq(0)) ? 'InvalidId' : undefined;
      }
    },
  ),
  broken(
    'idx is read without acquire',
    { 'driver/collect-order': 'id is read after idx, which is acquired' },
    class extends Collecting {
      protected override lookAtIdx(host: Host): U16 {
        return host.load(ring.usedIdx(this), 16, 'relaxed');
      }
    },
  ),
  broken(
    'the id is read again after it was checked',
    { 'driver/collect-order': 'id is read once', 'driver/lying-device': 'the head is in the table' },
    class extends Collecting {
      protected override headAt(host: Host): U16 {
        const [id] = host.read(ring.usedElement(this, this.lastUsed), [32]);
        return id.truncate(16);
      }

      protected override giveBack(host: Host, head: U16): void {
        if (this.domain.decide(head.lt(this.size))) super.giveBack(host, head);
      }
    },
  ),
  broken(
    'idx is stored without a barrier',
    { 'driver/publish-order': 'idx is stored with release, or after a release fence' },
    class extends SpecDriver {
      override publish(host: Host): void {
        this.storeIdx(host);
        this.numAdded = this.numAdded.add(this.nextAvail.sub(this.published));
        this.published = this.nextAvail;
      }
    },
  ),
  broken(
    'idx is stored as the entry that was added last',
    { 'driver/publish-order': 'idx goes on by what was added, and not back' },
    class extends SpecDriver {
      protected override storeIdx(host: Host): void {
        host.store(ring.availIdx(this), this.nextAvail.sub(1), 'relaxed');
      }
    },
  ),
  broken(
    'what the device asks for is read after no full fence',
    { 'driver/publish-order': 'what the device asks for is read after a full fence' },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        const flags = host.load(ring.usedFlags(this), 16, 'acquire');
        return flags.ne(1).and(this.isLive);
      }
    },
  ),
  broken(
    'the entry that was published last is left out of the decision',
    { 'driver/kick-event-idx': 'if avail_event is among them, the device is notified' },
    class extends SpecDriver {
      protected override isPassed(event: U16): Bool {
        return event.sub(this.published.sub(this.numAdded)).add(1).lt(this.numAdded).or(this.addedAll);
      }
    },
  ),
  broken(
    'indices are compared without the wrap',
    { 'driver/kick-event-idx': 'if avail_event is among them, the device is notified' },
    class extends SpecDriver {
      protected override isPassed(event: U16): Bool {
        const first = this.published.sub(this.numAdded);
        return event.ge(first).and(event.lt(this.published)).or(this.addedAll);
      }
    },
  ),
  broken(
    'the device is notified before DRIVER_OK',
    { 'driver/kick-flags': 'before DRIVER_OK, it is not' },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        const isLive = this.isLive;
        this.isLive = this.domain.bool(true);
        const kicks = super.shouldKick(host);
        this.isLive = isLive;
        return kicks;
      }
    },
  ),
  broken(
    'a chain into which nothing was written is refused',
    { 'driver/collect': 'a chain that comes back with no byte written is collected' },
    class extends Collecting {
      protected override refusalOf(host: Host, head: U16, len: U32): DriverError['kind'] | undefined {
        return this.domain.decide(len.eq(0)) ? 'InvalidLength' : super.refusalOf(host, head, len);
      }
    },
  ),
  broken(
    'the ring is looked at before notifications are enabled',
    { 'driver/enable-used': 'it looks after it has asked, before it waits' },
    class extends SpecDriver {
      override enableUsed(host: Host): Bool {
        const idx = host.load(ring.usedIdx(this), 16, 'acquire');
        const isThere = idx.ne(this.lastUsed);
        if (this.domain.decide(this.eventIdx)) host.store(ring.usedEvent(this), this.lastUsed, 'relaxed');
        else host.store(ring.availFlags(this), this.domain.u16(0), 'relaxed');
        host.fence('seq-cst');
        return isThere;
      }
    },
  ),
  broken(
    'the ring is not looked at after notifications are enabled',
    { 'driver/enable-used': 'it waits exactly if no element is there' },
    class extends SpecDriver {
      override enableUsed(host: Host): Bool {
        super.enableUsed(host);
        return this.domain.bool(false);
      }
    },
  ),
  broken(
    'flags are set with EVENT_IDX, too',
    { 'driver/disable-used': 'with EVENT_IDX flags stay 0' },
    class extends SpecDriver {
      override disableUsed(host: Host): void {
        host.store(ring.availFlags(this), this.domain.u16(1), 'relaxed');
      }
    },
  ),
  broken(
    'what was asked for stays asked for',
    { 'driver/disable-enabled': 'flags are 1' },
    class extends SpecDriver {
      override disableUsed(host: Host): void {
        const flags = host.load(ring.availFlags(this), 16, 'relaxed');
        if (this.domain.decide(flags.ne(0))) super.disableUsed(host);
      }
    },
  ),
  broken(
    'flags of the used ring are left as they are',
    { 'driver/set-up': 'flags of the used ring are 0' },
    class extends SpecDriver {
      override setUp(host: Host): void {
        const flags = host.load(ring.usedFlags(this), 16, 'relaxed');
        super.setUp(host);
        host.store(ring.usedFlags(this), flags, 'relaxed');
      }
    },
  ),
  broken(
    'a queue is taken back before its reset is complete',
    { 'driver/reset': 'the reset is complete' },
    class extends SpecDriver {
      override reset(host: Host): Result<void, DriverError> {
        return super.reset(host, this.domain.bool(true));
      }
    },
  ),
  {
    what: 'states after a lie are left out of those in which it is in use',
    model: splitDriver.implement({ name: 'broken', source: 'a narrow phase' }, withoutBroken()),
    refutes: { 'driver/lying-device': 'it is in use as before' },
  },
  broken(
    'a reset that is refused leaves the queue out of use',
    { 'split-driver/state/reset': 'it is in use, or in use again' },
    class extends SpecDriver {
      override reset(host: Host, isComplete: Bool): Result<void, DriverError> {
        const done = super.reset(host, isComplete);
        this.isSetUp = this.domain.bool(false);
        return done;
      }
    },
  ),
  ...BROKEN_ADDING,
];
