import { err, ok, type Bool, type Result } from 'ringproof';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError } from 'ringproof/virtio/split';
import type { BrokenDevice } from './broken-device.fixture.ts';

type Outcome = Result<void, QueueError>;

/** Every operation, one at a time, made to do nothing. */
export const STUBS: readonly BrokenDevice[] = [
  {
    what: 'setUp does nothing',
    operations: { queue: { setUp: () => ok() } },
    refutes: { 'split/set-up': 'size is taken over, or nothing changes' },
  },
  {
    what: 'activate lets everything pass',
    queue: class extends Queue {
      override activate(): Outcome {
        return ok();
      }
    },
    refutes: { 'split/activation': 'it was ready' },
  },
  {
    what: 'activate lets nothing pass',
    queue: class extends Queue {
      override activate(): Outcome {
        return err({ kind: 'InvalidQueue' });
      }
    },
    refutes: { 'split/activation-accepts': 'it is activated' },
  },
  {
    what: 'pop gives nothing',
    queue: class extends Queue {
      override popDescriptorChain(): undefined {}
    },
    refutes: { 'split/pop': 'a usable chain is taken' },
  },
  {
    what: 'add_used does nothing',
    queue: class extends Queue {
      override addUsed(): Outcome {
        return ok();
      }
    },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
      'split/add-used-order': 'the last write is one 16-bit unit',
    },
  },
  {
    what: 'needs_notification says no',
    queue: class extends Queue {
      override needsNotification(): Result<Bool, QueueError> {
        return ok(this.domain.bool(false));
      }
    },
    refutes: {
      'split/used-notification-always': 'it says yes where flags are 0',
      'split/no-lost-interrupt': 'the device notifies',
    },
  },
  {
    what: 'enable_notification does nothing and waits',
    queue: class extends Queue {
      override enableNotification(): Result<Bool, QueueError> {
        return ok(this.domain.bool(false));
      }
    },
    refutes: { 'split/no-lost-kick': 'the driver notifies' },
  },
  {
    what: 'disable_notification does nothing',
    operations: { queue: { disableNotification: () => ok() } },
    refutes: { 'split/disable-notification': 'flags are 1' },
  },
  {
    what: 'undoing a pop does nothing',
    operations: { queue: { undoPop: () => undefined } },
    refutes: { 'split/undo-pop': 'every field is as before the pop' },
  },
  {
    what: 'reset does nothing',
    operations: { queue: { reset: () => undefined } },
    refutes: { 'split/reset': 'every field is that of a new queue' },
  },
  {
    what: 'an iterator has nothing',
    operations: { iterator: { next: () => undefined } },
    refutes: { 'split/iterate': 'a head within the table gives a chain' },
  },
  {
    what: 'restoring gives a new queue',
    operations: { saved: { restore: ({ domain, maxSize }) => Queue.new(domain, maxSize) } },
    refutes: {
      'split/restore': 'every field but num_added is what it was',
    },
  },
];
