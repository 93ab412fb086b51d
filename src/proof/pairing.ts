import type { Model } from './model.ts';

/** How errors of two models are compared: by their kind, or only whether there is one. */
export type ErrorsAs = 'kind' | 'any';

/** What two models are compared in. */
export interface PairOptions {
  /** What each is called in stories: no two alike. */
  readonly names: readonly [string, string];
  readonly errors: ErrorsAs;
  /** Whether only states in use are compared, and not all that the models declare. */
  readonly isInUse: boolean;
}

/**
 * Makes of two models of one interface one that stands for both: its own proofs are that each operation does the same in
 * both. Throws a `TypeError` for a model of another interface.
 */
export type Pairing = (a: Model, b: Model, options: PairOptions) => Model;
