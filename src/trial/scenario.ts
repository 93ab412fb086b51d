import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { Fields } from '../context/replay-event.ts';
import type { JsonObject } from '../conform/json.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';

/** A state, a memory, and what happens then. */
export interface Scenario {
  /** Where it stands: "file", or "file:line" of a file with several. */
  readonly location: string;
  readonly name: string | null;
  readonly memory: ConcreteMemoryState;
  /** The fields of the part that is called, under the names of the interface or of a model. */
  readonly state: Fields;
  /** Those of them that the file leaves out: they have their defaults. */
  readonly defaulted: readonly string[];
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioStep =
  | { readonly kind: 'driver-writes'; readonly writes: readonly ByteRun[] }
  | { readonly kind: 'call'; readonly operation: string; readonly args: JsonObject }
  /** An operation that the interface does not have, of which it is recorded what it changed. */
  | {
      readonly kind: 'recorded';
      readonly operation: string;
      readonly args: JsonObject;
      readonly state: JsonObject;
      readonly writes: readonly ByteRun[];
    };
