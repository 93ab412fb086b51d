import type { Failure, Verdict } from '../../result/verdict.ts';
import type { Mutant } from './read-mutants.ts';

/** Why a mutant is not applied. */
export const NOT_APPLIED = [
  'no-such-model',
  'no-such-file',
  'of-no-model',
  'no-match',
  'several-matches',
  'no-change',
  'does-not-parse',
  'cannot-be-loaded',
  'lacks-members',
] as const;

/** What became of a mutant, in one word. */
export const OUTCOMES = ['caught', 'survived', 'undecided', 'not-applied'] as const;

/** What tells a mutant from its model. */
export interface Catch {
  readonly proof: string;
  /** What differs from what is expected: an assertion breaks, one holds that a finding names, a cover of a finding is reached, or nothing is left to prove. */
  readonly how: 'broken' | 'fixed' | 'reached' | 'vacuous' | 'verdict';
  /** Name of the assertion or the cover; `null` where it is the proof as a whole. */
  readonly name: string | null;
}

/** A proof that has no verdict on a mutant, and why. */
export interface Undecided {
  readonly proof: string;
  readonly failure: Failure | null;
  readonly verdict: Verdict;
}

export type Fate =
  | { readonly outcome: 'caught'; readonly by: Catch }
  | { readonly outcome: 'survived' }
  | { readonly outcome: 'undecided'; readonly proofs: readonly Undecided[] }
  | {
      readonly outcome: 'not-applied';
      readonly why: (typeof NOT_APPLIED)[number];
      /** A sentence. */
      readonly reason: string;
    };

/** What became of a mutant. */
export interface Judged {
  readonly mutant: Mutant;
  /** Of the text that is replaced, counted from 1; `null` where it is not found once. */
  readonly line: number | null;
  readonly fate: Fate;
  /** How many proofs were run on it. */
  readonly proofs: number;
  readonly timeMs: number;
}
