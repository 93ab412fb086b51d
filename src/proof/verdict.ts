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

/** A failure as a person needs it: what happened, where, and what to do about it. */
export interface Failure {
  readonly message: string;
  /** More lines of explanation, already wrapped; may be empty. */
  readonly details: readonly string[];
  /** Sentences that each name a next action. */
  readonly hints: readonly string[];
}

/** A bound that a proof names and is not unbounded beyond. */
export interface Bound {
  readonly what: string;
  readonly limit: string;
}

export interface CoverResult {
  readonly name: string;
  /** `null`: the solver gave no answer within the budget for covers. */
  readonly reached: boolean | null;
}

/** One byte run of guest memory; `address` is "0x…", `hex` two digits a byte in address order. */
export interface ByteRun {
  readonly addr: string;
  readonly hex: string;
}

/** Values that break an assertion; replayed on the concrete domain before anyone sees them. */
export interface Counterexample {
  /** The name of the assertion that fails. */
  readonly assertion: string;
  /** Named inputs in order of declaration; words as decimal strings or "0x…" for 64 bits, Booleans as such. */
  readonly inputs: Readonly<Record<string, string | boolean>>;
  readonly memory: readonly {
    readonly name: string;
    readonly regions: readonly { readonly base: string; readonly size: string }[];
    /** Initial content; bytes not listed are 0. */
    readonly bytes: readonly ByteRun[];
  }[];
  /** What the replay did, one line an event: decisions, accesses, values the proof noted. */
  readonly trace: readonly string[];
}

/** Milliseconds spent in each part of the way from body to verdict. */
export interface PhaseTimes {
  readonly exploring: number;
  readonly lowering: number;
  readonly solving: number;
}

export interface ProofResult {
  readonly id: string;
  /** `null` for a proof about no model. */
  readonly model: string | null;
  readonly title: string;
  /** Path relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly requirements: readonly string[];
  readonly doesNotProve: string;
  readonly verdict: Verdict;
  /** `refuted` for a finding: a property that this model is known to break. */
  readonly expected: 'proved' | 'refuted';
  /** Why a refutation is expected, and the upstream reference; `null` where a proof is expected. */
  readonly finding: { readonly reason: string; readonly reference: string } | null;
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
  /** Name and version, e.g. "z3 4.15.2 (wasm)"; `null` where none was needed. */
  readonly solver: string | null;
  readonly counterexample: Counterexample | null;
  /** Why the verdict is not `proved`; `null` where it is. */
  readonly failure: Failure | null;
  /** Answers of the second opinions; empty unless asked for. */
  readonly crossChecks: readonly CrossCheck[];
}

/** What a second solver or encoding said of the obligations, put to it without rewriting. */
export interface CrossCheck {
  readonly solver: string;
  readonly confirmed: number;
  readonly unconfirmed: number;
}

/** Whether a result is what the proof's author expects. */
export function asExpected(result: Pick<ProofResult, 'verdict' | 'expected'>): boolean {
  return result.verdict === result.expected;
}
