import type { Domain } from '../../../domain/domain.ts';
import type { Bool, U16, U64 } from '../../../domain/word.ts';
import type { Side } from '../../../memory/event.ts';
import type { ProofContext } from '../../../proof/context.ts';
import type { OrderedQuestion, OrderedStep } from '../../../proof/ordered.ts';
import { signals, takes, type Channel } from './doorbell.ts';
import { findingsOf } from './found.ts';
import type { QueuePlace } from '../../split/areas.ts';
import { withoutContents } from './contents.ts';
import { memoryAccesses } from './steps.ts';

/** A question, and what came of it apart from the order of accesses. */
export interface Meeting {
  readonly question: OrderedQuestion;
  /** The side that asked for a notification waits. */
  readonly isAsleep: Bool;
  readonly isNotified: boolean;
  /** Whether what is left out of the question, descriptors and ring entries, is apart from what is in it. */
  readonly isApart: Bool;
}

/** What a side did that published entries and then decided whether to notify the other. */
export interface Publisher {
  readonly side: Side;
  readonly steps: readonly OrderedStep[];
  /** The idx that it publishes: where it is, and its values before and after. */
  readonly idx: { readonly at: U64; readonly before: U16; readonly after: U16 };
  /** Whether entries up to idx from an index on are counted for the decision. */
  readonly isCounted: (from: U16) => Bool;
  readonly notifies: Bool;
}

/** What a side did that asked to be notified and looked at the ring once more. */
export interface Waiter {
  readonly side: Side;
  readonly steps: readonly OrderedStep[];
  /** The index of the entry that it waits for. */
  readonly next: U16;
  readonly isAsleep: Bool;
  /**
   * The word by which it asks, flags or event, and the value that it stored there last, before all of this. Left out where it was
   * notified already, and only has to look.
   */
  readonly asking?: { readonly at: U64; readonly value: U16 };
  /** The idx of the other ring, which it publishes itself. */
  readonly own: { readonly at: U64; readonly value: U16 };
}

/** What both sides did, where their rings are, and the words of these. */
export interface Sides {
  readonly place: QueuePlace;
  readonly publisher: Publisher;
  readonly waiter: Waiter;
  readonly words: OrderedQuestion['words'];
}

/**
 * One side publishes entries and decides whether to notify the other, which takes a notification, asks for the next one, looks at the
 * ring once more and waits if nothing is there.
 *
 * One such pair stands for any number of them, for as long as the queue is used. Take any execution in which a side waits at the end,
 * for the entry at `a`, the other side is not about to decide, and idx is not `a`. Then there is a first store of idx beyond `a`, and
 * a decision after it. Leave out all but this store, that decision, and the last time that the waiting side took a notification and
 * asked for the next: what is left is an execution as well, since every rule of the models is about the accesses that it mentions.
 * Loads of what was left out find other words: event index and flags, written earlier, can be any. The idx that the waiting side finds is
 * `a` where it is older than that store, for it has taken all entries up to `a`; or it lies beyond. Which value that store has does not
 * matter, as a side that waits did not find it: so it is the newest one here. Entries that the waiting side has not seen are no
 * more than the queue has, and counted for the decision: `protocol/notification` shows both. Afterwards that side writes nothing.
 *
 * A side that asked earlier, by a word that it stored as it took an element, has that store at its beginning here, after it takes the
 * notification: there nothing keeps the store before the look at the ring. In code the store may come before the notification is taken.
 * That order allows nothing worse: if no notification was sent, it does not matter when one is taken; if one was, the side that takes it
 * sees what was published before it.
 */
export function meetingOf(
  p: ProofContext,
  channel: Channel,
  { publisher, waiter, place, words }: Sides,
): Meeting {
  const { domain } = p;
  const { idx } = publisher;
  const { size } = place;
  const front = withoutContents(domain, place, words, publisher.steps);
  const back = withoutContents(domain, place, words, [...askedBefore(domain, waiter), ...waiter.steps]);
  const unseen = idx.after.sub(waiter.next);
  p.assume(unseen.ge(1).and(unseen.le(size), publisher.isCounted(waiter.next)));
  const isNotified = domain.decide(publisher.notifies);
  const ofPublisher = [{ at: idx.at, before: (value: U16) => value.eq(idx.before) }];
  const ofWaiter = [
    {
      at: idx.at,
      before: (value: U16) => value.eq(waiter.next),
      after: (value: U16) => value.sub(waiter.next).gt(unseen).and(value.sub(waiter.next).le(size)),
    },
    { at: waiter.own.at, before: (value: U16) => value.eq(waiter.own.value) },
  ];
  const truth = (value: boolean): Bool => domain.bool(value);
  return {
    isAsleep: waiter.isAsleep,
    isNotified,
    isApart: front.isApart.and(back.isApart),
    question: {
      threads: [
        {
          name: publisher.side,
          steps: [...front.steps, ...(isNotified ? signals(domain, channel) : [])],
        },
        { name: waiter.side, steps: [...takes(domain, channel), ...back.steps] },
      ],
      history: [...findingsOf(front.steps, ofPublisher, truth), ...findingsOf(back.steps, ofWaiter, truth)],
      words,
      bad: waiter.isAsleep,
      ...(isNotified && { lostOn: channel }),
    },
  };
}

/** The store by which a side asked before, if it does not ask anew. */
function askedBefore(domain: Domain, { steps, asking }: Waiter): readonly OrderedStep[] {
  if (asking === undefined) return [];
  const { at, value } = asking;
  const isAskedAnew = memoryAccesses(steps).some(
    ({ kind, place: { address } }) => kind === 'store' && domain.decide(address.eq(at)),
  );
  if (isAskedAnew) return [];
  return [{ kind: 'store', id: 'asked', place: { address: at }, value, ordering: 'relaxed', event: null }];
}
