import { engineClass } from '../domain/engine-part.ts';
import type { Width } from '../domain/width.ts';
import type { BoolOperand, Operand, U64, Word } from '../domain/word.ts';
import type { EventList, MemoryEvents } from './event-list.ts';
import { hasFullFenceBetween, isBefore, isDone, isOrderedBefore } from './event-order.ts';
import type { Event, EventWord, Happening, Moment, Point, Reading, Side, Writing } from './event.ts';
import type { MemoryError } from './guest-memory.ts';
import type { AddressRange } from './observed-memory.ts';
import { Selection, type Logic } from './selection.ts';

/** What a run says of itself when an event is recorded. */
export interface RunState {
  /** How many conditions the path has by now; 0 in a run that has none. */
  readonly decisions: () => number;
  /** Whether to keep the stack of each event, which takes time. */
  readonly keepsStacks: boolean;
}

const UNKNOWN: RunState = { decisions: () => 0, keepsStacks: false };

/** What the run knows of an event besides. */
interface Circumstances {
  readonly decisions: number;
  readonly stack: Error | null;
}

/** The event list of one run, which its memories add to. */
export class RunEvents implements EventList {
  static {
    engineClass(this);
  }

  readonly #logic: Logic;
  readonly #run: RunState;
  readonly #all: Event[] = [];
  readonly #circumstances: Circumstances[] = [];
  #side: Side = 'device';

  constructor(logic: Logic, run: RunState = UNKNOWN) {
    this.#logic = logic;
    this.#run = run;
  }

  get all(): readonly Event[] {
    return [...this.#all];
  }

  get start(): Moment {
    return { kind: 'moment', events: 0 };
  }

  get now(): Moment {
    return { kind: 'moment', events: this.#all.length };
  }

  before(a: Point, b: Point): boolean {
    return isBefore(a, b);
  }

  orderedBefore(a: Event, b: Event): boolean {
    return isOrderedBefore(this.#all, a, b);
  }

  fullFenceBetween(a: Point, b: Point): boolean {
    return hasFullFenceBetween(this.#all, a, b);
  }

  words(event: Event): readonly EventWord[] {
    return wordsOf(event);
  }

  /** From here on events are those of this side; the device's at first. */
  actAs(side: Side): void {
    this.#side = side;
  }

  /** Appends what happened. */
  record(happening: Happening): void {
    const side = happening.kind === 'other-side' ? otherThan(this.#side) : this.#side;
    this.#all.push(Object.freeze({ id: this.#all.length, side, ...happening }));
    const { decisions, keepsStacks } = this.#run;
    this.#circumstances.push({ decisions: decisions(), stack: keepsStacks ? new Error() : null });
  }

  /** How many conditions of the path were decided, assumed or asserted of traps before an event. */
  decisionsBefore({ id }: Event): number {
    return this.#circumstances[id]?.decisions ?? 0;
  }

  /** An error made when an event was recorded, for its stack; `null` in runs that keep none. */
  stackOf({ id }: Event): Error | null {
    return this.#circumstances[id]?.stack ?? null;
  }

  /** The events of the memory of this name. */
  in(memory: string): MemoryEvents {
    return new EventsOfMemory(this, this.#logic, memory);
  }
}

/** An event list that stays empty: for runs so long that remembering their events costs more than they do. */
export class NoEvents extends RunEvents {
  static {
    engineClass(this);
  }

  override record(): void {}
}

class EventsOfMemory implements MemoryEvents {
  static {
    engineClass(this);
  }

  readonly #run: RunEvents;
  readonly #logic: Logic;
  readonly #memory: string;

  constructor(run: RunEvents, logic: Logic, memory: string) {
    this.#run = run;
    this.#logic = logic;
    this.#memory = memory;
  }

  get all(): readonly Event[] {
    return this.#run.all.filter((event) => !('memory' in event) || event.memory === this.#memory);
  }

  get start(): Moment {
    return this.#run.start;
  }

  get now(): Moment {
    return this.#run.now;
  }

  before(a: Point, b: Point): boolean {
    return this.#run.before(a, b);
  }

  orderedBefore(a: Event, b: Event): boolean {
    return this.#run.orderedBefore(a, b);
  }

  fullFenceBetween(a: Point, b: Point): boolean {
    return this.#run.fullFenceBetween(a, b);
  }

  words(event: Event): readonly EventWord[] {
    return this.#run.words(event);
  }

  reads(of?: AddressRange): Selection<Reading> {
    return this.#touching(this.all.filter(isReading), of);
  }

  writes(of?: AddressRange): Selection<Writing> {
    return this.#touching(this.all.filter(isWriting), of);
  }

  lastLook(at: AddressRange, until: Point = this.now): Selection<Reading> {
    return this.reads(at).before(until).last();
  }

  #touching<E extends Reading | Writing>(
    events: readonly E[],
    range: AddressRange | undefined,
  ): Selection<E> {
    return new Selection(
      this.#logic,
      events.map((event) => ({ event, isMeant: range === undefined || touches(event, range) })),
    );
  }
}

/** How many bytes of a copy were moved: all, those before it was cut, or none. */
export function completedOf(failure: MemoryError | null, length: U64, none: U64): U64 {
  if (failure === null) return length;
  return failure.kind === 'PartialBuffer' ? failure.completed : none;
}

function otherThan(side: Side): Side {
  return side === 'device' ? 'driver' : 'device';
}

function isReading(event: Event): event is Reading {
  return (event.kind === 'load' || event.kind === 'read') && isDone(event);
}

function isWriting(event: Event): event is Writing {
  return (event.kind === 'store' || event.kind === 'write') && isDone(event);
}

/** Whether an access moved a byte of a range: one begins within the other. Neither wraps at the last address. */
function touches(event: Reading | Writing, { start, length }: AddressRange): BoolOperand {
  const moved: Operand<64> = 'completed' in event ? event.completed : event.width / 8;
  const { address } = event;
  const startsIn = start.ge(address).and(start.sub(address).lt(moved));
  const meets = startsIn.or(address.ge(start).and(address.sub(start).lt(length)));
  return isNone(length) ? false : meets.and(typeof length === 'object' ? length.ne(0) : true);
}

function isNone(length: Operand<64>): boolean {
  return typeof length !== 'object' && Number(length) === 0;
}

function wordsOf(event: Event): readonly EventWord[] {
  if (event.kind === 'load' || event.kind === 'store') {
    const { address, value, failure } = event;
    return failure === null ? [{ address, value, isDone: true }] : [];
  }
  if ((event.kind !== 'read' && event.kind !== 'write') || !isDone(event)) return [];
  const { failure, completed } = event;
  return wordsOfCopy(event.address, event.values, (end) => (failure === null ? true : completed.ge(end)));
}

function wordsOfCopy(
  start: U64,
  values: readonly Word<Width>[],
  isCopied: (end: number) => BoolOperand,
): readonly EventWord[] {
  let offset = 0;
  return values.map((value) => {
    const address = start.add(offset);
    offset += value.width / 8;
    return { address, value, isDone: isCopied(offset) };
  });
}
