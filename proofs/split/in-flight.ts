import {
  ghost,
  invariant,
  type BeforeCall,
  type Bool,
  type BoolOperand,
  type Domain,
  type Integer,
  type U16,
} from 'ringproof';
import {
  isInTurn,
  queueLifecycle,
  usedElementAddress,
  usedIdxAddress,
  type DescriptorChain,
  type SeenQueue,
} from 'ringproof/virtio/split';
import { withHalf } from './with-half.ts';

/** What several chains are returned with. */
interface Batch {
  readonly count: U16;
  /** How many of them begin at the head that is followed. */
  readonly followed: Integer;
}

const GHOST = {
  /** Any head: what holds of it holds of each. */
  head: ghost.any(),
  /** Chains that were popped, and neither returned nor put back. */
  out: ghost.count(),
  /** Those of them that begin at the head, as the device code counts. */
  held: ghost.count(),
  /** Those of them that begin at the head, as a driver counts that looks at the used ring. */
  owed: ghost.count(),
};

/** A chain of which the device code makes something: it is one of those that it holds. */
function isHeld({
  ghost: { head, out, held },
  args,
}: BeforeCall<typeof GHOST, SeenQueue, { readonly head: U16 }>): Bool {
  const isHead = args.head.eq(head);
  // Another one than the head, where not all that are out begin at the head.
  return isHead.and(held.ge(1)).or(isHead.not().and(out.gt(held)));
}

/** Chains that are returned together: those that a property follows are held, and so are the others. */
function areHeld({
  ghost: { out, held },
  args: { count, followed },
}: BeforeCall<typeof GHOST, SeenQueue, Batch>): Bool {
  const others = out.minus(held);
  return count
    .ge(1)
    .and(followed.ge(0), followed.le(held), followed.le(count), followed.plus(others).ge(count));
}

/** The memory as it was seen. */
function lookedAt({ memory, accessible }: SeenQueue): Parameters<typeof isInTurn>[2] {
  return { accessible, peekWord: (address, width, offset) => memory.peekWord(address, width, offset) };
}

/** The idx that a driver reads. */
function idxIn({ state, memory }: SeenQueue): U16 {
  return memory.peekWord(state.usedRing, 16, 2);
}

function once(domain: Domain, condition: BoolOperand): U16 {
  return domain.select(condition, domain.u16(1), domain.u16(0));
}

/** Of a count: one more for a chain, or for a chain that begins at a head. */
function plusPopped(count: Integer, domain: Domain, chain: DescriptorChain | undefined, head?: U16): Integer {
  return chain === undefined
    ? count
    : count.plus(once(domain, head === undefined ? true : chain.head.eq(head)));
}

/** How often a driver is given a head back by an operation. Of several elements at once, each counts as one. */
function givenBack(domain: Domain, before: SeenQueue, after: SeenQueue, head: U16): U16 {
  // Before it, the driver has seen as much as the device has added: the invariant says so.
  const published = idxIn(after).sub(before.state.nextUsed);
  const element = usedElementAddress(before.state);
  const isHead = element === undefined || after.memory.peekWord(element, 32).eq(head.zeroExtend(32));
  return domain.select(published.eq(1), once(domain, isHead), published);
}

/** Of a batch: how many chains that begin at the head the driver is given back, if it sees as many elements as there are. */
function givenTogether(before: SeenQueue, after: SeenQueue, { count, followed }: Batch): Integer {
  const published = idxIn(after).sub(before.state.nextUsed);
  return followed.plus(published).minus(count);
}

/**
 * The chains in flight. A device that never has more than fit, and can return each, needs no list of them: this follows
 * one arbitrary head, and all of them by their number.
 */
export const inFlight = invariant({
  id: 'split/in-flight',
  title: 'chains in flight are counted by the indices, fit the queue, and are returned once',
  requirements: [],
  doesNotProve: 'that a chain is ever returned, or that a driver does not make a chain available twice.',
  of: queueLifecycle,
  ghost: GHOST,
  environment: {
    'the device code returns and puts back only chains that it popped and still holds': {
      when: {
        addUsed: isHeld,
        undoPop: isHeld,
        publishUsed: areHeld,
        addUsedInOrder: (at) =>
          areHeld(at).and(at.args.head.eq(at.ghost.head).implies(at.args.followed.ge(1))),
      },
    },
    'with IN_ORDER, the device code returns chains in their order: see split/in-order': {
      when: {
        addUsed: ({ domain, seen, args }) => isInTurn(domain, seen.state, lookedAt(seen), args.head),
      },
    },
    'the size and the used ring are set up only while no chain is in flight': {
      when: {
        setUpSize: ({ ghost: { out } }) => out.eq(0),
        setUpUsedRing: ({ ghost: { out } }) => out.eq(0),
        setUpHalf: ({ ghost: { out }, args }) => args.field !== 'usedRing' || out.eq(0),
      },
    },
    'a used ring that the driver sets up or enables has the idx that the device goes on from': {
      when: {
        setUpReady: ({ seen }) => idxIn(seen).eq(seen.state.nextUsed),
        setUpUsedRing: ({ seen: { state, memory }, args }) =>
          args.field !== 'usedRing' || memory.peekWord(args.value, 16, 2).eq(state.nextUsed),
        setUpHalf: ({ seen: { state, memory }, args }) =>
          args.field !== 'usedRing' ||
          memory.peekWord(withHalf(state.usedRing, args), 16, 2).eq(state.nextUsed),
      },
    },
    'the driver leaves the used ring as it is': {
      writes: ({ seen, after }) => idxIn(after).eq(idxIn(seen)),
    },
    'a ring is resumed with the next_avail that it stopped with': {
      when: { resume: ({ seen, args }) => args.nextAvail.eq(seen.state.nextAvail) },
    },
    'the idx of the used ring can be stored as one unit': {
      when: { addUsed: ({ seen }) => seen.accessible(usedIdxAddress(seen.state), 16) },
    },
  },
  holds: {
    'the indices tell how many are in flight': {
      that: ({ ghost: { out }, seen: { state } }) => out.eq(state.nextAvail.sub(state.nextUsed)),
    },
    'no more are in flight than the queue has entries': {
      that: ({ ghost: { out }, seen: { state } }) => out.le(state.size),
    },
    'a chain in flight begins in the descriptor table': {
      that: ({ ghost: { head, held }, seen: { state } }) => held.ge(1).implies(head.lt(state.size)),
    },
    'no head is in flight more often than there are chains': {
      that: ({ ghost: { out, held } }) => held.ge(0).and(held.le(out)),
    },
    'the driver is given back what the device returned, and only that': {
      that: ({ ghost: { held, owed } }) => owed.eq(held),
    },
    'the idx that the driver reads is next_used': {
      that: ({ ghost: { out }, seen }) =>
        seen.state.ready.or(out.ge(1)).implies(idxIn(seen).eq(seen.state.nextUsed)),
    },
  },
  initially: { make: { out: 0, held: 0, owed: 0 } },
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
    // What was in flight is dropped.
    reset: {
      out: ({ ghost: { out } }) => out.minus(out),
      held: ({ ghost: { held } }) => held.minus(held),
      owed: ({ ghost: { owed } }) => owed.minus(owed),
    },
    pop: {
      out: ({ domain, ghost: { out }, result }) => plusPopped(out, domain, chainOf(result)),
      held: ({ domain, ghost: { head, held }, result }) => plusPopped(held, domain, chainOf(result), head),
      owed: ({ domain, ghost: { head, owed }, result }) => plusPopped(owed, domain, chainOf(result), head),
    },
    iteratorNext: {
      out: ({ domain, ghost: { out }, result }) => plusPopped(out, domain, result),
      held: ({ domain, ghost: { head, held }, result }) => plusPopped(held, domain, result, head),
      owed: ({ domain, ghost: { head, owed }, result }) => plusPopped(owed, domain, result, head),
    },
    undoPop: {
      out: ({ ghost: { out } }) => out.minus(1),
      held: ({ domain, ghost: { head, held }, args }) => held.minus(once(domain, args.head.eq(head))),
      owed: ({ domain, ghost: { head, owed }, args }) => owed.minus(once(domain, args.head.eq(head))),
    },
    iteratorPrevious: {},
    addUsed: {
      out: ({ ghost: { out }, result }) => (result.ok ? out.minus(1) : out),
      held: ({ domain, ghost: { head, held }, args, result }) =>
        result.ok ? held.minus(once(domain, args.head.eq(head))) : held,
      owed: ({ domain, ghost: { head, owed }, seen, after }) =>
        owed.minus(givenBack(domain, seen, after, head)),
    },
    writeUsed: {},
    publishUsed: {
      out: ({ ghost: { out }, args, result }) => (result?.ok === true ? out.minus(args.count) : out),
      held: ({ ghost: { held }, args, result }) => (result?.ok === true ? held.minus(args.followed) : held),
      owed: ({ ghost: { owed }, args, seen, after, result }) =>
        result?.ok === true ? owed.minus(givenTogether(seen, after, args)) : owed,
    },
    addUsedInOrder: {
      out: ({ ghost: { out }, args, result }) => (result?.ok === true ? out.minus(args.count) : out),
      held: ({ ghost: { held }, args, result }) => (result?.ok === true ? held.minus(args.followed) : held),
      owed: ({ ghost: { owed }, args, seen, after, result }) =>
        result?.ok === true ? owed.minus(givenTogether(seen, after, args)) : owed,
    },
    needsNotification: {},
    enableNotification: {},
    disableNotification: {},
    resume: {},
    saveAndRestore: {},
  },
});

type Popped = { readonly ok: true; readonly value: DescriptorChain | undefined } | { readonly ok: false };

function chainOf(popped: Popped): DescriptorChain | undefined {
  return popped.ok ? popped.value : undefined;
}
