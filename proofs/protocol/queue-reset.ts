import { ghost, invariant, type Bool, type Domain } from 'ringproof';
import { resettingLifecycle, type SeenResetting, type SeenSides } from 'ringproof/virtio/protocol';
import { ringWords } from './words.ts';

const GHOST = {
  /** Any head: what holds of it holds of each. */
  head: ghost.any(),
  /** The driver has seen that the queue is reset. */
  isVerified: ghost.flag(),
  /** Since then, it has added the head. */
  isAdded: ghost.flag(),
};

interface Moment {
  readonly domain: Domain;
  readonly ghost: { readonly isVerified: Bool };
  readonly seen: SeenResetting;
}

/** Whether the driver has set the queue up after it has verified the reset. */
export function isSetUpAgain({ ghost: { isVerified }, seen: { sides } }: Moment): Bool {
  return isVerified.and(sides.driver.isSetUp);
}

/** Whether the rings hold nothing but what the driver has added since it has set them up. */
function areNew(domain: Domain, sides: SeenSides): Bool {
  const { availIdx, usedIdx, usedFlags, availEvent } = ringWords(sides);
  const { published, nextAvail, lastUsed, size, isLive } = sides.driver;
  return domain
    .bool(true)
    .and(
      availIdx.eq(published),
      published.le(nextAvail),
      nextAvail.le(size),
      ...[usedIdx, usedFlags, availEvent, lastUsed].map((word) => word.eq(0)),
      isLive?.not() ?? true,
    );
}

type Adding = Moment & {
  readonly ghost: { readonly head: SeenSides['driver']['size']; readonly isAdded: Bool };
  readonly result:
    { readonly ok: true; readonly value: SeenSides['driver']['size'] } | { readonly ok: false } | undefined;
};

const adds = {
  isAdded: ({ ghost: { head, isAdded }, result }: Adding): Bool =>
    result?.ok === true ? isAdded.or(result.value.eq(head)) : isAdded,
};

/** A queue from the moment at which the device has reset it up to the one at which it is enabled again. */
export const queueReset = invariant({
  id: 'protocol/queue-reset',
  title: 'a queue that is reset is left alone by the device, and set up again has nothing of before',
  requirements: [],
  doesNotProve:
    'that the device ever resets the queue, or that the transport says so truly; nor that device code gives up the chains that it holds.',
  of: resettingLifecycle,
  needs: ['driver.publish', 'driver.reset', 'device.reset'],
  ghost: GHOST,
  environment: {
    'the driver looks whether the queue is reset up to when it is, and not again': {
      when: { verify: ({ ghost: { isVerified } }) => isVerified.not() },
    },
    'a queue is set up again once it is verified to be reset': {
      when: { setUpAgain: ({ ghost: { isVerified } }) => isVerified },
    },
  },
  holds: {
    'the device is not in use and has nothing of before': {
      that: ({ domain, seen: { sides } }) => {
        const { ready, nextAvail, nextUsed, numAdded } = sides.device;
        const indices = [nextAvail, nextUsed, numAdded];
        return domain.bool(true).and(ready.not(), ...indices.map((index) => index.eq(0)));
      },
    },
    'it leaves guest memory alone and sends no notification': { that: ({ seen }) => seen.isQuiet },
    'the driver gives nothing up before it has verified the reset': {
      that: ({ ghost: { isVerified }, seen: { sides } }) => isVerified.or(sides.driver.isSetUp),
    },
    'set up again, what is lent was added since': {
      that: (at) => {
        const { head, isAdded } = at.ghost;
        const { driver, chain } = at.seen.sides;
        const isLent = head.lt(driver.size).and(chain(head).isOutstanding);
        return isSetUpAgain(at).implies(isLent.iff(isAdded));
      },
    },
    'the rings hold nothing else': {
      that: (at) => isSetUpAgain(at).implies(areNew(at.domain, at.seen.sides)),
    },
    'what is published is counted': {
      that: (at) => {
        const { published, numAdded, addedAll } = at.seen.sides.driver;
        return isSetUpAgain(at).implies(numAdded.ge(published).or(addedAll ?? false));
      },
    },
  },
  initially: { deviceResets: { isVerified: false, isAdded: false } },
  after: {
    add: adds,
    publish: {},
    shouldKick: {},
    collect: {},
    enableUsed: {},
    disableUsed: {},
    verify: {
      isVerified: ({ domain }) => domain.bool(true),
      isAdded: ({ domain }) => domain.bool(false),
    },
    setUpAgain: {
      isAdded: ({ domain }) => domain.bool(false),
    },
    deviceWorks: {},
  },
});
