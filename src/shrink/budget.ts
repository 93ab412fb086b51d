/** What it may take to make a counterexample small. */
export interface Limits {
  /** So many times the body is run again at most. */
  readonly replays: number;
  /** So many questions are put to a solver at most, each within a budget of steps. */
  readonly questions: number;
  /** So many of these may stay without an answer: such take their whole budget. */
  readonly unanswered: number;
}

export const MINIMISING: Limits = { replays: 15_000, questions: 60, unanswered: 4 };

/**
 * Keeps account of an effort in counts, not by a clock, so that the same comes of it on a slow machine as on a fast one.
 * Whoever has a clock ends the process.
 */
export class Effort {
  #left: Limits;
  #isWhole = true;

  constructor(limits: Limits) {
    this.#left = limits;
  }

  /** Whether nothing was left undone: no question open, no limit met. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Whether the body may be run once more, which counts. */
  replays(): boolean {
    return this.#take('replays');
  }

  /** Whether a solver may be asked once more, which counts. */
  asks(): boolean {
    return this.#left.replays > 0 && this.#left.unanswered > 0 ? this.#take('questions') : this.leaveUndone();
  }

  /** A question stayed without an answer; `isNeeded`: and there is no other way to find out. */
  missAnswer(isNeeded: boolean): void {
    this.#take('unanswered');
    if (isNeeded) this.leaveUndone();
  }

  /** Something is not looked for to the end. */
  leaveUndone(): false {
    this.#isWhole = false;
    return false;
  }

  #take(what: keyof Limits): boolean {
    if (this.#left[what] === 0) return this.leaveUndone();
    this.#left = { ...this.#left, [what]: this.#left[what] - 1 };
    return true;
  }
}
