import type { Of } from '../shape/shape.ts';
import type {
  ASKED_MEMORY_MODELS,
  ASSERTION,
  CITED,
  CODE_SPOT,
  COVER,
  CROSS_CHECK,
  FAILURE,
  PHASES,
  RESULT,
} from './result-shape.ts';

export const VERDICTS = [
  'proved',
  'refuted',
  'vacuous',
  'timeout',
  'out-of-memory',
  'unknown',
  'error',
] as const;

/** The memory models under which a proof about the order of accesses was asked. */
export type AskedMemoryModels = Of<typeof ASKED_MEMORY_MODELS>;

/** What the checker says of one proof on one model. */
export type Verdict = (typeof VERDICTS)[number];

/** Where a failure comes from in the user's code; `file` is relative to the working directory, with forward slashes. */
export type CodeSpot = Of<typeof CODE_SPOT>;

/** A failure for people to read: what happened, where, and what to do about it. */
export type Failure = Of<typeof FAILURE>;

/** Whether a cover is reached. */
export type CoverResult = Of<typeof COVER>;

/** The result of one assertion of a proof, over all the paths that make it. */
export type AssertionResult = Of<typeof ASSERTION>;

/** Milliseconds spent in each phase from body to verdict. */
export type PhaseTimes = Of<typeof PHASES>;

/** A requirement that a proof cites; what is not known of it is left out. */
export type CitedRequirement = Of<typeof CITED>;

/** What is known of a proof on a model after it was run. Whether it is as expected, `asExpected` says. */
export type ProofResult = Of<typeof RESULT>;

/** The answers of a second solver or encoding on the obligations, asked without rewriting. */
export type CrossCheck = Of<typeof CROSS_CHECK>;
