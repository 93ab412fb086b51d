import { ok, type Bool, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import { protocolOf } from 'ringproof/virtio/protocol';
import type { QueueError, SetupError } from 'ringproof/virtio/split';
import { splitDriver } from 'ringproof/virtio/split-driver';
import { InOrderDriver } from '../../models/in-order-driver/driver.ts';
import { inOrderDriver, inOrderDriverModel } from '../../models/in-order-driver/index.ts';
import type { InOrderFields } from '../../models/in-order-driver/state.ts';
import { spec } from '../../models/spec/index.ts';
import { SpecQueue, type QueueState } from '../../models/spec/queue.ts';
import { brokenDevice, type BrokenProtocol, type Refutes } from './broken.fixture.ts';

/** The pair as it is right. */
export const inOrderPair = protocolOf(inOrderDriver, spec);

function driverWith(
  what: string,
  refutes: Refutes,
  made: new (domain: Domain, fields: InOrderFields) => InOrderDriver,
): BrokenProtocol {
  const model = inOrderDriverModel((domain, fields) => new made(domain, fields));
  const driver = splitDriver.implement({ name: 'broken', source: what }, model);
  return { what, refutes, model: protocolOf(driver, spec), right: inOrderPair };
}

function deviceWith(
  what: string,
  refutes: Refutes,
  made: new (domain: Domain, state: QueueState) => SpecQueue,
): BrokenProtocol {
  return { ...brokenDevice(what, refutes, made, inOrderDriver), right: inOrderPair };
}

const of = (step: string): string => `protocol/notification/${step}`;

const ORDER = 'the indices follow each other';

/** Pairs with IN_ORDER, one side of which returns or takes another batch than it may. */
export const BROKEN_ORDERS: readonly BrokenProtocol[] = [
  deviceWith(
    'the device returns one chain more than its element stands for',
    { [of('after-add-used-in-order')]: ORDER },
    class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        return super.publishUsed(memory, count.add(1));
      }
    },
  ),
  driverWith(
    'the driver takes a batch that goes beyond what the device has returned',
    { [of('after-collect')]: ORDER },
    class extends InOrderDriver {
      protected override isSeen(before: U16): Bool {
        return before.lt(this.published.sub(this.lastUsed));
      }
    },
  ),
  deviceWith(
    'the device is not told of IN_ORDER',
    { [of('initially-set-up')]: 'both sides agree on the queue' },
    class extends SpecQueue {
      override setUpInOrder(): Result<void, SetupError> {
        return ok();
      }
    },
  ),
];
