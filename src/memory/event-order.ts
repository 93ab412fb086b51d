import type { Event, FenceOrdering, Point } from './event.ts';

/** Whether one point of a run comes before another; never before itself. A moment lies between the events around it. */
export function isBefore(a: Point, b: Point): boolean {
  return positionOf(a) < positionOf(b);
}

/** Whether one of these events is a full fence between two points, neither of which is an event of the other side. */
export function hasFullFenceBetween(events: readonly Event[], a: Point, b: Point): boolean {
  return events.some(
    (event) =>
      event.kind === 'fence' &&
      isFull(event.ordering) &&
      isBetween(a, event, b) &&
      [a, b].every((point) => point.kind === 'moment' || point.side === event.side),
  );
}

/**
 * Whether program order and the orderings asked for make one event happen before another of the same side, as every other
 * thread sees it that synchronises. Dependencies and equal addresses order nothing here, nor do two steps what each does.
 */
export function isOrderedBefore(events: readonly Event[], a: Event, b: Event): boolean {
  const [first, second] = [effectOf(a), effectOf(b)];
  if (first === null || second === null || a.side !== b.side || !isBefore(a, b)) return false;
  if (first.acquires || second.releases || (first.isSeqCst && second.isSeqCst)) return true;
  return events.some(
    (event) =>
      event.kind === 'fence' &&
      event.side === a.side &&
      isBetween(a, event, b) &&
      orders(event.ordering, first, second),
  );
}

/** What an event does, as far as its order with others goes. */
interface Effect {
  readonly reads: boolean;
  readonly writes: boolean;
  /** All that comes later in program order stays after it. */
  readonly acquires: boolean;
  /** All that comes earlier in program order stays before it. */
  readonly releases: boolean;
  readonly isSeqCst: boolean;
}

const PLAIN_READ: Effect = { reads: true, writes: false, acquires: false, releases: false, isSeqCst: false };
const PLAIN_WRITE: Effect = { ...PLAIN_READ, reads: false, writes: true };

/** `null` of what accesses nothing that another side sees in order: fences, accesses that failed at once, the other side's. */
function effectOf(event: Event): Effect | null {
  switch (event.kind) {
    case 'load':
      if (event.failure !== null) return null;
      return {
        ...PLAIN_READ,
        acquires: event.ordering !== 'relaxed',
        isSeqCst: event.ordering === 'seq-cst',
      };
    case 'store':
      if (event.failure !== null) return null;
      return {
        ...PLAIN_WRITE,
        releases: event.ordering !== 'relaxed',
        isSeqCst: event.ordering === 'seq-cst',
      };
    case 'read':
      return isDone(event) ? PLAIN_READ : null;
    case 'write':
      return isDone(event) ? PLAIN_WRITE : null;
    case 'notification':
      // An exit, an interrupt or a system call: nothing moves across it in this direction or that.
      return { reads: true, writes: true, acquires: true, releases: true, isSeqCst: false };
    case 'fence':
    case 'other-side':
      return null;
  }
}

/** Whether an access moved a byte: all that failed otherwise is a copy that was cut. */
export function isDone({ failure }: { readonly failure: { readonly kind: string } | null }): boolean {
  return failure === null || failure.kind === 'PartialBuffer';
}

/** Whether it is a fence that every access stays on its side of. */
function isFull(ordering: FenceOrdering): boolean {
  return ordering === 'seq-cst' || ordering === 'linux-mb';
}

/** Whether a fence orders two accesses around it, as in C11 or in Linux. */
function orders(ordering: FenceOrdering, first: Effect, second: Effect): boolean {
  switch (ordering) {
    case 'seq-cst':
    case 'linux-mb':
      return true;
    case 'linux-rmb':
      return first.reads && second.reads;
    case 'linux-wmb':
      return first.writes && second.writes;
    case 'acq-rel':
      return first.reads || second.writes;
    case 'acquire':
      return first.reads;
    case 'release':
      return second.writes;
    case 'relaxed':
      return false;
  }
}

function isBetween(a: Point, event: Event, b: Point): boolean {
  return isBefore(a, event) && isBefore(event, b);
}

function positionOf(point: Point): number {
  return point.kind === 'moment' ? point.events - 0.5 : point.id;
}
