import type { Encoding } from '../solver/lower.ts';
import type { OneSolver } from '../solver/natives.ts';
import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import { ASSERTION_KINDS, type AssertionKind } from '../proof/standing.ts';

export type { Encoding };

export type { OneSolver };

/** The solver of a proof: one by name, or the embedded one and then, if it gives up, the installed native ones. */
export type SolverName = OneSolver | 'auto';

/**
 * When a check of what is refuted ends: with the first refutation that is not expected, as it was found, and nothing else settled;
 * once all claims are settled, with a counterexample as it was found; with the smallest counterexample; or with that where the
 * result is not as expected, and without a counterexample where it is.
 */
export type Until = 'first' | 'settled' | 'smallest' | 'expected';

/** How one proof is to be checked. Serialisable: it crosses to a worker process. */
export interface CheckOptions {
  readonly solver: SolverName;
  readonly encoding: Encoding;
  /** Only assertions of these kinds are asked. */
  readonly contract: readonly AssertionKind[];
  /** Orders of accesses are asked about under these memory models only. */
  readonly memoryModels: readonly MemoryModel[];
  /** Ask a second solver, without rewriting, to confirm every obligation. */
  readonly crossCheck: boolean;
  readonly until: Until;
  /** Most answers to conditions on one path, known ones included; `null` for no limit. One more is an error: a loop without a bound. */
  readonly maxAnswers: number | null;
  /** Steps of the embedded solver for all questions of the proof together; `null` for no limit. */
  readonly rlimit: number | null;
  /** Folder of answers from earlier runs; `null` for none. Second opinions are never taken from it. */
  readonly cache: string | null;
  /** Read that folder, and write nothing to it. */
  readonly frozen: boolean;
  /** Folder for questions that stayed unanswered; `null` for none. */
  readonly questions: string | null;
  /** File for the question that a solver is working on, for the parent that kills this process; `null` for none. */
  readonly pending: string | null;
  /** File for how far exploring a body with many paths is, for the parent that kills this process; `null` for none. */
  readonly exploring: string | null;
  /** File for the result of a refutation once it was replayed, for the parent that kills this process; `null` for none. */
  readonly refuted: string | null;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = {
  solver: 'wasm',
  encoding: 'int',
  contract: ASSERTION_KINDS,
  memoryModels: MEMORY_MODELS,
  crossCheck: false,
  until: 'smallest',
  maxAnswers: null,
  rlimit: null,
  cache: null,
  frozen: false,
  questions: null,
  pending: null,
  exploring: null,
  refuted: null,
};
