import { ghost, invariant, type Bool, type U16 } from 'ringproof';
import { oneByOneLifecycle, type SeenSides } from 'ringproof/virtio/protocol';
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
  element: ghost.each(),
  /** The device has taken the head and not returned it. */
  isHeld: ghost.flag(),
  /** The device has returned it and the driver has not collected it. */
  isUsed: ghost.flag(),
  /** The index of the element by which it was returned last. */
  usedAt: ghost.index(),
};

/** Chains that the device has taken and not returned. */
const inDevice = ({ device }: SeenSides): U16 => device.nextAvail.sub(device.nextUsed);

type Returning = Following & {
  readonly args: { readonly head: U16 };
  readonly result: { readonly ok: boolean };
};

function isGivenBack({ domain, ghost: { head }, args, result }: Returning): Bool {
  return result.ok ? args.head.eq(head) : domain.bool(false);
}

/** At first the device has none. */
const NONE = { isHeld: false, isUsed: false, usedAt: 0 };

/** Any one head on its way from the device to the driver. */
export const usedRing = invariant({
  id: 'protocol/used-ring',
  title:
    'a head that the device took is held or used and not both, and one element alone has it if it is used',
  requirements: [],
  doesNotProve: NOT_PROVED,
  of: oneByOneLifecycle,
  needs: ['driver.publish'],
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
    'the device code returns only chains that it popped and still holds': {
      when: {
        addUsed: ({ domain, ghost: { head, isHeld }, seen, args }) => {
          const isHead = args.head.eq(head);
          // Of the others it holds one more than the head.
          const least = domain.select(isHeld, domain.u16(1), domain.u16(0));
          return isHead.implies(isHeld).and(isHead.or(inDevice(seen).gt(least)));
        },
      },
    },
  },
  holds: {
    'a head is held or used, and not both': {
      that: ({ ghost: { isHeld, isUsed } }) => isHeld.and(isUsed).not(),
    },
    'the device holds no more chains than it took and did not return': {
      that: ({ ghost: { isHeld }, seen }) => isHeld.implies(inDevice(seen).ne(0)),
    },
    'a used head is the element by which it was returned': {
      that: ({ ghost: { head, isUsed, usedAt }, seen }) =>
        isUsed.implies(isReturned(seen, usedAt).and(holdsHead(seen.slots.element(usedAt), head))),
    },
    'no other element is that head': {
      that: ({ ghost: { head, isUsed, usedAt, element }, seen }) =>
        isReturned(seen, element)
          .and(isUsed.and(element.eq(usedAt)).not())
          .implies(holdsOther(seen.slots.element(element), head)),
    },
  },
  instances: ({ seen: { driver } }) => [{ element: driver.lastUsed }],
  initially: { setUp: NONE, reset: NONE },
  after: {
    add: {},
    addIndirect: {},
    publish: {},
    shouldKick: {},
    collect: { isUsed: (at) => at.ghost.isUsed.and(isAnswered(at).not()) },
    enableUsed: {},
    disableUsed: {},
    resetPending: {},
    driverWakes: {},
    pop: { isHeld: (at) => at.ghost.isHeld.or(isAnswered(at)) },
    addUsed: {
      isHeld: (at) => at.ghost.isHeld.and(isGivenBack(at).not()),
      isUsed: (at) => at.ghost.isUsed.or(isGivenBack(at)),
      // Decided: an element is easier looked up at one index than at one of two.
      usedAt: (at) => (at.domain.decide(isGivenBack(at)) ? at.seen.device.nextUsed : at.ghost.usedAt),
    },
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    deviceWakes: {},
  },
});
