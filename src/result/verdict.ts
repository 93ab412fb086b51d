import type { TrapKind } from '../domain/trap.ts';
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

export interface CoverResult {
  readonly name: string;
  /** `null`: the solver gave no answer within the budget for covers. */
  readonly reached: boolean | null;
}

/** What was found out about one assertion of a proof, over all the paths that make it. */
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

/** One byte run of guest memory; `address` is "0x…", `hex` two digits a byte in address order. */
export interface ByteRun {
  readonly addr: string;
  readonly hex: string;
}

/** A JSON value; numbers of 64 bits are "0x…". */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A line of the user's code with its text; `file` is relative to the working directory, with forward slashes. */
export interface SourceLine extends SourcePosition {
  /** Without the blanks around it; empty if it could not be read. */
  readonly text: string;
}

/** A part of a condition, with the values that it was made of. */
export interface Conjunct {
  /** As the condition was made: "eq", "lt", "not", ... */
  readonly operator: string;
  /** A value, or a condition in words. */
  readonly left: string;
  /** `null` of an operator with one side. */
  readonly right: string | null;
  readonly holds: boolean;
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
  /** It did not come back: the host trapped. `what`: more about the place, from the model. */
  | {
      readonly kind: 'trap';
      readonly operation: string;
      readonly trap: TrapKind;
      readonly what: string | null;
      readonly at: SourceLine | null;
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
      /** The requirement that it is about; `null` where it names none. */
      readonly requirement: string | null;
      readonly at?: SourceLine;
      /** Of one that does not hold: what has to hold, part by part, as far as that is known. */
      readonly conjuncts?: readonly Conjunct[];
    }
  /** `at`: the line that it is about, such as one that reads a byte which no region holds. */
  | { readonly kind: 'note'; readonly text: string; readonly at?: SourceLine };

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
  /** One of the tool's own proofs of a model: where it fails, no other verdict on the model means anything. */
  readonly isOwn?: true;
  /** Path relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly requirements: readonly string[];
  /** The same, with what the project says of them; left out where nobody looked. */
  readonly cited?: readonly CitedRequirement[];
  readonly doesNotProve: string;
  readonly verdict: Verdict;
  /** `refuted` where a finding names an assertion that was asked. Whether a result is as expected, `asExpected` says. */
  readonly expected: 'proved' | 'refuted';
  /** What this model is known to break, why, and the upstream reference; `null` where it declares nothing of the kind. */
  readonly finding: Finding | null;
  /** Each assertion that was asked, in the order of the proof; empty where it did not come to that. */
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
  /** Name and version, e.g. "z3 4.15.2 (wasm)"; `null` where none was needed. */
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

/** What a second solver or encoding said of the obligations, put to it without rewriting. */
export interface CrossCheck {
  readonly solver: string;
  readonly confirmed: number;
  readonly unconfirmed: number;
}
