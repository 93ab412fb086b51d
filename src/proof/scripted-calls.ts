import type { JsonObject } from '../conform/json.ts';
import type { RecordedFields } from '../conform/adapter.ts';
import type { ProofContext } from './context.ts';
import type { Model } from './model.ts';

/** Runs calls that are given by name and with values, on the parts of any model of one interface. */
export interface ScriptedCalls {
  /** The part that a script gives the state of. */
  readonly part: string;
  /** The values of fields that a script leaves out, given those that it has; names in lower case with underscores. */
  defaults(given: JsonObject): JsonObject;
  /** Fields that only some models have: the default of one gives way where a model cannot have it. */
  readonly optional: readonly string[];
  /** The phase in which the part is in use: a state that can be one of it is. */
  readonly phase: string;
  /** By name, in lower case with underscores. */
  readonly operations: Readonly<Record<string, ScriptedOperation>>;
  /** Starts the part in a state of a phase. `null`: in any state that schema and invariant allow. */
  start(p: ProofContext<string>, model: Model | null, phase: string | null): void;
}

/** One operation of a script. */
export interface ScriptedOperation {
  /** Another part that it is called on, which an earlier call made. */
  readonly on?: string;
  /** The operation to be called first where no earlier call has made that part. */
  readonly first?: string;
  /** Whether its arguments are fields of that part, which are changed before. */
  readonly changesFields?: true;
  /** The operation to be called after it until it yields nothing, where it made the part that this one is called on. */
  readonly then?: string;
  /** The phase in which the part has to be to be called so; of any where left out, or `null`. */
  readonly needs?: (model: Model) => string | null;
  /** Whether a model has it; all have where left out. */
  readonly isOf?: (model: Model) => boolean;
  /** Starts the part in the state that the run is given, and calls the operation. */
  run(p: ProofContext<string>, model: Model | null, args: RecordedFields): void;
}
