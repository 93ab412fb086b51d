import { type Bool, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { QueueError } from 'ringproof/virtio/split';
import { ring, type DriverError } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { SpecQueue } from '../../models/spec/queue.ts';
import { brokenDevice, brokenDriver, type BrokenProtocol, type Host } from './broken.fixture.ts';

const reset = (step: string): string => `protocol/queue-reset/${step}`;

/** Pairs with one side that keeps something over a reset, or that stops and goes on elsewhere. */
export const BROKEN_RESETS: readonly BrokenProtocol[] = [
  brokenDriver(
    'the driver does not wait for a reset to be complete',
    {
      'protocol/notification/after-reset-pending': 'both sides agree on the queue',
      'protocol/available-ring/after-reset-pending':
        'an available head was added at an entry that is not taken',
      'protocol/used-ring/after-reset-pending': 'what is published is written',
    },
    class extends SpecDriver {
      override reset(host: Host): Result<void, DriverError> {
        return super.reset(host, this.domain.bool(true));
      }
    },
  ),
  brokenDriver(
    'the driver goes on after a reset without a new set-up',
    { [reset('after-verify')]: 'set up again, what is lent was added since' },
    class extends SpecDriver {
      override reset(host: Host, isComplete: Bool): Result<void, DriverError> {
        const { isSetUp } = this;
        const done = super.reset(host, isComplete);
        this.isSetUp = isSetUp;
        return done;
      }
    },
  ),
  brokenDriver(
    'the driver forgets what it published before the device may be notified',
    { [reset('after-should-kick')]: 'what is published is counted' },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        const kicks = super.shouldKick(host);
        this.numAdded = this.domain.u16(0);
        return kicks;
      }
    },
  ),
  brokenDriver(
    'the driver writes idx as it asks to be notified',
    { [reset('after-enable-used')]: 'the rings hold nothing else' },
    class extends SpecDriver {
      override enableUsed(host: Host): Bool {
        host.store(ring.availIdx(this), this.domain.u16(1), 'relaxed');
        return super.enableUsed(host);
      }
    },
  ),
  brokenDevice(
    'the device asks to be notified of a queue that was reset',
    { [reset('after-device-works')]: 'it leaves guest memory alone and sends no notification' },
    class extends SpecQueue {
      override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
        memory.store(this.usedRing, this.domain.u16(0), 'relaxed');
        return super.enableNotification(memory);
      }
    },
  ),
  brokenDevice(
    'a device that was stopped goes on after the next chain',
    {
      'protocol/notification/after-resume': 'the indices follow each other',
      'protocol/available-ring/after-resume': 'an available head was added at an entry that is not taken',
    },
    class extends SpecQueue {
      override resume(memory: GuestMemory, nextAvail: U16): Result<void, QueueError> {
        return super.resume(memory, nextAvail.add(1));
      }
    },
  ),
  brokenDevice(
    'a device that was stopped takes what it holds for chains that it has not taken',
    { 'protocol/used-ring/after-resume': 'the device holds no more chains than it took and did not return' },
    class extends SpecQueue {
      override resume(memory: GuestMemory): Result<void, QueueError> {
        return super.resume(memory, this.nextUsed);
      }
    },
  ),
];
