/** The value of a constant in a model. */
export type Value = bigint | boolean;

export type Answer = (
  | { readonly status: 'unsat' }
  | { readonly status: 'sat'; readonly model: ReadonlyMap<string, Value> }
  | { readonly status: 'unknown'; readonly reason: string }
) & {
  /** The steps that the solver used; left out by solvers whose count is not reproducible. */
  readonly steps?: number;
};

export interface CheckLimits {
  /**
   * Budget in the solver's own steps, the same on every machine. Solvers without such a count ignore it, and so do native ones
   * if there is a time limit as well.
   */
  readonly rlimit?: number;
  /** Wall clock. The embedded solver ignores it: the caller has to kill its process. */
  readonly timeoutMs?: number;
}

/** Answers queries in SMT-LIB. It may be slow; it never guesses. */
export interface Solver {
  /** Name and version, as shown with a verdict. */
  readonly name: string;
  /**
   * Whether the text's assertions can hold together, and, where `symbols` are named, their values. Throws a
   * `SolverError` where the solver rejects the text: that is never an answer.
   */
  check(text: string, symbols: readonly string[], limits: CheckLimits): Answer;
  /**
   * The same of several texts, each within the limits, without values, in their order; left out where that saves nothing. Where
   * the solver breaks off, the rest is unknown.
   */
  checkAll?(texts: readonly string[], limits: CheckLimits): readonly Answer['status'][];
}

/** The solver rejected the question, or failed: a defect of the tool or of the solver, not an answer. */
export class SolverError extends Error {
  override readonly name = 'SolverError';
  /** What the user can do about it. */
  readonly hint =
    'It is the solver that failed, not the proof: see what it says by itself, or ask another one with --solver.';
}

/** The solver crashed, and its process has to end: no further answer of it can be trusted. */
export class SolverCrash extends Error {
  override readonly name = 'SolverCrash';
}
