import type { Faults } from './faults.ts';
import { LIMITS, LOOP } from './limits.ts';

/** What is left of the work that one call may do. */
export class Fuel {
  readonly #faults: Faults;
  #left = LIMITS.instructions;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  instruction(): void {
    this.#spend(1);
  }

  /** Each byte counts as an instruction. */
  copy(bytes: number): void {
    this.#spend(bytes);
  }

  #spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0)
      throw this.#faults.limit(
        `it executes more than ${LIMITS.instructions / 1e6} million instructions in one call`,
        LOOP,
      );
  }
}
