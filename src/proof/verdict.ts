import type { Finding } from './model.ts';

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

/** A place in the user's code. */
export interface CodeSpot {
  /** Path relative to the working directory, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1; `null` where only the line is known. */
  readonly column: number | null;
  /** The whole line, with the blanks in front of it; empty where it could not be read. */
  readonly text: string;
}

/** A failure as a person needs it: what happened, where, and what to do about it. */
export interface Failure {
  readonly message: string;
  /** More lines of explanation, already wrapped; may be empty. */
  readonly details: readonly string[];
  /** Sentences that each name a next action. */
  readonly hints: readonly string[];
  /** Where in the user's code it comes from; left out where it comes from nowhere there. */
  readonly at?: CodeSpot;
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

/** A JSON value; numbers of 64 bits are "0x…". */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A line of the user's code, and what stands there. */
export interface SourceLine {
  /** Path relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  /** Without the blanks around it; empty where it could not be read. */
  readonly text: string;
}

/** Something that happened when a counterexample was replayed. */
export type CounterexampleStep =
  /** The proof put a part of the model into a state. */
  | {
      readonly kind: 'created';
      /** `queue`, `walk2`: the part, unlike all others; what its inputs begin with. */
      readonly part: string;
      /** Whether an operation made it, instead of the proof starting it in a state. */
      readonly isMade: boolean;
      readonly state: Readonly<Record<string, JsonValue>>;
    }
  /** The proof called an operation of the model, named as in recordings: `add_used`. */
  | {
      readonly kind: 'call';
      /** The part that it is called on; `null` of an operation that makes one, or of a model without parts. */
      readonly part: string | null;
      readonly operation: string;
      readonly args: readonly JsonValue[];
    }
  /** It came back: `{"ok": value}`, `{"err": kind, …}` or any other value; with what it left the state as. */
  | {
      readonly kind: 'return';
      readonly part: string | null;
      readonly operation: string;
      readonly result: JsonValue;
      readonly state: Readonly<Record<string, JsonValue>> | null;
    }
  | { readonly kind: 'decision'; readonly answer: boolean; readonly at: SourceLine | null }
  | { readonly kind: 'assumption'; readonly holds: boolean; readonly at: SourceLine | null }
  /** One access to guest memory. `before` and `after` are the bytes of the whole range, two digits each. */
  | {
      readonly kind: 'access';
      readonly memory: string;
      readonly access: 'load' | 'store' | 'read' | 'write';
      /** "0x…". */
      readonly address: string;
      /** Bytes asked for. */
      readonly length: number;
      readonly ordering: string | null;
      readonly before: string;
      readonly after: string;
      /** Why it failed: the kind of the error; `null` where it did not. */
      readonly error: string | null;
      /** Bytes done before it failed. */
      readonly completed: number;
    }
  | { readonly kind: 'fence'; readonly memory: string; readonly ordering: string }
  /** Somebody else wrote to memory. */
  | {
      readonly kind: 'other-side';
      readonly memory: string;
      readonly name: string;
      readonly writes: readonly ByteRun[];
    }
  /** `at`: of one that does not hold, where the proof claims it. */
  | {
      readonly kind: 'assertion';
      readonly name: string;
      readonly holds: boolean;
      readonly at?: SourceLine;
    }
  | { readonly kind: 'note'; readonly text: string };

/** Values that break an assertion; replayed on the concrete domain before anyone sees them. */
export interface Counterexample {
  /** The name of the assertion that fails. */
  readonly assertion: string;
  /**
   * Whether the search for a smaller one came to its end: least sizes, then inputs, then bytes, then regions. `false` where
   * it was cut short or the solver left a question open; left out where nobody searched.
   */
  readonly minimal?: boolean;
  /** Named inputs in order of declaration; words as decimal strings or "0x…" for 64 bits, Booleans as such. */
  readonly inputs: Readonly<Record<string, string | boolean>>;
  readonly memory: readonly {
    readonly name: string;
    readonly regions: readonly { readonly base: string; readonly size: string }[];
    /** Initial content; bytes not listed are 0. */
    readonly bytes: readonly ByteRun[];
  }[];
  /** What the replay did, one line an event: accesses, values the proof noted. */
  readonly trace: readonly string[];
  /** All that the replay did, in order. */
  readonly steps: readonly CounterexampleStep[];
}

/** Milliseconds spent in each part of the way from body to verdict. */
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
  /** What it asks, in words of the project that cites it. */
  readonly text?: string;
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
  /** The same, with what the project says of them; left out where nobody looked. */
  readonly cited?: readonly CitedRequirement[];
  readonly doesNotProve: string;
  readonly verdict: Verdict;
  /** `refuted` for a finding: a property that this model is known to break. */
  readonly expected: 'proved' | 'refuted';
  /** Why a refutation is expected, and the upstream reference; `null` where a proof is expected. */
  readonly finding: Finding | null;
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
  /** The file that the counterexample was written to, from the working directory; left out where it was not. */
  readonly counterexampleFile?: string;
  /** Where the page of the run shows it: file, from the working directory, and anchor; left out where no page is written. */
  readonly page?: string;
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
