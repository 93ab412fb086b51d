import type { TrapKind } from '../domain/trap.ts';
import type { Cursor, Layout } from './layout.ts';
import type { SourcePosition } from './stack-frame.ts';

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

/** Bytes of a memory; `address` is "0x…". */
export interface MemoryRange {
  readonly memory: string;
  readonly address: string;
  readonly length: number;
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

/** Where a part lies in guest memory, in the state that a step left. */
export interface StepPlacement {
  /** Left out where it is as it was after the last step that told it of the part. */
  readonly layout?: Layout;
  /** The slots that its indices stand for. */
  readonly cursors: readonly Cursor[];
}

/** A step of the replay of a counterexample. */
export type CounterexampleStep =
  /** The proof put a part of the model into a state. */
  | {
      readonly kind: 'created';
      /** `queue`, `walk2`: the part, unlike all others; what its inputs begin with. */
      readonly part: string;
      /** Whether an operation made it, instead of the proof starting it in a state. */
      readonly isMade: boolean;
      readonly state: Readonly<Record<string, JsonValue>>;
      /** Left out of a part that the family knows no place of; here and below. */
      readonly placement?: StepPlacement;
    }
  /** The proof called an operation of the model, its name in lower case with underscores: `put_back`. */
  | {
      readonly kind: 'call';
      /** The part that it is called on; `null` of an operation that makes one, or of a model without parts. */
      readonly part: string | null;
      readonly operation: string;
      readonly args: readonly JsonValue[];
      /** Names of the first ones; left out where they have none. */
      readonly argumentNames?: readonly string[];
    }
  /** It came back: `{"ok": value}`, `{"err": kind, …}` or any other value; with what it left the state as. */
  | {
      readonly kind: 'return';
      readonly part: string | null;
      readonly operation: string;
      readonly result: JsonValue;
      /** It succeeded, and yielded nothing where it could have yielded something. */
      readonly isNothing?: true;
      readonly state: Readonly<Record<string, JsonValue>> | null;
      readonly placement?: StepPlacement;
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
  /** The other side wrote to memory. */
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
      /** Of one that does not hold: the bytes whose values break it, as far as that is known. */
      readonly readFrom?: readonly MemoryRange[];
    }
  /** `at`: the line that it is about, such as one that reads a byte which no region holds. */
  | { readonly kind: 'note'; readonly text: string; readonly at?: SourceLine };

/** Values that break an assertion; replayed on the concrete domain before they are shown. */
export interface Counterexample {
  /** The name of the assertion that fails. */
  readonly assertion: string;
  /**
   * Whether the search for a smaller one was completed: least sizes, then inputs, then bytes, then regions. `false` where
   * it was cut short or the solver left a question open; left out if no search was made.
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
  /** The events of the replay, one line each: accesses, values the proof noted. */
  readonly trace: readonly string[];
  /** All events of the replay, in order. */
  readonly steps: readonly CounterexampleStep[];
}
