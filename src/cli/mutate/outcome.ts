import type { Failure, Verdict } from '../../result/verdict.ts';
import type { Mutant, Replacement } from './mutant.ts';

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
  'cannot-be-run',
] as const;

/** What became of a mutant, in one word. */
export const OUTCOMES = [
  'caught',
  'equivalent',
  'argued',
  'over-strict',
  'survived',
  'undecided',
  'not-applied',
  'out-of-scope',
] as const;

/** What tells a mutant from its model. */
export interface Catch {
  readonly proof: string;
  /** What differs from what is expected: an assertion breaks, one holds that a finding names, a cover of a finding is reached, nothing is left to prove, or an operation does not end. */
  readonly how: 'broken' | 'fixed' | 'reached' | 'vacuous' | 'endless' | 'verdict';
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
  /** The first is the one that ended the search, if it ended. */
  | { readonly outcome: 'caught'; readonly by: readonly [Catch, ...Catch[]] }
  /** These operations enter the changed place, and are proved to do the same, as all others are. */
  | { readonly outcome: 'equivalent'; readonly operations: readonly string[] }
  /** A file states why it is no mistake. */
  | { readonly outcome: 'argued'; readonly argument: string }
  /** So it does, but a proof tells it from its model: the proof asks too much, or the argument is wrong. */
  | {
      readonly outcome: 'over-strict';
      readonly argument: string;
      readonly by: readonly [Catch, ...Catch[]];
    }
  /** `why`: why it is not known to be equivalent; `null` of those that are not asked. */
  | { readonly outcome: 'survived'; readonly why: string | null }
  /** No proof enters the place, and a comment beside it says why. */
  | { readonly outcome: 'out-of-scope'; readonly reason: string }
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
  /** Where the change is: of compiled code the file of the source, from the working directory. */
  readonly file: string;
  /** Counted from 1; `null` where it is not known, or the text is not found once. */
  readonly line: number | null;
  readonly fate: Fate;
  /** What an operator replaces, and with what; `null` of others. */
  readonly replacement: Replacement | null;
  /** Ids of the proofs that were run on it, in that order; one of several models stands there for each. */
  readonly ran: readonly string[];
  readonly timeMs: number;
}

/** All that is known to tell a mutant from its model. */
export function killsOf(fate: Fate): readonly Catch[] {
  return fate.outcome === 'caught' || fate.outcome === 'over-strict' ? fate.by : [];
}
