/** What the search for a smaller counterexample may use at most. */
export interface BudgetLimits {
  /** How often the body is run again. */
  readonly replays: number;
  /** How many questions are put to a solver, each limited in steps. */
  readonly questions: number;
  /** How many of these questions may stay unanswered: each of them uses all of its steps. */
  readonly unanswered: number;
}

export const MINIMISATION_LIMITS: BudgetLimits = { replays: 15_000, questions: 60, unanswered: 4 };

/**
 * Counts replays and questions instead of time, so that a slow machine finds the same counterexample as a fast one. Time
 * limits are held by the caller, which kills the process.
 */
export class Budget {
  #left: BudgetLimits;
  #isComplete = true;

  constructor(limits: BudgetLimits) {
    this.#left = limits;
  }

  /** Whether the search was exhaustive: no question is open and no limit was reached. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Counts one more run of the body; false if none is left. */
  spendReplay(): boolean {
    return this.#take('replays');
  }

  /** Counts one more question to the solver; false if none is left. */
  spendQuestion(): boolean {
    return this.#left.replays > 0 && this.#left.unanswered > 0
      ? this.#take('questions')
      : this.markIncomplete();
  }

  /** Counts a question that the solver did not answer; `isNeeded`: nothing else can answer it. */
  recordUnanswered(isNeeded: boolean): void {
    this.#take('unanswered');
    if (isNeeded) this.markIncomplete();
  }

  /** Records that the search is not exhaustive; returns false for the caller to return. */
  markIncomplete(): false {
    this.#isComplete = false;
    return false;
  }

  #take(what: keyof BudgetLimits): boolean {
    if (this.#left[what] === 0) return this.markIncomplete();
    this.#left = { ...this.#left, [what]: this.#left[what] - 1 };
    return true;
  }
}
