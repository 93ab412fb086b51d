import { err, ok, type Model } from 'ringproof';
import { Queue } from '../models/rust-vmm/queue.ts';
import { deviceWith, type Replaced } from './broken-device.fixture.ts';

/** A device with one operation that always fails. */
export interface FailingOperation {
  /** What never comes about, in words. */
  readonly what: string;
  /** The device; tells of each call of the operation. */
  readonly model: (onCall: () => void) => Model;
  /** Ids of the proofs that ask for it and hold all the same: they are about what becomes of it where it does fail. */
  readonly holds: readonly string[];
}

const FAILURE = { kind: 'InvalidQueue' } as const;

/** A device that fails in one operation, which `make` replaces. */
function failing(
  what: string,
  holds: readonly string[],
  make: (onCall: () => void) => Replaced,
): FailingOperation {
  return {
    ...{ what, holds },
    model: (onCall) => deviceWith('failing', (domain, fields) => new Queue(domain, fields), make(onCall)),
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

/** Proofs of what cannot be set up in use. */
const SET_UP_IN_USE = ['set-up-in-use', 'set-up-in-use-accesses', 'set-up-event-idx-in-use'].map(
  (name) => `split/${name}`,
);

/** Every operation that can fail or give nothing, one at a time, never doing anything else. */
export const FAILING_OPERATIONS: readonly FailingOperation[] = [
  failing('set-up', [...SET_UP_IN_USE, 'split/event-idx-switched'], (onCall) => ({
    queue: {
      setUp: () => {
        onCall();
        return err({ kind: 'QueueReady' });
      },
    },
  })),
  failing('activation', ['split/reset'], (onCall) => ({
    queue: {
      activate: () => {
        onCall();
        return err(FAILURE);
      },
    },
  })),
  failing(
    'a pop',
    [
      ...['split/pop-reports-head', 'split/pop-unreadable', 'split/not-ready-pop', 'split/pop-never-wedges'],
      ...['split/failed/pop', 'split/failed/add-used'],
    ],
    (onCall) => ({
      queue: {
        pop: () => {
          onCall();
          return err(FAILURE);
        },
      },
    }),
  ),
  failing(
    'a chain popped',
    ['split/pop-unreadable', 'split/not-ready-pop', 'split/failed/pop'],
    (onCall) => ({
      queue: {
        pop: () => {
          onCall();
          return ok(undefined);
        },
      },
    }),
  ),
  failing(
    'adding an element',
    ['split/add-used-atomic', 'split/not-ready-add-used', 'split/failed/add-used'],
    (onCall) => ({
      queue: {
        addUsed: () => {
          onCall();
          return err(FAILURE);
        },
      },
    }),
  ),
  failing(
    'an answer to whether to notify',
    ['split/not-ready-used-notification', 'split/failed/needs-notification'],
    (onCall) => ({
      queue: {
        needsNotification: () => {
          onCall();
          return err(FAILURE);
        },
      },
    }),
  ),
  failing(
    'enabling notifications',
    [
      'split/enable-notification-unreadable',
      'split/not-ready-enable-notification',
      'split/failed/enable-notification',
    ],
    (onCall) => ({
      queue: {
        enableNotification: () => {
          onCall();
          return err(FAILURE);
        },
      },
    }),
  ),
  failing(
    'disabling notifications',
    ['split/event-idx-flags', 'split/not-ready-disable-notification', 'split/failed/disable-notification'],
    (onCall) => ({
      queue: {
        disableNotification: () => {
          onCall();
          return err(FAILURE);
        },
      },
    }),
  ),
  failing('an iterator', ['split/not-ready-iterate'], (onCall) => ({
    queue: {
      iterate: () => {
        onCall();
        return err(FAILURE);
      },
    },
  })),
  failing('restoring', [], (onCall) => ({
    saved: {
      restore: () => {
        onCall();
        return err(FAILURE);
      },
    },
  })),
  failing('making a queue', [], (onCall) => ({
    make: () => {
      onCall();
      return err({ kind: 'InvalidMaxSize' });
    },
  })),
  failing('a step of a walk', [...MALFORMED, ...REPORTED], (onCall) => ({
    walk: {
      next: () => {
        onCall();
        return err({ kind: 'Unmapped' });
      },
    },
  })),
  failing('an element of a chain', [...MALFORMED, 'chain/end-is-final-for-driver'], (onCall) => ({
    walk: {
      next: () => {
        onCall();
        return ok(undefined);
      },
    },
  })),
];
