import { ghost, invariant, type Bool, type Domain, type Integer, type U16 } from 'ringproof';
import {
  AVAIL_RING,
  queueLifecycle,
  USED_RING,
  type DescriptorChain,
  type SeenQueue,
} from 'ringproof/virtio/split';

export const IN_ORDER = 'in-order.device.must-use-in-available-order';

const GHOST = {
  /** Any index of the available ring: what holds of the chain that is popped there holds of each. */
  at: ghost.any(),
  /** The head of the chain that was popped there last. */
  head: ghost.index(),
  /** How often the driver takes a chain of that index for returned, with IN_ORDER. */
  returned: ghost.count(),
  /** How often it takes it for the one that it is. */
  inTurn: ghost.count(),
};

/** A moment of an operation. */
interface Moment {
  readonly domain: Domain;
  readonly ghost: { readonly at: U16; readonly head: U16 };
  readonly seen: SeenQueue;
}

/** Whether IN_ORDER was negotiated. */
function isOrdered({ domain, seen }: Pick<Moment, 'domain' | 'seen'>): Bool {
  return seen.state.inOrder ?? domain.bool(false);
}

/** Whether a chain that was popped at the index is in flight. */
function isOut({ ghost: { at }, seen: { state } }: Moment): Bool {
  return at.sub(state.nextUsed).lt(state.nextAvail.sub(state.nextUsed));
}

/** The entry of the available ring for an index. Of a queue in use it has an address; of others, one that wraps is as good. */
function entryOf({ state: { availRing, size }, memory }: SeenQueue, index: U16): U16 {
  return memory.peekWord(availRing.add(AVAIL_RING.slotOffset(index.rem(size))), 16);
}

/** Whether idx of the used ring is what the device stored last. */
function isIdxKept({ state: { usedRing, nextUsed }, memory }: SeenQueue): Bool {
  return memory.peekWord(usedRing, 16, 2).eq(nextUsed);
}

/** Whether the element for an index of the used ring names a head. */
function names({ state: { usedRing, size }, memory }: SeenQueue, index: U16, head: U16): Bool {
  const element = usedRing.add(USED_RING.slotOffset(index.rem(size)));
  return memory.peekWord(element, 32).eq(head.zeroExtend(32));
}

/** Whether the driver takes the chain of the index for returned: elements up to it were published, with IN_ORDER. */
function isReturned(moment: Moment, after: SeenQueue): Bool {
  const { nextUsed } = moment.seen.state;
  return isOrdered(moment).and(moment.ghost.at.sub(nextUsed).lt(after.state.nextUsed.sub(nextUsed)));
}

/**
 * Whether the driver takes it for the one that it is: it was popped and not returned, and the element for its index names it; or the first
 * element that was published names the last chain, and so stands for all (2.7.9).
 */
function isInItsTurn(moment: Moment, after: SeenQueue): Bool {
  const {
    seen,
    ghost: { at, head },
  } = moment;
  const { nextUsed } = seen.state;
  const all = names(after, nextUsed, entryOf(seen, after.state.nextUsed.sub(1)));
  return isReturned(moment, after).and(isOut(moment), names(after, at, head).or(all));
}

function counted(count: Integer, domain: Domain, condition: Bool): Integer {
  return count.plus(domain.select(condition, domain.u16(1), domain.u16(0)));
}

/** What an operation that may publish does to the counts. */
const publishes = {
  returned: (
    call: Moment & { readonly ghost: { readonly returned: Integer }; readonly after: SeenQueue },
  ): Integer => counted(call.ghost.returned, call.domain, isReturned(call, call.after)),
  inTurn: (
    call: Moment & { readonly ghost: { readonly inTurn: Integer }; readonly after: SeenQueue },
  ): Integer => counted(call.ghost.inTurn, call.domain, isInItsTurn(call, call.after)),
};

/** The head at the index, once a chain was popped. */
function headAfter({ domain, ghost: { at, head }, seen }: Moment, chain: DescriptorChain | undefined): U16 {
  return chain === undefined ? head : domain.select(seen.state.nextAvail.eq(at), chain.head, head);
}

const noneInFlight = ({ seen: { state } }: Pick<Moment, 'seen'>): Bool => state.nextAvail.eq(state.nextUsed);

/**
 * With IN_ORDER, the k-th chain that is returned is the k-th that was popped. Which one that is stands in the available ring: a device can
 * look there, or keep a list of its own.
 */
export const inOrder = invariant({
  id: 'split/in-order',
  title: 'with IN_ORDER, chains are returned in the order in which they were made available',
  requirements: [IN_ORDER],
  doesNotProve:
    'that all bytes of chains which one element stands for were used: the device knows that; nor anything of an operation that publishes several elements, each for several chains.',
  of: queueLifecycle,
  needs: ['negotiatesInOrder'],
  ghost: GHOST,
  environment: {
    'the driver leaves entries of chains in flight as they are': {
      writes: (at) => isOut(at).implies(entryOf(at.after, at.ghost.at).eq(entryOf(at.seen, at.ghost.at))),
    },
    // A device may read back what it stored.
    'the driver leaves the used ring as it is': {
      when: {
        addUsed: ({ seen }) => isIdxKept(seen),
        writeUsed: ({ seen }) => isIdxKept(seen),
        publishUsed: ({ seen }) => isIdxKept(seen),
        addUsedInOrder: ({ seen }) => isIdxKept(seen),
      },
    },
    'with IN_ORDER, the device code returns no head beyond the table': {
      when: {
        addUsed: ({ domain, seen, args: { head } }) =>
          isOrdered({ domain, seen }).implies(head.lt(seen.state.size)),
      },
    },
    'IN_ORDER, the size and the available ring are set up only while no chain is in flight': {
      when: {
        setUpInOrder: noneInFlight,
        setUpSize: noneInFlight,
        setUpAvailRing: noneInFlight,
        setUpHalf: ({ seen, args }) => args.field !== 'availRing' || noneInFlight({ seen }),
      },
    },
    'a ring is resumed where it stopped': {
      when: {
        resume: ({ seen: { state, memory }, args }) =>
          args.nextAvail.eq(state.nextAvail).and(memory.peekWord(state.usedRing, 16, 2).eq(state.nextUsed)),
      },
    },
    'the elements of a batch were written in their turn': {
      when: {
        publishUsed: ({ ghost: { at, head }, seen, args: { count } }) =>
          at
            .sub(seen.state.nextUsed)
            .ge(count)
            .or(names(seen, at, head))
            .and(count.le(seen.state.nextAvail.sub(seen.state.nextUsed))),
      },
    },
  },
  holds: {
    'what is returned first was popped first': {
      that: ({ ghost: { returned, inTurn } }) => inTurn.eq(returned),
      requirement: IN_ORDER,
    },
    'the entry of a chain in flight is the head that was popped': {
      that: (now) =>
        isOrdered(now).and(isOut(now)).implies(entryOf(now.seen, now.ghost.at).eq(now.ghost.head)),
    },
  },
  initially: { make: { head: 0, returned: 0, inTurn: 0 } },
  after: {
    setUpSize: {},
    setUpDescTable: {},
    setUpAvailRing: {},
    setUpUsedRing: {},
    setUpReady: {},
    setUpEventIdx: {},
    setUpHalf: {},
    setUpInOrder: {},
    activate: {},
    reset: {},
    pop: { head: (call) => headAfter(call, call.result.ok ? call.result.value : undefined) },
    iteratorNext: { head: (call) => headAfter(call, call.result) },
    undoPop: {},
    iteratorPrevious: {},
    addUsed: publishes,
    writeUsed: {},
    publishUsed: publishes,
    addUsedInOrder: publishes,
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    saveAndRestore: {},
  },
});
