import type { ByteRun, JsonValue } from '../proof/counterexample.ts';
import type { BrokenAssertion } from './check-property.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';

/** What a scenario came to on one model. */
export interface ModelTrial {
  readonly model: Model;
  /** Why the model cannot be in the state of the scenario; `null` where it can. */
  readonly cannotStart: string | null;
  readonly steps: readonly TrialStep[];
  readonly properties: PropertyCounts;
  /** Assertions that do not hold, in order; each once, where it breaks first. */
  readonly broken: readonly Break[];
  /** Properties that threw. */
  readonly failures: readonly { readonly proof: Proof; readonly error: unknown }[];
}

/** What became of one step. */
export type TrialStep =
  | { readonly kind: 'driver-writes'; readonly index: number; readonly writes: readonly ByteRun[] }
  /** Not called, and why. */
  | { readonly kind: 'left out'; readonly index: number; readonly operation: string; readonly reason: string }
  | TrialCall;

export interface TrialCall {
  readonly kind: 'call';
  /** Position in the calls of the scenario, from 0; of what follows a call, the one of that call. */
  readonly index: number;
  /** Whether it follows the call before, as the steps along a chain follow `pop`. */
  readonly isFollowing: boolean;
  readonly operation: string;
  readonly args: Readonly<Record<string, JsonValue>>;
  readonly result: JsonValue;
  readonly isNothing: boolean;
  readonly trap: string | null;
  /** The fields of the part that changed: before and after. */
  readonly changed: Readonly<Record<string, readonly [before: JsonValue, after: JsonValue]>>;
  readonly writes: readonly ByteRun[];
}

/** How many properties were checked, and why others were not. */
export interface PropertyCounts {
  /** Ids of the properties that were checked somewhere. */
  readonly ids: readonly string[];
  /** From so many starts in all. */
  readonly starts: number;
  /** Properties that are not about any of these states. */
  readonly notAbout: number;
  /** Properties that could not be run in any of these states: by reason, their ids. */
  readonly skipped: ReadonlyMap<string, readonly string[]>;
}

/** An assertion that does not hold in some state on the way. */
export interface Break extends BrokenAssertion {
  readonly proof: Proof;
  /** Where in the scenario: before which step. */
  readonly before: string;
  /** Whether the model declares a finding of it. */
  readonly isExpected: boolean;
}
