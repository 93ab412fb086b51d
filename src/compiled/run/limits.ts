/** What one call of an exported function may take. */
export const LIMITS = {
  /** Instructions: far more than any operation of a queue needs, a copy of a whole table included, of which each byte counts as one. */
  instructions: 1_000_000,
  /** Decisions in one place of the code that depend on the state: more are a loop that has no end for proofs. */
  decisions: 64,
  /** Decisions in one place of the code that a story tells, in one call. */
  told: 8,
  /** Calls within each other: a host's stack takes at least as many. */
  depth: 256,
  /** Pages of 64 KiB that memory can grow to. */
  pages: 16_384,
  /** Elements that all tables begin with. */
  elements: 1_000_000,
  /** Values of an address that a path forks over. */
  addresses: 64,
  /** The most bytes of a copy whose length depends on the state. */
  copied: 64,
  /** The most bytes of a copy or fill at all. */
  moved: 1 << 20,
};

/** What to do about a loop that takes more. */
export const LOOP =
  'If a loop goes on for as long as the state says, bound it: prove one step of it by induction, or use check_range in place of a search of regions.';
