import { engineClass } from '../domain/engine-part.ts';
import type { Bool, BoolOperand } from '../domain/word.ts';
import { isBefore } from './event-order.ts';
import type { Event, Point } from './event.ts';

/** An event of a run, and the states in which it is one of those meant. */
export interface Candidate<E extends Event> {
  readonly event: E;
  readonly isMeant: BoolOperand;
}

/** What selections make Booleans with. */
export interface Logic {
  bool(value: boolean): Bool;
  /** The value of a Boolean where it is known in this run; `undefined` where it depends on the state. */
  known(condition: BoolOperand): boolean | undefined;
}

/**
 * Events of a run, oldest first, that a property means, such as the writes to a range. Addresses are symbolic, so which events
 * these are depends on the state: what is said of them is a condition. A selection does not change when more happens.
 */
export class Selection<E extends Event> {
  static {
    engineClass(this);
  }

  readonly #logic: Logic;
  readonly #candidates: readonly Candidate<E>[];

  constructor(logic: Logic, candidates: readonly Candidate<E>[]) {
    this.#logic = logic;
    this.#candidates = candidates.filter(({ isMeant }) => logic.known(isMeant) !== false);
  }

  /** Whether a condition holds for each of the events; true where there are none. */
  forAll(condition: (event: E) => BoolOperand): Bool {
    const parts = this.#candidates.map(({ event, isMeant }) => this.#implies(isMeant, condition(event)));
    return this.#joined(parts, true);
  }

  /** Whether a condition holds for one of the events or more; false where there are none. */
  forSome(condition: (event: E) => BoolOperand): Bool {
    const parts = this.#candidates.map(({ event, isMeant }) =>
      this.#logic.known(isMeant) === true ? condition(event) : this.#and(isMeant, condition(event)),
    );
    return this.#joined(parts, false);
  }

  /** Whether there is one or more. */
  exists(): Bool {
    return this.#logic.bool(false).or(...this.#candidates.map(({ isMeant }) => isMeant));
  }

  /** Whether there is none. */
  isEmpty(): Bool {
    return this.exists().not();
  }

  /** Whether there is one and no more. */
  isSingle(): Bool {
    return this.forSome((event) => this.after(event).isEmpty().and(this.before(event).isEmpty()));
  }

  /** The first of them; none where there are none. */
  first(): Selection<E> {
    return this.#nearest((one, other) => isBefore(other, one));
  }

  /** The last of them; none where there are none. */
  last(): Selection<E> {
    return this.#nearest((one, other) => isBefore(one, other));
  }

  /** Those that come before a point of the run. */
  before(point: Point): Selection<E> {
    return this.#filtered((event) => isBefore(event, point));
  }

  /** Those that come after a point of the run. */
  after(point: Point): Selection<E> {
    return this.#filtered((event) => isBefore(point, event));
  }

  #filtered(stays: (event: E) => boolean): Selection<E> {
    return new Selection(
      this.#logic,
      this.#candidates.filter(({ event }) => stays(event)),
    );
  }

  /** Those that none of the others displaces. */
  #nearest(displaces: (one: E, other: E) => boolean): Selection<E> {
    const candidates = this.#candidates.map(({ event, isMeant }) => {
      const nearer = this.#candidates.filter((other) => displaces(event, other.event));
      const isDisplaced = this.#logic.bool(false).or(...nearer.map((other) => other.isMeant));
      return { event, isMeant: nearer.length === 0 ? isMeant : this.#and(isMeant, isDisplaced.not()) };
    });
    return new Selection(this.#logic, candidates);
  }

  /** All of them, or for `isAll` false one or more. Made with no more steps than it takes: a counterexample shows them. */
  #joined(parts: readonly BoolOperand[], isAll: boolean): Bool {
    const [first, ...others] = parts.filter((part) => typeof part === 'object');
    if (first === undefined || parts.some((part) => part === !isAll))
      return this.#logic.bool(isAll ? parts.every((part) => part === true) : parts.includes(true));
    if (others.length === 0) return first;
    return isAll ? first.and(...others) : first.or(...others);
  }

  #and(...conditions: readonly BoolOperand[]): Bool {
    return this.#logic.bool(true).and(...conditions);
  }

  #implies(premise: BoolOperand, conclusion: BoolOperand): BoolOperand {
    if (this.#logic.known(premise) === true) return conclusion;
    return typeof premise === 'object' ? premise.implies(conclusion) : true;
  }
}
