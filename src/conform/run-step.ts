import { withTraps } from '../domain/concrete.ts';
import type { TrapKind } from '../domain/trap.ts';
import type { ConcreteMemory } from '../memory/concrete.ts';
import type { ReplayQueue } from './adapter.ts';
import type { Observation } from './compare.ts';
import { encodeRecord, encodeResult, encodeRuns } from './encode.ts';
import { blamingModel, locating } from './errors.ts';
import { JsonFields } from './fields.ts';
import type { JsonObject } from './json.ts';

/** A trap on its way out of an operation. */
class Trapped extends Error {
  override readonly name = 'Trapped';
  readonly kind: TrapKind;
  readonly what: string | null;

  constructor(kind: TrapKind, what: string | null) {
    super(kind);
    this.kind = kind;
    this.what = what;
  }
}

const STOPPING = {
  isInCall: () => true,
  trapIf: (kind: TrapKind, condition: boolean, what: string | null): void => {
    if (condition) throw new Trapped(kind, what);
  },
};

/** What there is to see of a queue after an operation; after a trap, its state is as it was before. */
export interface Ran extends Observation {
  readonly isTrap: boolean;
}

/**
 * Runs an operation on a queue. `undefined`, with no effect, for one that is not modelled. Throws a `RecordingError` for
 * wrong arguments and a `ModelError` if the model throws.
 */
export function runStep(
  queue: ReplayQueue,
  { op, args }: { readonly op: string; readonly args: JsonObject },
  memory: ConcreteMemory,
  location: string,
  index: number,
): Ran | undefined {
  const start = memory.checkpoint();
  const run = (): Ran | undefined => {
    const fields = new JsonFields(args, `ops[${index}].args`);
    const result = resultOf(() => queue.run(op, fields, memory));
    if (result === undefined) return undefined;
    const writes = encodeRuns(memory.changesSince(start));
    return { result, state: encodeRecord(queue.state()), writes, isTrap: 'trap' in result };
  };
  return locating(location, () => blamingModel(op, run), `ops[${index}]: `);
}

function resultOf(run: () => ReturnType<ReplayQueue['run']>): JsonObject | undefined {
  try {
    const result = withTraps(STOPPING, run);
    return result && encodeResult(result);
  } catch (error) {
    if (!(error instanceof Trapped)) throw error;
    return { trap: error.kind, ...(error.what !== null && { what: error.what }) };
  }
}
