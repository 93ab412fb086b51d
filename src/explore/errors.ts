/** A body that does not do the same thing twice: exploration re-executes it, and must meet what it met before. */
export class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
}

/** More paths than the explorer follows: most likely a loop that no assumption bounds. */
export class PathLimitError extends Error {
  override readonly name = 'PathLimitError';
}

/** Ends a path whose assumptions contradict each other. Internal: no body sees it unless it catches everything. */
export class PathEnd extends Error {
  override readonly name = 'PathEnd';
}
