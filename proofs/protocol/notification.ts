import { ghost, invariant, type Bool, type Domain } from 'ringproof';
import { protocolLifecycle, type SeenSides } from 'ringproof/virtio/protocol';
import { areInOrder, isAgreed, ringWords, uncollected, unseen } from './words.ts';

const GHOST = {
  /** The device has asked to be notified of the next chain, was told that there is none, and waits. */
  deviceSleeps: ghost.flag(),
  /** The driver has notified it, and it has not woken up since. */
  kicked: ghost.flag(),
  /** The driver has published something since it last decided whether to notify. */
  owesKick: ghost.flag(),
  /** The same of the driver, which waits for used elements. */
  driverSleeps: ghost.flag(),
  interrupted: ghost.flag(),
  owesInterrupt: ghost.flag(),
};

type Flags = { readonly [K in keyof typeof GHOST]: Bool };

interface Moment {
  readonly domain: Domain;
  readonly ghost: Flags;
  readonly seen: SeenSides;
}

/** Whether chains are there that the device does not know of and will not look for, unless the driver notifies it. */
export function isLeft({ ghost: { deviceSleeps, kicked }, seen }: Moment): Bool {
  return deviceSleeps.and(kicked.not(), ringWords(seen).availIdx.ne(seen.device.nextAvail));
}

/** Whether elements are there that the driver does not know of and will not look for, unless the device notifies it. */
export function isUnheard({ ghost: { driverSleeps, interrupted }, seen }: Moment): Bool {
  return driverSleeps.and(interrupted.not(), ringWords(seen).usedIdx.ne(seen.driver.lastUsed));
}

const deviceIsAwake = ({ ghost }: Moment): Bool => ghost.deviceSleeps.not();
const driverIsAwake = ({ ghost }: Moment): Bool => ghost.driverSleeps.not();

const isAskedInTime = ({ seen: { driver } }: Moment): Bool => driver.numAdded.lt(65534);
/** Whether the driver still uses the queue. */
export const isUsed = ({ domain, seen: { driver } }: Pick<Moment, 'domain' | 'seen'>): Bool =>
  driver.isBroken?.not() ?? domain.bool(true);

type Call = Moment & { readonly after: SeenSides };

const owesKick = ({ ghost, seen, after }: Call): Bool =>
  ghost.owesKick.or(ringWords(after).availIdx.ne(ringWords(seen).availIdx));
const owesInterrupt = ({ ghost, seen, after }: Call): Bool =>
  ghost.owesInterrupt.or(ringWords(after).usedIdx.ne(ringWords(seen).usedIdx));

/** What a side has asked for: by an event with VIRTIO_F_EVENT_IDX, by flags without. */
function asked(eventIdx: Bool, byEvent: Bool, byFlags: Bool): Bool {
  return eventIdx.implies(byEvent).and(eventIdx.or(byFlags));
}

/** What each side knows of the other, in every state that operations of both, in any order, lead to. */
export const notification = invariant({
  id: 'protocol/notification',
  title: 'while a side waits, the other one has told it of all that is new, or is about to',
  requirements: [],
  doesNotProve:
    'anything of memory models: the sides take turns, an operation at a time, each seeing all that the other did; nor of a device that takes chains by iterators, restores a queue, or does not look at the ring when it goes on after a stop.',
  of: protocolLifecycle,
  ghost: GHOST,
  environment: {
    'the device code takes chains and changes what it asks for only while it is awake': {
      when: {
        pop: deviceIsAwake,
        undoPop: deviceIsAwake,
        enableNotification: deviceIsAwake,
        disableNotification: deviceIsAwake,
      },
    },
    'the driver code collects and changes what it asks for only while it is awake': {
      when: { collect: driverIsAwake, enableUsed: driverIsAwake, disableUsed: driverIsAwake },
    },
    'the device code returns and puts back only chains that it popped and still holds': {
      when: {
        undoPop: ({ seen: { device } }) => device.nextUsed.ne(device.nextAvail),
        addUsed: ({ seen: { device } }) => device.nextUsed.ne(device.nextAvail),
        publishUsed: ({ seen: { device }, args }) => args.count.le(device.nextAvail.sub(device.nextUsed)),
      },
    },
    'the driver code asks whether to notify before 65535 chains are added, of which some drivers notify by themselves':
      {
        when: { addAtOnce: isAskedInTime, addIndirectAtOnce: isAskedInTime },
      },
    'a driver that has given the queue up owes nothing': {
      when: { shouldKick: isUsed, enableUsed: isUsed },
    },
    'each side decides whether to notify the other after it has published, and does so if that is the answer':
      {
        always: () => true,
      },
  },
  holds: {
    'both sides agree on the queue': { that: ({ domain, seen }) => isAgreed(domain, seen) },
    'idx of the available ring is what the driver published': {
      that: ({ seen }) => ringWords(seen).availIdx.eq(seen.driver.published),
    },
    'idx of the used ring is what the device added': {
      that: ({ seen }) => ringWords(seen).usedIdx.eq(seen.device.nextUsed),
    },
    'the indices follow each other': { that: ({ domain, seen }) => areInOrder(domain, seen) },
    'flags of the used ring stay 0 where the device never says that it needs no notifications': {
      that: ({ domain, seen }) => (seen.deviceDisables ? domain.bool(true) : ringWords(seen).usedFlags.eq(0)),
    },
    'a device that waits asks for the next chain': {
      that: ({ ghost: { deviceSleeps }, seen }) => {
        const { usedFlags, availEvent } = ringWords(seen);
        const { eventIdx, nextAvail } = seen.device;
        return deviceSleeps.implies(asked(eventIdx, availEvent.eq(nextAvail), usedFlags.eq(0)));
      },
    },
    'chains that it has not seen are ones that the driver has yet to decide on': {
      that: (at) => {
        const { owesKick: owes } = at.ghost;
        return isLeft(at).implies(owes);
      },
    },
    'and are counted for that decision': {
      that: (at) => {
        const { numAdded, addedAll } = at.seen.driver;
        return isLeft(at).implies(numAdded.ge(unseen(at.seen)).or(addedAll ?? false));
      },
    },
    'a driver that waits asks for the next element': {
      that: ({ ghost: { driverSleeps }, seen }) => {
        const { availFlags, usedEvent } = ringWords(seen);
        const { eventIdx, lastUsed } = seen.driver;
        return driverSleeps.implies(asked(eventIdx, usedEvent.eq(lastUsed), availFlags.eq(0)));
      },
    },
    'elements that it has not seen are ones that the device has yet to decide on': {
      that: (at) => isUnheard(at).implies(at.ghost.owesInterrupt),
    },
    'and are counted for that decision of the device': {
      that: (at) => {
        const { numAdded, addedAll, eventIdx } = at.seen.device;
        return isUnheard(at)
          .and(eventIdx)
          .implies(numAdded.ge(uncollected(at.seen)).or(addedAll ?? false));
      },
    },
  },
  initially: {
    setUp: sleeping(),
    reset: sleeping(),
  },
  after: {
    add: {},
    addIndirect: {},
    // What it notifies of by itself, it owes as before: a notification too many.
    addAtOnce: { owesKick },
    addIndirectAtOnce: { owesKick },
    publish: { owesKick },
    shouldKick: {
      kicked: ({ ghost: { kicked }, result }) => kicked.or(result),
      owesKick: ({ domain }) => domain.bool(false),
    },
    collect: {},
    enableUsed: { driverSleeps: ({ domain, result }) => result?.not() ?? domain.bool(true) },
    disableUsed: {},
    resetPending: {},
    driverWakes: {
      driverSleeps: ({ domain }) => domain.bool(false),
      interrupted: ({ domain }) => domain.bool(false),
    },
    pop: {},
    undoPop: {},
    addUsed: { owesInterrupt },
    writeUsed: {},
    publishUsed: { owesInterrupt },
    addUsedInOrder: { owesInterrupt },
    needsNotification: {
      interrupted: ({ domain, ghost: { interrupted }, result }) =>
        interrupted.or(result.ok ? result.value : domain.bool(false)),
      owesInterrupt: ({ domain, ghost: { owesInterrupt: owed }, result }) =>
        result.ok ? domain.bool(false) : owed,
    },
    enableNotification: {
      deviceSleeps: ({ ghost: { deviceSleeps }, result }) => (result.ok ? result.value.not() : deviceSleeps),
    },
    disableNotification: {},
    // What had notified it meanwhile may be lost.
    resume: {
      deviceSleeps: ({ domain }) => domain.bool(false),
      kicked: ({ domain }) => domain.bool(false),
    },
    deviceWakes: {
      deviceSleeps: ({ domain }) => domain.bool(false),
      kicked: ({ domain }) => domain.bool(false),
    },
  },
});

/** Both sides begin asleep: the rings are empty, and neither has looked at them. */
function sleeping() {
  return {
    ...{ deviceSleeps: true, kicked: false, owesKick: false },
    ...{ driverSleeps: true, interrupted: false, owesInterrupt: false },
  };
}
