/** What runs the operations of models for a proof: a run on terms or a replay on numbers. */
export interface CallHost {
  /**
   * Runs one operation, named as in recordings: `add_used`. Traps count inside; an operation that another one calls is part
   * of that one. Throws what the operation throws, and what ends the run where it traps.
   */
  call<T>(operation: string, work: () => T): T;
}
