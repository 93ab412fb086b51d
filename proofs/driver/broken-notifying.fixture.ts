import type { Bool, Domain, Model, Result, U16 } from 'ringproof';
import { splitDriver, type Buffer, type DriverError } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriverModel } from '../../models/spec-driver/index.ts';
import type { DriverFields } from '../../models/spec-driver/state.ts';
import type { BrokenDriver, Host } from './broken-driver.fixture.ts';

/** A driver that publishes each chain as it is added, and decides on a notification then. */
class Notifying extends SpecDriver {
  override add(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
    const added = super.add(host, buffers);
    if (!added.ok) this.refused(host);
    else {
      this.publish(host);
      host.notify(this.decides(host));
    }
    return added;
  }

  protected refused(_host: Host): void {}

  protected decides(host: Host): Bool {
    return this.shouldKick(host);
  }
}

function notifying(
  what: string,
  assertion: string,
  made: new (domain: Domain, fields: DriverFields) => SpecDriver,
): BrokenDriver {
  return {
    ...{ what, refutes: { 'driver/kick-itself': assertion } },
    ...{ model: modelOf('broken', made), right: modelOf('right', Notifying) },
  };
}

function modelOf(name: string, made: new (domain: Domain, fields: DriverFields) => SpecDriver): Model {
  const model = specDriverModel((domain, fields) => new made(domain, fields));
  return splitDriver.implement({ name, source: 'a fixture' }, { ...model, notifiesItself: true });
}

/** Drivers that notify their device themselves, where they should not or not where they should. */
export const BROKEN_NOTIFYING: readonly BrokenDriver[] = [
  notifying(
    'a driver that decides as it adds does not notify where the index wraps',
    'with flags 0, the device is notified',
    class extends Notifying {
      protected override decides(host: Host): Bool {
        return super.decides(host).and(this.eventIdx.or(this.published.ne(0)));
      }
    },
  ),
  notifying(
    'a driver that decides as it adds passes over the last entry',
    'if avail_event is among them, the device is notified',
    class extends Notifying {
      protected override isPassed(event: U16): Bool {
        return super.isPassed(event).and(event.add(1).ne(this.published));
      }
    },
  ),
  notifying(
    'a driver that decides as it adds does not look',
    'with flags 1, it is not',
    class extends Notifying {
      protected override decides(host: Host): Bool {
        return super.decides(host).or(this.eventIdx.not());
      }
    },
  ),
  notifying(
    'a driver that refuses a chain notifies all the same',
    'where a chain is refused and flags are 1, it is not',
    class extends Notifying {
      protected override refused(host: Host): void {
        host.notify(this.eventIdx.not());
      }
    },
  ),
];
