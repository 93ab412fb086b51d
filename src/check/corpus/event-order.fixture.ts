import type { Event, EventList, FenceOrdering, ObservedMemory, ProofContext, U64 } from '../../index.ts';
import { area } from './area.fixture.ts';
import { notifying } from './notifying.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Order = 'start' | 'now' | 'before' | 'orderedBefore' | 'fullFenceBetween';

/** Something that a side does, with 2 bytes that can be accessed as one unit. */
type Step = (p: ProofContext<string>, m: ObservedMemory, a: U64) => unknown;

const load =
  (ordering: 'relaxed' | 'acquire' | 'seq-cst'): Step =>
  (_, m, a) =>
    m.load(a, 16, ordering);
const store =
  (ordering: 'relaxed' | 'release' | 'seq-cst'): Step =>
  (p, m, a) =>
    m.store(a, p.domain.u16(1), ordering);
const read: Step = (_, m, a) => m.read(a, [16]);
const write: Step = (p, m, a) => m.write(a, [p.domain.u16(2)]);
const fence =
  (ordering: FenceOrdering): Step =>
  (_, m) =>
    m.fence(ordering);
const notify: Step = (p) => notifying(p, true);
const othersWrite: Step = (_, m, a) => m.havoc('other', [{ start: a, length: 2 }]);
const elsewhere =
  (step: Step): Step =>
  (p, _, a) =>
    step(p, p.memory('elsewhere'), a);

/** The events of these steps, fences left out. */
function after(p: ProofContext<string>, steps: readonly Step[]): readonly Event[] {
  const { m, a } = area(p, 2);
  p.assume(m.accessible(a, 16));
  for (const step of steps) step(p, m, a);
  return p.events.all.filter(({ kind }) => kind !== 'fence');
}

/** Whether the first of the events is ordered before the last. */
const areOrdered =
  (...steps: readonly Step[]) =>
  (p: ProofContext<string>): boolean => {
    const events = after(p, steps);
    const [first, last] = [events.at(0), events.at(-1)];
    return first !== undefined && last !== undefined && p.events.orderedBefore(first, last);
  };

/** Whether a full fence stands between the first of the events and the last. */
const areFenced =
  (...steps: readonly Step[]) =>
  (p: ProofContext<string>): boolean => {
    const events = after(p, steps);
    const [first, last] = [events.at(0), events.at(-1)];
    return first !== undefined && last !== undefined && p.events.fullFenceBetween(first, last);
  };

export const orders: Pick<Corpus<EventList>, Order> = {
  start: [
    proved('it comes before the first event', (p) => {
      p.memory().fence('release');
      return p.events.all.every((event) => p.events.before(p.events.start, event));
    }),
    refuted('it comes after the first event', (p) => {
      p.memory().fence('release');
      return p.events.all.every((event) => p.events.before(event, p.events.start));
    }),
  ],
  now: [
    proved('it comes after what happened and before what happens', (p) => {
      const m = p.memory();
      m.fence('release');
      const { now } = p.events;
      m.fence('acquire');
      const [first, second] = p.events.all;
      if (first === undefined || second === undefined) return false;
      return p.events.before(first, now) && p.events.before(now, second);
    }),
    refuted('it stays after what happens', (p) => {
      const { now } = p.events;
      p.memory().fence('release');
      return p.events.all.every((event) => p.events.before(event, now));
    }),
  ],
  before: [
    proved('an event comes before a later one of another memory', (p) => {
      p.memory('first').fence('release');
      p.memory('second').fence('acquire');
      const [first, second] = p.events.all;
      return first !== undefined && second !== undefined && p.events.before(first, second);
    }),
    refuted('an event comes before an earlier one', (p) => {
      p.memory('first').fence('release');
      p.memory('second').fence('acquire');
      const [first, second] = p.events.all;
      return first !== undefined && second !== undefined && p.events.before(second, first);
    }),
    refuted('an event comes before itself', (p) => {
      p.memory().fence('release');
      return p.events.all.every((event) => p.events.before(event, event));
    }),
  ],
  orderedBefore: [
    proved('an acquire load and a later load', areOrdered(load('acquire'), load('relaxed'))),
    proved('an acquire load and a later write', areOrdered(load('acquire'), write)),
    refuted('a relaxed load and a later acquire load', areOrdered(load('relaxed'), load('acquire'))),
    proved('a write and a release store', areOrdered(write, store('release'))),
    proved('a read and a release store', areOrdered(read, store('release'))),
    refuted('a release store and a later store', areOrdered(store('release'), store('relaxed'))),
    refuted('two relaxed stores', areOrdered(store('relaxed'), store('relaxed'))),
    refuted('two relaxed loads of one address', areOrdered(load('relaxed'), load('relaxed'))),
    refuted('a release store and an acquire load', areOrdered(store('release'), load('acquire'))),
    proved('a seq-cst store and a seq-cst load', areOrdered(store('seq-cst'), load('seq-cst'))),
    refuted('a seq-cst store and an acquire load', areOrdered(store('seq-cst'), load('acquire'))),
    proved('a read, an acquire fence and a read', areOrdered(read, fence('acquire'), read)),
    proved('a read, an acquire fence and a write', areOrdered(read, fence('acquire'), write)),
    refuted('a write, an acquire fence and a write', areOrdered(write, fence('acquire'), write)),
    proved('a write, a release fence and a write', areOrdered(write, fence('release'), write)),
    proved('a read, a release fence and a write', areOrdered(read, fence('release'), write)),
    refuted('a read, a release fence and a read', areOrdered(read, fence('release'), read)),
    refuted('a write, a release fence and a read', areOrdered(write, fence('release'), read)),
    proved('a read, an acq-rel fence and a read', areOrdered(read, fence('acq-rel'), read)),
    proved('a write, an acq-rel fence and a write', areOrdered(write, fence('acq-rel'), write)),
    refuted('a write, an acq-rel fence and a read', areOrdered(write, fence('acq-rel'), read)),
    proved('a write, a seq-cst fence and a read', areOrdered(write, fence('seq-cst'), read)),
    proved(
      'a write, a seq-cst fence of another memory and a read',
      areOrdered(write, elsewhere(fence('seq-cst')), read),
    ),
    proved('a write, a full fence of Linux and a read', areOrdered(write, fence('linux-mb'), read)),
    proved('two reads and a fence of Linux between reads', areOrdered(read, fence('linux-rmb'), read)),
    refuted(
      'a read, a fence of Linux between reads and a write',
      areOrdered(read, fence('linux-rmb'), write),
    ),
    proved('two writes and a fence of Linux between writes', areOrdered(write, fence('linux-wmb'), write)),
    refuted(
      'a read, a fence of Linux between writes and a write',
      areOrdered(read, fence('linux-wmb'), write),
    ),
    refuted('a write, a relaxed fence and a write', areOrdered(write, fence('relaxed'), write)),
    refuted('a seq-cst fence, a write and a read', areOrdered(fence('seq-cst'), write, read)),
    refuted('a write, a read and a seq-cst fence', areOrdered(write, read, fence('seq-cst'))),
    refuted(
      'what the other side wrote, a seq-cst fence and a read',
      areOrdered(othersWrite, fence('seq-cst'), read),
    ),
    proved('a write and a notification', areOrdered(write, notify)),
    proved('a notification and a read', areOrdered(notify, read)),
    refuted('a write, a notification and a read', areOrdered(write, notify, read)),
    refuted('a later event and an earlier one', (p) => {
      const [first, last] = after(p, [store('release'), fence('seq-cst'), load('acquire')]);
      return first !== undefined && last !== undefined && p.events.orderedBefore(last, first);
    }),
    refuted('a load that fails, and a later one', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      m.load(a, 16, 'acquire');
      m.fence('seq-cst');
      m.load(a, 16, 'acquire');
      const [first, , last] = p.events.all;
      return first !== undefined && last !== undefined && p.events.orderedBefore(first, last);
    }),
  ],
  fullFenceBetween: [
    proved('a seq-cst fence stands between', areFenced(write, fence('seq-cst'), read)),
    proved('a seq-cst fence of another memory does', areFenced(write, elsewhere(fence('seq-cst')), read)),
    proved('a full fence of Linux does', areFenced(write, fence('linux-mb'), read)),
    refuted('a fence of Linux between writes does', areFenced(write, fence('linux-wmb'), read)),
    refuted('an acq-rel fence does', areFenced(write, fence('acq-rel'), read)),
    refuted('a fence before both does', areFenced(fence('seq-cst'), write, read)),
    refuted('a fence after both does', areFenced(write, read, fence('seq-cst'))),
    refuted('seq-cst accesses have one', areFenced(store('seq-cst'), load('seq-cst'))),
    refuted('one of this side does for the other', areFenced(othersWrite, fence('seq-cst'), read)),
    proved('one comes after the start', (p) => {
      const [event] = after(p, [fence('seq-cst'), read]);
      return event !== undefined && p.events.fullFenceBetween(p.events.start, event);
    }),
    refuted('one that came before a moment comes after it', (p) => {
      const m = p.memory();
      m.fence('seq-cst');
      return p.events.fullFenceBetween(p.events.now, p.events.now);
    }),
  ],
};
