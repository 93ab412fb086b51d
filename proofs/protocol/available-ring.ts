import { ghost, invariant, type Bool, type Integer, type U16 } from 'ringproof';
import { publishingLifecycle, type SeenSides } from 'ringproof/virtio/protocol';
import {
  changedBy,
  IN_STEP,
  isAnswered,
  holdsHead,
  holdsOther,
  isEntered,
  inFlight,
  isKept,
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
  /** That entry is still the head's: the device has not returned as many chains since as were added up to it. */
  isPlaced: ghost.flag(),
  /** How often the driver has added the head, the device has taken it and not put it back, and the driver has collected it. */
  lent: ghost.count(),
  taken: ghost.count(),
  collected: ghost.count(),
};

type Adding = Following & {
  readonly ghost: {
    readonly isAvailable: Bool;
    readonly enteredAt: U16;
    readonly isPlaced: Bool;
    readonly lent: Integer;
  };
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
  isPlaced: (at: Adding): Bool => at.ghost.isPlaced.or(isLent(at)),
  lent: (at: Adding): Integer => changedBy(at, at.ghost.lent, isLent(at), 1),
};

interface Placed {
  readonly ghost: { readonly enteredAt: U16; readonly isPlaced: Bool };
  readonly seen: SeenSides;
}

/** Whether the chain that the device took last is the head's, and it has not returned it. */
function isTakenLast({ ghost, seen }: Placed & { readonly ghost: { readonly isAway: Bool } }): Bool {
  const { isAway, isPlaced, enteredAt } = ghost;
  return isAway.and(isPlaced, enteredAt.eq(seen.device.nextAvail.sub(1)));
}

/** Entries from the one that is used next on are not yet written again. */
const returns = {
  isPlaced: ({ ghost: { isPlaced, enteredAt }, after }: Placed & { readonly after: SeenSides }): Bool =>
    isPlaced.and(isKept(after, enteredAt)),
};

/** At first each head is free. */
const FREE = {
  ...{ isAvailable: false, isAway: false, enteredAt: 0, isPlaced: false },
  ...{ lent: 0, taken: 0, collected: 0 },
};

/** Any one head on its way from the driver to the device. */
export const availableRing = invariant({
  id: 'protocol/available-ring',
  title:
    'a head that is lent is available or with the device and not both, and one entry alone has it if it is',
  requirements: [],
  doesNotProve: NOT_PROVED,
  of: publishingLifecycle,
  needs: ['driver.publish', 'driver.takesEach'],
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
    'the device code puts back only the chain that it popped last, and still holds': {
      when: {
        undoPop: (at) => {
          const { head, entry } = at.ghost;
          const isLast = entry.eq(at.seen.device.nextAvail.sub(1));
          return isLast.and(holdsHead(at.seen.slots.entry(entry), head)).implies(isTakenLast(at));
        },
      },
    },
    'the device code returns and puts back only chains that it popped and still holds': {
      when: {
        undoPop: ({ seen }) => inFlight(seen).ne(0),
        addUsed: ({ seen }) => inFlight(seen).ne(0),
        publishUsed: ({ seen, args }) => args.count.le(inFlight(seen)),
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
    'an available head was added at an entry that is not taken': {
      that: ({ ghost: { isAvailable, enteredAt, isPlaced }, seen }) =>
        isAvailable.implies(isPlaced.and(isEntered(seen, enteredAt))),
    },
    'the entry at which it was added is that head, also once it is taken, as long as the device can put it back':
      {
        that: ({ ghost: { head, enteredAt, isPlaced }, seen }) =>
          isPlaced.implies(isKept(seen, enteredAt).and(holdsHead(seen.slots.entry(enteredAt), head))),
      },
    'no other entry is that head': {
      that: ({ ghost: { head, isAvailable, enteredAt, entry }, seen }) =>
        isEntered(seen, entry)
          .and(isAvailable.and(entry.eq(enteredAt)).not())
          .implies(holdsOther(seen.slots.entry(entry), head)),
    },
    'it is taken as often as it is lent, or once less while it is available': {
      that: (at) => at.ghost.lent.eq(changedBy(at, at.ghost.taken, at.ghost.isAvailable, 1)),
    },
    'it is collected as often as it is taken, or once less while it is with the device': {
      that: (at) => at.ghost.taken.eq(changedBy(at, at.ghost.collected, at.ghost.isAway, 1)),
    },
  },
  instances: ({ seen: { device } }) => [{ entry: device.nextAvail }],
  initially: { setUp: FREE, reset: FREE },
  after: {
    add: lends,
    addIndirect: lends,
    publish: {},
    shouldKick: {},
    collect: {
      isAway: (at) => at.ghost.isAway.and(isAnswered(at).not()),
      collected: (at) => changedBy(at, at.ghost.collected, isAnswered(at), 1),
    },
    enableUsed: {},
    disableUsed: {},
    resetPending: {},
    driverWakes: {},
    pop: {
      isAvailable: (at) => at.ghost.isAvailable.and(isAnswered(at).not()),
      isAway: (at) => at.ghost.isAway.or(isAnswered(at)),
      taken: (at) => changedBy(at, at.ghost.taken, isAnswered(at), 1),
    },
    undoPop: {
      isAvailable: (at) => at.ghost.isAvailable.or(isTakenLast(at)),
      isAway: (at) => at.ghost.isAway.and(isTakenLast(at).not()),
      taken: (at) => changedBy(at, at.ghost.taken, isTakenLast(at), -1),
    },
    addUsed: returns,
    writeUsed: {},
    publishUsed: returns,
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    deviceWakes: {},
  },
});
