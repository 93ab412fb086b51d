import type { Event, EventWord, Moment, Point, Reading, Writing } from './event.ts';
import type { AddressRange } from './observed-memory.ts';
import type { Selection } from './selection.ts';

/**
 * The events of one run, and the words in which properties state their order. The order of the run is program order on the
 * side that the model plays, with what the other side wrote where the proof has it written. What a word says of orderings is
 * as in C11, for plain copies too, which compilers are taken to keep in their order: it is about what was asked for, and not
 * about what a processor does.
 */
export interface EventList {
  /** All events so far, oldest first, those that failed included. */
  readonly all: readonly Event[];
  /** The moment before the first event. */
  readonly start: Moment;
  /** The moment after the last event so far. */
  readonly now: Moment;
  /** Whether one point comes before another in the order of the run; no point comes before itself. */
  before(a: Point, b: Point): boolean;
  /**
   * Whether one event is ordered before another, for a thread of the other side that does its part. Both are accesses that
   * moved something, or notifications, of one side; `a` comes before `b`; and one of these holds:
   *
   * - `a` is an acquire or seq-cst load, or `b` a release or seq-cst store;
   * - both are seq-cst;
   * - a fence stands between them: a full one; one that acquires, where `a` reads; one that releases, where `b` writes; `linux-rmb`, where
   *   both read; `linux-wmb`, where both write;
   * - one of them is a notification, which neither lets earlier accesses come later nor later ones earlier.
   *
   * Of a store and a later load only a full fence, or both being seq-cst, makes sure (VIRTIO 2.7.13.4.1 is about that pair).
   * That `a` is ordered before some event and this one before `b` does not suffice, nor does a dependency or an equal address.
   */
  orderedBefore(a: Event, b: Event): boolean;
  /** Whether a full fence, `seq-cst` or `linux-mb`, stands between two points, of whatever memory; false where one is an event of the other side. */
  fullFenceBetween(a: Point, b: Point): boolean;
  /** The words of an access, lowest address first; none of other events, of transfers, and of accesses that moved nothing. */
  words(event: Event): readonly EventWord[];
}

/** The events of one memory, in the order of the run; with the fences and notifications, which concern every memory. */
export interface MemoryEvents extends EventList {
  /** The loads and reads of this side that got at least one byte; with a range, those that have a byte in it. */
  reads(of?: AddressRange): Selection<Reading>;
  /** The stores and writes of this side that wrote at least one byte; with a range, those that have a byte in it. */
  writes(of?: AddressRange): Selection<Writing>;
  /** The last load or read that has a byte in the range, before a point or the present end: at most one. */
  lastLook(at: AddressRange, until?: Point): Selection<Reading>;
}
