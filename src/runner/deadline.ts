/** A point in time by which a whole run has to be over, by a clock that never goes back. */
export class Deadline {
  /** Milliseconds from the start of the run. */
  readonly limitMs: number;
  readonly #endsAt: number;

  constructor(limitMs: number, startedAt = performance.now()) {
    this.limitMs = limitMs;
    this.#endsAt = startedAt + limitMs;
  }

  /** Milliseconds that are left; 0 where it has passed. */
  get leftMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }
}
