import type { Counterexample } from '../proof/counterexample.ts';
import type { Bound } from '../proof/declare.ts';
import type { Finding } from '../proof/finding.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import type { AssertionKind } from '../proof/standing.ts';

/** What the checker says of one proof on one model. */
export type Verdict = 'proved' | 'refuted' | 'vacuous' | 'timeout' | 'out-of-memory' | 'unknown' | 'error';

export const VERDICTS: readonly Verdict[] = [
  'proved',
  'refuted',
  'vacuous',
  'timeout',
  'out-of-memory',
  'unknown',
  'error',
];

/** Where a failure comes from in the user's code; `file` is relative to the working directory, with forward slashes. */
export interface CodeSpot extends SourcePosition {
  /** Counted from 1; `null` where only the line is known. */
  readonly column: number | null;
  /** The whole line, with its indentation; empty where it could not be read. */
  readonly text: string;
}

/** A failure for people to read: what happened, where, and what to do about it. */
export interface Failure {
  readonly message: string;
  /** More lines of explanation, already wrapped; may be empty. */
  readonly details: readonly string[];
  /** Sentences that each name a next action. */
  readonly hints: readonly string[];
  /** Where in the user's code it comes from; left out if it has no such line. */
  readonly at?: CodeSpot;
}

export interface CoverResult {
  readonly name: string;
  /** `null`: the solver gave no answer within the budget for covers. */
  readonly reached: boolean | null;
}

/** The result of one assertion of a proof, over all the paths that make it. */
export interface AssertionResult {
  readonly name: string;
  readonly kind: AssertionKind;
  /** The requirement that it is about; `null` where it names none. */
  readonly requirement: string | null;
  /** `not-reached`: no state gets to it. */
  readonly verdict: 'proved' | 'refuted' | 'unknown' | 'not-reached';
  /** `refuted` where a finding names it. */
  readonly expected: 'proved' | 'refuted';
  /** Whether a solver was needed; `null` where it is undecided or not reached. */
  readonly decidedBy: 'rewriting' | 'solver' | null;
}

/** Milliseconds spent in each phase from body to verdict. */
export interface PhaseTimes {
  readonly exploring: number;
  readonly lowering: number;
  readonly solving: number;
}

/** A requirement that a proof cites; what is not known of it is left out. */
export interface CitedRequirement {
  readonly id: string;
  /** Of the specification. */
  readonly section?: string;
  /** "MUST", "SHOULD NOT", ... */
  readonly level?: string;
  /** What it demands, in words of the project that cites it. */
  readonly text?: string;
}

export interface ProofResult {
  readonly id: string;
  /** `null` for a proof about no model. */
  readonly model: string | null;
  readonly title: string;
  /** One of the tool's own proofs of a model: where it fails, no other verdict on the model means anything. */
  readonly isOwn?: true;
  /** Path relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly requirements: readonly string[];
  /** The same, with what the project says of them; left out if that was not looked up. */
  readonly cited?: readonly CitedRequirement[];
  readonly doesNotProve: string;
  readonly verdict: Verdict;
  /** `refuted` where a finding names an assertion that was asked. Whether a result is as expected, `asExpected` says. */
  readonly expected: 'proved' | 'refuted';
  /** What this model is known to break, why, and the upstream reference; `null` where it declares nothing of the kind. */
  readonly finding: Finding | null;
  /** Each assertion that was asked, in the order of the proof; empty if no assertion was checked. */
  readonly assertions: readonly AssertionResult[];
  /** Names of the assertions that are not of the contract, and were not asked. */
  readonly leftOut: readonly string[];
  readonly timeMs: number;
  readonly solverMs: number;
  readonly phases: PhaseTimes;
  readonly paths: number;
  readonly obligations: number;
  /** Obligations that rewriting decided, with no solver. */
  readonly decidedByRewriting: number;
  readonly covers: readonly CoverResult[];
  readonly bound: Bound | null;
  readonly cached: boolean;
  /** Name and version, e.g. "z3 4.15.2 (wasm)"; `null` if none was needed. */
  readonly solver: string | null;
  readonly counterexample: Counterexample | null;
  /** The file that the counterexample was written to, from the working directory; left out where it was not. */
  readonly counterexampleFile?: string;
  /** Where the page of the run shows it: file, from the working directory, and anchor; left out where no page is written. */
  readonly page?: string;
  /** Why the verdict is not `proved`, or what of a finding is stale; `null` where neither is so. */
  readonly failure: Failure | null;
  /** Answers of the second opinions; empty unless asked for. */
  readonly crossChecks: readonly CrossCheck[];
}

/** The answers of a second solver or encoding on the obligations, asked without rewriting. */
export interface CrossCheck {
  readonly solver: string;
  readonly confirmed: number;
  readonly unconfirmed: number;
}
