/** A body behaves differently when it is run again: exploration re-executes it, and relies on the same decisions and claims. */
export class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
  readonly hint =
    'Let the body depend on its inputs alone: no clock, no random numbers, nothing kept from one run to the next.';
}

/** What to do about a body whose decisions fork without end. */
export const WAYS_OUT: readonly string[] = [
  'Bound the loop: give the input that it depends on a smaller range (max), and state the limit as the bound of the proof.',
  'Or prove one step by induction: from any state that satisfies an invariant, run one step and assert the invariant again, as chain/step-keeps does.',
  'If the decision only chooses between two values, use select, which does not fork.',
];

/** More paths than the explorer follows: most likely an unbounded loop. */
export class PathLimitError extends Error {
  override readonly name = 'PathLimitError';
  readonly hints = WAYS_OUT;
}

/** Ends a path whose assumptions contradict each other, or that traps. Internal: no body sees it unless it catches everything. */
export class PathEnd extends Error {
  override readonly name = 'PathEnd';
}
