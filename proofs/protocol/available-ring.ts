import { ghost, invariant, type Bool, type U16 } from 'ringproof';
import { oneByOneLifecycle } from 'ringproof/virtio/protocol';
import {
  IN_STEP,
  isAnswered,
  holdsHead,
  holdsOther,
  isEntered,
  isReturned,
  NOT_PROVED,
  type Following,
} from './ownership.ts';

const GHOST = {
  /** Any head: what holds of it holds of each. */
  head: ghost.any(),
  /** Any index. */
  entry: ghost.each(),
  /** The driver has added the head and the device has not taken it. */
  isAvailable: ghost.flag(),
  /** The device has taken it and the driver has not collected it. */
  isAway: ghost.flag(),
  /** The index of the entry at which it was added last. */
  enteredAt: ghost.index(),
};

type Adding = Following & {
  readonly ghost: { readonly isAvailable: Bool; readonly enteredAt: U16 };
  readonly result: { readonly ok: true; readonly value: U16 } | { readonly ok: false } | undefined;
};

function isLent({ domain, ghost: { head }, result }: Adding): Bool {
  return result?.ok === true ? result.value.eq(head) : domain.bool(false);
}

/** The driver lends a chain. */
const lends = {
  isAvailable: (at: Adding): Bool => at.ghost.isAvailable.or(isLent(at)),
  // Decided: an entry is easier looked up at one index than at one of two.
  enteredAt: (at: Adding): U16 =>
    at.domain.decide(isLent(at)) ? at.seen.driver.nextAvail : at.ghost.enteredAt,
};

/** At first each head is free. */
const FREE = { isAvailable: false, isAway: false, enteredAt: 0 };

/** Any one head on its way from the driver to the device. */
export const availableRing = invariant({
  id: 'protocol/available-ring',
  title:
    'a head that is lent is available or with the device and not both, and one entry alone has it if it is',
  requirements: [],
  doesNotProve: NOT_PROVED,
  of: oneByOneLifecycle,
  needs: ['driver.publish'],
  ghost: GHOST,
  environment: {
    ...IN_STEP,
    'an element that is not collected names a head that the device has taken: see protocol/used-ring': {
      when: {
        collect: ({ ghost: { head, isAway }, seen }) => {
          const { lastUsed } = seen.driver;
          return isReturned(seen, lastUsed)
            .and(holdsHead(seen.slots.element(lastUsed), head))
            .implies(isAway);
        },
      },
    },
  },
  holds: {
    'a head that is lent is available or with the device, and a free one is neither': {
      that: ({ ghost: { head, isAvailable, isAway }, seen }) => {
        const isOutstanding = head.lt(seen.driver.size).and(seen.chain(head).isOutstanding);
        return isOutstanding.iff(isAvailable.or(isAway));
      },
    },
    'it is not both': {
      that: ({ ghost: { isAvailable, isAway } }) => isAvailable.and(isAway).not(),
    },
    'an available head is the entry at which it was added': {
      that: ({ ghost: { head, isAvailable, enteredAt }, seen }) =>
        isAvailable.implies(isEntered(seen, enteredAt).and(holdsHead(seen.slots.entry(enteredAt), head))),
    },
    'no other entry is that head': {
      that: ({ ghost: { head, isAvailable, enteredAt, entry }, seen }) =>
        isEntered(seen, entry)
          .and(isAvailable.and(entry.eq(enteredAt)).not())
          .implies(holdsOther(seen.slots.entry(entry), head)),
    },
  },
  instances: ({ seen: { device } }) => [{ entry: device.nextAvail }],
  initially: { setUp: FREE, reset: FREE },
  after: {
    add: lends,
    addIndirect: lends,
    publish: {},
    shouldKick: {},
    collect: { isAway: (at) => at.ghost.isAway.and(isAnswered(at).not()) },
    enableUsed: {},
    disableUsed: {},
    resetPending: {},
    driverWakes: {},
    pop: {
      isAvailable: (at) => at.ghost.isAvailable.and(isAnswered(at).not()),
      isAway: (at) => at.ghost.isAway.or(isAnswered(at)),
    },
    addUsed: {},
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    deviceWakes: {},
  },
});
