/** A body behaves differently when it is run again: exploration re-executes it, and relies on the same decisions and claims. */
export class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
  readonly hint =
    'Let the body depend on its inputs alone: no clock, no random numbers, nothing kept from one run to the next.';
}

/** More paths than the explorer follows: most likely an unbounded loop. */
export class PathLimitError extends Error {
  override readonly name = 'PathLimitError';
  readonly hint = 'Bound the loop with an assumption, or prove one step of it, by induction.';
}

/** Ends a path whose assumptions contradict each other, or that traps. Internal: no body sees it unless it catches everything. */
export class PathEnd extends Error {
  override readonly name = 'PathEnd';
}
