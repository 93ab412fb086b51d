import { ghost, invariant, type Bool, type Integer, type U16 } from 'ringproof';
import { publishingLifecycle, type SeenSides } from 'ringproof/virtio/protocol';
import {
  changedBy,
  IN_STEP,
  isAnswered,
  holdsHead,
  holdsOther,
  inFlight,
  isEntered,
  NOT_PROVED,
  type Following,
} from './ownership.ts';

const GHOST = {
  /** Any head: what holds of it holds of each. */
  head: ghost.any(),
  /** Any index. */
  element: ghost.each(),
  /** The device has taken the head and not written an element of it. */
  isHeld: ghost.flag(),
  /** The device has written an element of it and the driver has not collected it. */
  isUsed: ghost.flag(),
  /** The index of the element that was written of it last. */
  usedAt: ghost.index(),
  /** The index of the next element to write: those before it that are not published are of a batch. */
  nextWritten: ghost.index(),
  /** How often the device has taken it and not put it back, has written an element of it, and the driver has collected it. */
  taken: ghost.count(),
  returned: ghost.count(),
  collected: ghost.count(),
};

interface Moment {
  readonly ghost: { readonly nextWritten: U16 };
  readonly seen: SeenSides;
}

/** Chains that the device has taken and not written an element of. */
const inDevice = ({ ghost: { nextWritten }, seen }: Moment): U16 => seen.device.nextAvail.sub(nextWritten);

/** Elements that are written and not published. */
const unpublished = ({ ghost: { nextWritten }, seen }: Moment): U16 => nextWritten.sub(seen.device.nextUsed);

/** Whether an element for this index is written, published or not, and not collected. */
export function isWritten({ ghost: { nextWritten }, seen: { driver } }: Moment, index: U16): Bool {
  const { lastUsed } = driver;
  return index.sub(lastUsed).lt(nextWritten.sub(lastUsed));
}

/** Whether an index is none after the elements that are written and not collected: it may be the one after the last. */
function isAmongWritten({ ghost: { nextWritten }, seen: { driver } }: Moment, index: U16): Bool {
  const { lastUsed } = driver;
  return index.sub(lastUsed).le(nextWritten.sub(lastUsed));
}

/** Whether the device holds the head if it is `its`, and as well another chain if not. */
function isOneOfHeld(
  at: Following & Moment & { readonly ghost: { readonly isHeld: Bool } },
  its: Bool,
): Bool {
  const { domain, ghost } = at;
  // Of the others it holds one more than the head.
  const least = domain.select(ghost.isHeld, domain.u16(1), domain.u16(0));
  return its.implies(ghost.isHeld).and(its.or(inDevice(at).gt(least)));
}

/** Whether the entry that the device has taken last is the head. */
function isTakenLast({ ghost: { head }, seen }: Following): Bool {
  return holdsHead(seen.slots.entry(seen.device.nextAvail.sub(1)), head);
}

type Returning = Following & {
  readonly ghost: {
    readonly isHeld: Bool;
    readonly isUsed: Bool;
    readonly usedAt: U16;
    readonly returned: Integer;
    readonly nextWritten: U16;
  };
  readonly args: { readonly head: U16; readonly index?: U16 };
  readonly result: { readonly ok: boolean } | undefined;
};

function isGivenBack({ domain, ghost: { head }, args, result }: Returning): Bool {
  return result?.ok === true ? args.head.eq(head) : domain.bool(false);
}

/** The index for which an element is written. */
const indexOf = ({ seen, args }: Returning): U16 => args.index ?? seen.device.nextUsed;

/** The device writes an element. */
const writes = {
  isHeld: (at: Returning): Bool => at.ghost.isHeld.and(isGivenBack(at).not()),
  isUsed: (at: Returning): Bool => at.ghost.isUsed.or(isGivenBack(at)),
  // Decided: an element is easier looked up at one index than at one of two.
  usedAt: (at: Returning): U16 => (at.domain.decide(isGivenBack(at)) ? indexOf(at) : at.ghost.usedAt),
  returned: (at: Returning): Integer => changedBy(at, at.ghost.returned, isGivenBack(at), 1),
  nextWritten: (at: Returning): U16 => (at.result?.ok === true ? indexOf(at).add(1) : at.ghost.nextWritten),
};

/** At first the device has none. */
const NONE = {
  ...{ isHeld: false, isUsed: false, usedAt: 0, nextWritten: 0 },
  ...{ taken: 0, returned: 0, collected: 0 },
};

/** Any one head on its way from the device to the driver. */
export const usedRing = invariant({
  id: 'protocol/used-ring',
  title:
    'a head that the device took is held or used and not both, and one element alone has it if it is used',
  requirements: [],
  doesNotProve: NOT_PROVED,
  of: publishingLifecycle,
  needs: ['driver.publish', 'driver.takesEach'],
  ghost: GHOST,
  environment: {
    ...IN_STEP,
    'an entry that is not taken names no head that the device has taken: see protocol/available-ring': {
      when: {
        pop: ({ ghost: { head, isHeld, isUsed }, seen }) => {
          const { nextAvail } = seen.device;
          const isNext = isEntered(seen, nextAvail).and(holdsHead(seen.slots.entry(nextAvail), head));
          return isNext.implies(isHeld.or(isUsed).not());
        },
      },
    },
    'the device code returns and puts back only chains that it popped and still holds': {
      when: {
        addUsed: (at) => isOneOfHeld(at, at.args.head.eq(at.ghost.head)),
        writeUsed: (at) => isOneOfHeld(at, at.args.head.eq(at.ghost.head)),
        undoPop: (at) => isOneOfHeld(at, isTakenLast(at)),
      },
    },
    'it writes the elements of a batch one after the other, publishes no more than it has written, and adds none by itself meanwhile':
      {
        when: {
          addUsed: (at) => at.seen.device.nextUsed.eq(at.ghost.nextWritten),
          writeUsed: (at) => at.args.index.eq(at.ghost.nextWritten),
          publishUsed: (at) => at.args.count.le(unpublished(at)),
        },
      },
  },
  holds: {
    'a head is held or used, and not both': {
      that: ({ ghost: { isHeld, isUsed } }) => isHeld.and(isUsed).not(),
    },
    'what is published is written': {
      that: (at) => isAmongWritten(at, at.seen.device.nextUsed),
    },
    'the device holds no more chains than it took and did not return': {
      that: (at) => {
        const isCounted = unpublished(at).le(inFlight(at.seen));
        return isCounted.and(at.ghost.isHeld.implies(inDevice(at).ne(0)));
      },
    },
    'a used head is the element by which it was returned': {
      that: (at) => {
        const { head, isUsed, usedAt } = at.ghost;
        return isUsed.implies(isWritten(at, usedAt).and(holdsHead(at.seen.slots.element(usedAt), head)));
      },
    },
    'no other element is that head': {
      that: (at) => {
        const { head, isUsed, usedAt, element } = at.ghost;
        return isWritten(at, element)
          .and(isUsed.and(element.eq(usedAt)).not())
          .implies(holdsOther(at.seen.slots.element(element), head));
      },
    },
    'it is returned as often as it is taken, or once less while it is held': {
      that: (at) => at.ghost.taken.eq(changedBy(at, at.ghost.returned, at.ghost.isHeld, 1)),
    },
    'it is collected as often as it is returned, or once less while it is used': {
      that: (at) => at.ghost.returned.eq(changedBy(at, at.ghost.collected, at.ghost.isUsed, 1)),
    },
  },
  instances: ({ seen: { driver } }) => [{ element: driver.lastUsed }],
  initially: { setUp: NONE, reset: NONE },
  after: {
    add: {},
    addIndirect: {},
    publish: {},
    shouldKick: {},
    collect: {
      isUsed: (at) => at.ghost.isUsed.and(isAnswered(at).not()),
      collected: (at) => changedBy(at, at.ghost.collected, isAnswered(at), 1),
    },
    enableUsed: {},
    disableUsed: {},
    resetPending: {},
    driverWakes: {},
    pop: {
      isHeld: (at) => at.ghost.isHeld.or(isAnswered(at)),
      taken: (at) => changedBy(at, at.ghost.taken, isAnswered(at), 1),
    },
    undoPop: {
      isHeld: (at) => at.ghost.isHeld.and(isTakenLast(at).not()),
      taken: (at) => changedBy(at, at.ghost.taken, isTakenLast(at), -1),
    },
    addUsed: writes,
    writeUsed: writes,
    publishUsed: {},
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    deviceWakes: {},
  },
});
