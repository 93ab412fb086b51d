import { ok, type Bool, type Domain, type GuestMemory, type Model, type Result, type U16 } from 'ringproof';
import { protocolOf } from 'ringproof/virtio/protocol';
import { layout, splitDevice, type PoppedChain, type QueueError } from 'ringproof/virtio/split';
import {
  ring,
  splitDriver,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriver, specDriverModel } from '../../models/spec-driver/index.ts';
import type { DriverFields, TABLES } from '../../models/spec-driver/state.ts';
import { spec, specDevice } from '../../models/spec/index.ts';
import { SpecQueue, type QueueState } from '../../models/spec/queue.ts';

/** A model of both sides with one thing wrong, and by id of a proof the assertion of it that breaks. */
export interface BrokenProtocol {
  readonly what: string;
  readonly model: Model;
  readonly refutes: Readonly<Record<string, string>>;
  /** The model as it is right, where that is another one than the specification's. */
  readonly right?: Model;
}

export type Host = DriverHost<typeof TABLES>;
export type Refutes = BrokenProtocol['refutes'];

export function brokenDriver(
  what: string,
  refutes: Refutes,
  made: new (domain: Domain, fields: DriverFields) => SpecDriver,
): BrokenProtocol {
  const driver = splitDriver.implement(
    { name: 'broken', source: what },
    specDriverModel((domain, fields) => new made(domain, fields)),
  );
  return { what, refutes, model: protocolOf(driver, spec) };
}

/** The same of a driver without `publish`. */
function brokenAtOnce(
  what: string,
  refutes: Refutes,
  made: new (domain: Domain, fields: DriverFields) => SpecDriver,
): BrokenProtocol {
  const model = specDriverModel((domain, fields) => new made(domain, fields));
  const { publish: _, ...operations } = model.queue.operations;
  const driver = splitDriver.implement(
    { name: 'broken', source: what },
    { ...model, queue: { ...model.queue, operations } },
  );
  return { what, refutes, model: protocolOf(driver, spec) };
}

export function brokenDevice(
  what: string,
  refutes: Refutes,
  made: new (domain: Domain, state: QueueState) => SpecQueue,
  driver = specDriver,
): BrokenProtocol {
  const queue = {
    ...specDevice.queue,
    // The part is the reference's own, so the state has its fields.
    instance: (domain: Domain, state: object) => new made(domain, state as QueueState),
  };
  const device = splitDevice.implement({ name: 'broken', source: what }, { ...specDevice, queue });
  return { what, refutes, model: protocolOf(driver, device) };
}

const of = (step: string): string => `protocol/notification/${step}`;

const RESET = 'protocol/reset';
const queueReset = (step: string): string => `protocol/queue-reset/${step}`;
const NEW_RINGS = 'the rings hold nothing else';
const LENT_SINCE = 'set up again, what is lent was added since';
const AGREED = 'both sides agree on the queue';
const AVAIL_IDX = 'idx of the available ring is what the driver published';
const USED_IDX = 'idx of the used ring is what the device added';
const ORDER = 'the indices follow each other';
const DEVICE_ASKS = 'a device that waits asks for the next chain';
const KICK_OWED = 'chains that it has not seen are ones that the driver has yet to decide on';
const KICK_COUNTED = 'and are counted for that decision';
const DRIVER_ASKS = 'a driver that waits asks for the next element';
const INTERRUPT_OWED = 'elements that it has not seen are ones that the device has yet to decide on';
const INTERRUPT_COUNTED = 'and are counted for that decision of the device';

export const BROKEN_PROTOCOLS: readonly BrokenProtocol[] = [
  brokenDriver(
    'the driver asks for the element after the next one',
    { [of('after-enable-used')]: DRIVER_ASKS },
    class extends SpecDriver {
      override enableUsed(host: Host): Bool {
        const isThere = super.enableUsed(host);
        host.store(ring.usedEvent(this), this.lastUsed.add(1), 'relaxed');
        return isThere;
      }
    },
  ),
  brokenDriver(
    'the driver never notifies',
    {
      [of('after-should-kick')]: KICK_OWED,
      'protocol/no-lost-kick': 'with EVENT_IDX it notifies',
    },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        super.shouldKick(host);
        return this.domain.bool(false);
      }
    },
  ),
  brokenDriver(
    'what is published is not counted',
    { [of('after-publish')]: KICK_COUNTED, [queueReset('after-publish')]: 'what is published is counted' },
    class extends SpecDriver {
      override publish(host: Host): void {
        const before = this.numAdded;
        super.publish(host);
        this.numAdded = before;
      }
    },
  ),
  brokenAtOnce(
    'what is published as it is added is not counted',
    { [of('after-add-at-once')]: KICK_COUNTED, [of('after-add-indirect-at-once')]: KICK_COUNTED },
    class extends SpecDriver {
      override add(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        return this.#published(host, super.add(host, buffers));
      }

      override addIndirect(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        return this.#published(host, super.addIndirect(host, buffers));
      }

      #published(host: Host, added: Result<U16, DriverError>): Result<U16, DriverError> {
        const { numAdded } = this;
        if (added.ok) super.publish(host);
        this.numAdded = numAdded;
        return added;
      }
    },
  ),
  brokenDriver(
    'the driver takes what it adds for published',
    { [of('after-add')]: AVAIL_IDX, [of('after-add-indirect')]: AVAIL_IDX },
    class extends SpecDriver {
      protected override enter(host: Host, head: U16): U16 {
        const entered = super.enter(host, head);
        this.published = this.nextAvail;
        return entered;
      }
    },
  ),
  brokenDriver(
    'the driver does not look at the ring after it has asked to be notified',
    { [of('after-enable-used')]: INTERRUPT_OWED },
    class extends SpecDriver {
      override enableUsed(host: Host): Bool {
        super.enableUsed(host);
        return this.domain.bool(false);
      }
    },
  ),
  brokenDriver(
    'the driver skips an element',
    { [of('after-collect')]: ORDER, [queueReset('after-collect')]: NEW_RINGS },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        const collected = super.collect(host);
        this.lastUsed = this.lastUsed.add(1);
        return collected;
      }
    },
  ),
  brokenDriver(
    'flags are written to the place of idx',
    { [of('after-disable-used')]: AVAIL_IDX, [queueReset('after-disable-used')]: NEW_RINGS },
    class extends SpecDriver {
      override disableUsed(host: Host): void {
        host.store(ring.availIdx(this), this.domain.u16(1), 'relaxed');
      }
    },
  ),
  brokenDriver(
    'flags of the used ring are left as they are',
    { [of('initially-set-up')]: DEVICE_ASKS },
    class extends SpecDriver {
      override setUp(host: Host): void {
        const flags = host.load(ring.usedFlags(this), 16, 'relaxed');
        super.setUp(host);
        host.store(ring.usedFlags(this), flags, 'relaxed');
      }
    },
  ),
  brokenDriver(
    'the driver takes a head for lent that no longer is',
    { [RESET]: 'no chain is outstanding', [queueReset('after-set-up-again')]: LENT_SINCE },
    class extends SpecDriver {
      override setUp(host: Host): void {
        super.setUp(host);
        host.tables.count.put(this.domain.u16(0), this.domain.u16(1));
      }
    },
  ),
  brokenDriver(
    'the driver does not get its descriptors back',
    { [RESET]: 'each descriptor is free' },
    class extends SpecDriver {
      override setUp(host: Host): void {
        super.setUp(host);
        this.numFree = this.size.sub(1);
      }
    },
  ),
  brokenDevice(
    'the device does not look at the ring after it has asked to be notified',
    { [of('after-enable-notification')]: KICK_OWED },
    class extends SpecQueue {
      override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
        const asked = super.enableNotification(memory);
        return asked.ok ? ok(this.domain.bool(false)) : asked;
      }
    },
  ),
  brokenDevice(
    'avail_event is that of the entry before the next one',
    { [of('after-enable-notification')]: DEVICE_ASKS },
    class extends SpecQueue {
      override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
        const asked = super.enableNotification(memory);
        const event = layout.availEvent(this);
        if (event !== undefined) memory.store(event, this.nextAvail.sub(1), 'relaxed');
        return asked;
      }
    },
  ),
  brokenDevice(
    'the device never notifies',
    {
      [of('after-needs-notification')]: INTERRUPT_OWED,
      'protocol/no-lost-interrupt': 'with EVENT_IDX it notifies',
    },
    class extends SpecQueue {
      override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
        const answer = super.needsNotification(memory);
        return answer.ok ? ok(this.domain.bool(false)) : answer;
      }
    },
  ),
  brokenDevice(
    'what is added is not counted',
    { [of('after-add-used')]: INTERRUPT_COUNTED, [of('after-publish-used')]: INTERRUPT_COUNTED },
    class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const { numAdded } = this;
        const published = super.publishUsed(memory, count);
        this.change({ numAdded });
        return published;
      }
    },
  ),
  brokenDevice(
    'next_used stays where it was',
    { [of('after-add-used')]: USED_IDX },
    class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        const { nextUsed } = this;
        const published = super.publishUsed(memory, count);
        this.change({ nextUsed });
        return published;
      }
    },
  ),
  brokenDevice(
    'an element is shown to the driver before it is published',
    { [of('after-write-used')]: USED_IDX },
    class extends SpecQueue {
      override writeUsed(...args: Parameters<SpecQueue['writeUsed']>): Result<void, QueueError> {
        const written = super.writeUsed(...args);
        const idx = layout.usedIdx(this);
        if (written.ok && idx !== undefined) args[0].store(idx, this.nextUsed.add(1), 'release');
        return written;
      }
    },
  ),
  brokenDevice(
    'the device takes two entries for one',
    { [of('after-pop')]: ORDER },
    class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        if (popped.ok && popped.value !== undefined) this.change({ nextAvail: this.nextAvail.add(1) });
        return popped;
      }
    },
  ),
  brokenDevice(
    'the device puts back what it has returned',
    { [of('after-undo-pop')]: ORDER },
    class extends SpecQueue {
      override undoPop(): void {
        this.change({ nextAvail: this.nextUsed.sub(1) });
      }
    },
  ),
  brokenDevice(
    'the used ring is moved',
    { [of('after-disable-notification')]: AGREED },
    class extends SpecQueue {
      override disableNotification(memory: GuestMemory): Result<void, QueueError> {
        const done = super.disableNotification(memory);
        this.change({ usedRing: this.usedRing.add(4) });
        return done;
      }
    },
  ),
  brokenDevice(
    'the device goes on where it was after a reset',
    {
      [of('initially-reset')]: ORDER,
      [RESET]: 'both sides go on from the same index',
      [queueReset('initially-device-resets')]: 'the device is not in use and has nothing of before',
    },
    class extends SpecQueue {
      override reset(): void {
        const { nextAvail } = this;
        super.reset();
        this.change({ nextAvail });
      }
    },
  ),
];
