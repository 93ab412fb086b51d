import { err, ok, type Result, type U16 } from 'ringproof';
import {
  ring,
  splitDriver,
  type Buffer,
  type Collected,
  type DriverError,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriverModel } from '../../models/spec-driver/index.ts';
import { broken, type BrokenDriver, type Host } from './broken-driver.fixture.ts';

/** The reference, which says that it asks again with each element. */
function askingAgain(): ReturnType<typeof specDriverModel> {
  const model = specDriverModel((domain, fields) => new SpecDriver(domain, fields));
  const { queue } = model;
  return {
    ...model,
    queue: {
      ...queue,
      view: (state, domain) => ({ ...queue.view(state, domain), asksAgain: domain.bool(true) }),
    },
  };
}

/** What goes wrong about a device that has lied, and about what is refused without need. */
export const BROKEN_GIVING_UP: readonly BrokenDriver[] = [
  broken(
    'a device that was given up is lent chains',
    {
      'driver/add': 'a device that was given up is lent nothing',
      'driver/add-indirect': 'a device that was given up is lent nothing',
    },
    class extends SpecDriver {
      protected override refusal(buffers: readonly Buffer[]): DriverError['kind'] | undefined {
        this.isBroken = this.domain.bool(false);
        return super.refusal(buffers);
      }
    },
  ),
  broken(
    'chains are collected from a device that was given up',
    { 'driver/collect': 'of a device that was given up nothing is collected' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        const before = this.isBroken;
        this.isBroken = this.domain.bool(false);
        const result = super.collect(host);
        const isNone = result.ok && result.value === undefined;
        return isNone && this.domain.decide(before) ? err({ kind: 'Broken' }) : result;
      }
    },
  ),
  broken(
    'of a device that was given up there is nothing, and no error',
    { 'driver/collect': 'one that has given up its device says so' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        return this.domain.decide(this.isBroken) ? ok(undefined) : super.collect(host);
      }
    },
  ),
  broken(
    'no device is given up',
    { 'driver/collect': 'a driver that gives up devices gives up one that lies' },
    class extends SpecDriver {
      protected override breaks(kind: DriverError['kind']): Result<never, DriverError> {
        return err({ kind });
      }
    },
  ),
  ...(
    [
      ['has used nothing', 'where none is used the device is not given up', true],
      ['returns a chain', 'the device is not given up', false],
    ] as const
  ).map(([does, assertion, isNone]) =>
    broken(
      `a device that ${does} is given up`,
      { 'driver/collect': assertion },
      class extends SpecDriver {
        override collect(host: Host): Result<Collected | undefined, DriverError> {
          const result = super.collect(host);
          if (result.ok && (result.value === undefined) === isNone) this.breaks('Broken');
          return result;
        }
      },
    ),
  ),
  broken(
    'it stays without notifications after DRIVER_OK',
    { 'driver/set-up': 'once it is started, the device may be notified' },
    class extends SpecDriver {
      override start(): void {
        // Does nothing.
      }
    },
  ),
  broken(
    'a table as long as the queue is refused',
    { 'driver/add-indirect-refused': 'what may be added and fits is refused for want of memory alone' },
    class extends SpecDriver {
      override addIndirect(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        if (this.domain.decide(this.size.le(buffers.length))) return err({ kind: 'TooLong' });
        return super.addIndirect(host, buffers);
      }
    },
  ),
  broken(
    'a table is allocated before a chain is refused',
    { 'driver/add-indirect-refused': 'no memory is left allocated' },
    class extends SpecDriver {
      override addIndirect(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        if (this.domain.decide(this.numFree.eq(0))) host.allocate(buffers.length);
        return super.addIndirect(host, buffers);
      }
    },
  ),
  broken(
    'an element that is refused is taken for none',
    { 'driver/collect': 'an element that is not collected is an error' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        const before = this.isBroken;
        const result = super.collect(host);
        return result.ok || this.domain.decide(before) ? result : ok(undefined);
      }
    },
  ),
  {
    what: 'a driver that is to ask again with each element does not',
    refutes: { 'driver/collect-order': 'it asks for a notification of the next element where it says so' },
    model: splitDriver.implement(
      { name: 'broken', source: 'a driver that says what it does not do' },
      askingAgain(),
    ),
  },
  ...(
    [
      ['no fence follows', 'where it asks for a notification, a full fence follows', 0],
      ['of the one before', 'where it asks for a notification, it is of the next element', 1],
    ] as const
  ).map(([how, assertion, tooFew]) =>
    broken(
      `a notification is asked for while a chain is collected, ${how}`,
      { 'driver/collect-order': assertion },
      class extends SpecDriver {
        override collect(host: Host): Result<Collected | undefined, DriverError> {
          const result = super.collect(host);
          host.store(ring.usedEvent(this), this.lastUsed.sub(tooFew), 'relaxed');
          if (tooFew > 0) host.fence('seq-cst');
          return result;
        }
      },
    ),
  ),
];
