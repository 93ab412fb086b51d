import { err, ok, type Bool, type Model, type Result } from 'ringproof';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { rustVmmDevice } from '../models/rust-vmm/index.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import type { QueueError, SetupError, SplitDevice } from '../models/split-device.ts';
import { deviceWith, type QueueClass } from './broken-device.fixture.ts';

/** A device of which one operation never comes to anything. */
export interface FailingOperation {
  /** What never comes about, in words. */
  readonly what: string;
  /** The device; tells of each call of the operation. */
  readonly model: (onCall: () => void) => Model;
  /** Ids of the proofs that ask for it and hold all the same: they are about what becomes of it where it does fail. */
  readonly holds: readonly string[];
}

const FAILURE = { kind: 'InvalidQueue' } as const;

/** A device whose queues fail in one operation. */
function queues(
  what: string,
  holds: readonly string[],
  make: (onCall: () => void) => QueueClass,
): FailingOperation {
  return {
    ...{ what, holds },
    model: (onCall) => {
      const queue = make(onCall);
      return deviceWith('failing', (domain, state) => new queue(domain, state));
    },
  };
}

/** A device that fails in one of its own operations. */
function devices(
  what: string,
  holds: readonly string[],
  make: (onCall: () => void) => Partial<SplitDevice<Queue>>,
): FailingOperation {
  return {
    ...{ what, holds },
    model: (onCall) => deviceWith('failing', (domain, state) => new Queue(domain, state), make(onCall)),
  };
}

/** Proofs of where a walk ends at the latest. */
const MALFORMED = [
  ...['descriptor-unmapped', 'head-out-of-range', 'loop', 'next-out-of-range', 'too-long'],
  ...['indirect-with-next', 'nested-indirect-first', 'nested-indirect', 'table-length', 'table-unmapped'],
  'end-is-final',
].map((name) => `chain/${name}`);

/** Proofs of ends that are reported. */
const REPORTED = [
  ...['indirect-with-next', 'loop', 'nested-indirect', 'next-out-of-range'],
  ...['table-length', 'table-unmapped', 'too-long', 'unmapped'],
].map((name) => `chain/reports-${name}`);

/** Every operation that can fail or give nothing, one at a time, never doing anything else. */
export const FAILING_OPERATIONS: readonly FailingOperation[] = [
  queues(
    'set-up',
    ['split/set-up-in-use', 'split/set-up-in-use-accesses'],
    (onCall) =>
      class extends Queue {
        override setUp(): Result<void, SetupError> {
          onCall();
          return err({ kind: 'QueueReady' });
        }
      },
  ),
  queues(
    'activation',
    ['split/reset'],
    (onCall) =>
      class extends Queue {
        override activate(): Result<void, QueueError> {
          onCall();
          return err(FAILURE);
        }
      },
  ),
  queues(
    'a pop',
    ['split/pop-reports-head', 'split/pop-unreadable'],
    (onCall) =>
      class extends Queue {
        override pop(): Result<DescriptorChain | undefined, QueueError> {
          onCall();
          return err(FAILURE);
        }
      },
  ),
  queues(
    'a chain popped',
    ['split/pop-unreadable'],
    (onCall) =>
      class extends Queue {
        override pop(): Result<DescriptorChain | undefined, QueueError> {
          onCall();
          return ok(undefined);
        }
      },
  ),
  queues(
    'adding an element',
    ['split/add-used-atomic'],
    (onCall) =>
      class extends Queue {
        override addUsed(): Result<void, QueueError> {
          onCall();
          return err(FAILURE);
        }
      },
  ),
  queues(
    'an answer to whether to notify',
    [],
    (onCall) =>
      class extends Queue {
        override needsNotification(): Result<Bool, QueueError> {
          onCall();
          return err(FAILURE);
        }
      },
  ),
  queues(
    'enabling notifications',
    ['split/enable-notification-unreadable'],
    (onCall) =>
      class extends Queue {
        override enableNotification(): Result<Bool, QueueError> {
          onCall();
          return err(FAILURE);
        }
      },
  ),
  devices('disabling notifications', [], (onCall) => ({
    disableNotification: () => {
      onCall();
      return err(FAILURE);
    },
  })),
  devices('an iterator', [], (onCall) => ({
    iterate: () => {
      onCall();
      return err(FAILURE);
    },
  })),
  devices('restoring', [], (onCall) => ({
    restore: () => {
      onCall();
      return err(FAILURE);
    },
  })),
  devices('making a queue', [], (onCall) => ({
    make: () => {
      onCall();
      return err({ kind: 'InvalidMaxSize' });
    },
  })),
  devices('a step of a walk', [...MALFORMED, ...REPORTED], (onCall) => ({
    walk: (domain, state) => {
      const { state: now } = rustVmmDevice.walk(domain, state);
      return {
        state: now,
        next: () => {
          onCall();
          return err({ kind: 'Unmapped' });
        },
      };
    },
  })),
  devices('an element of a chain', [...MALFORMED, 'chain/end-is-final-for-driver'], (onCall) => ({
    walk: (domain, state) => {
      const { state: now } = rustVmmDevice.walk(domain, state);
      return {
        state: now,
        next: () => {
          onCall();
          return ok(undefined);
        },
      };
    },
  })),
];
