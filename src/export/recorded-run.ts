import { encodeRecord, encodeResult, encodeRuns } from '../conform/encode.ts';
import type { ConformanceAdapter, ReplayQueue } from '../conform/adapter.ts';
import { RecordingError } from '../conform/errors.ts';
import { JsonFields } from '../conform/fields.ts';
import type { JsonObject } from '../conform/json.ts';
import { concreteDomain } from '../domain/concrete.ts';
import { ConcreteMemory } from '../memory/concrete.ts';
import type { ByteRun } from '../proof/counterexample.ts';
import { WriteError } from '../proof/write-error.ts';
import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { RecordedOp } from './recorded.ts';
import { scalar } from './scalar.ts';

/** Operations run by a model's adapter, and written down as recordings have them. */
export class RecordedRun {
  readonly ops: RecordedOp[] = [];
  readonly #memory: ConcreteMemory;
  readonly #queue: ReplayQueue;
  readonly #always: readonly string[];
  #state: JsonObject;

  /**
   * From this state and memory. `always`: the fields of the state that each step holds, changed or not. Throws a `WriteError` where
   * recordings cannot give the model that state.
   */
  constructor(
    state: JsonObject,
    { regions, bytes }: ConcreteMemoryState,
    adapter: ConformanceAdapter,
    always: readonly string[] = [],
  ) {
    this.#memory = new ConcreteMemory(regions);
    for (const [address, byte] of bytes) this.#memory.setBytes(address, Uint8Array.of(byte));
    this.#queue = restored(adapter, state);
    this.#state = state;
    this.#always = always;
  }

  /** Runs an operation, and returns it as recordings have it; `undefined`, with no effect, where the adapter has none of the name. */
  run(op: string, args: JsonObject): RecordedOp | undefined {
    const before = this.#memory.checkpoint();
    const outcome = this.#queue.run(op, new JsonFields(args, 'args'), this.#memory);
    if (outcome === undefined) return undefined;
    const after = encodeRecord(this.#queue.state());
    const runs = this.#memory.changesSince(before);
    const done = {
      op,
      ...(Object.keys(args).length > 0 ? { args } : {}),
      result: encodeResult(outcome),
      state: this.#changed(after),
      ...(runs.length > 0 ? { writes: encodeRuns(runs) } : {}),
    };
    this.ops.push(done);
    this.#state = after;
    return done;
  }

  /** The other side writes. */
  write(runs: readonly ByteRun[]): void {
    for (const { addr, hex } of runs) this.#memory.setBytes(BigInt(addr), Buffer.from(hex, 'hex'));
    this.ops.push({ op: 'mem_write', args: { writes: runs.map((run) => ({ ...run })) } });
  }

  /**
   * Throws a `WriteError` where a state of the counterexample, after an operation, is not the one that the adapter has come
   * to: it could be about something else than the proof.
   */
  compare(operation: string, state: Readonly<Record<string, unknown>>): void {
    const differing = Object.entries(state).find(
      ([name, value]) => this.#state[name] !== undefined && this.#state[name] !== value,
    );
    if (differing === undefined) return;
    const [name, value] = differing;
    throw new WriteError(
      `after '${operation}', ${name} is ${String(value)} in the proof and ${scalar(this.#state[name])} where the model's adapter replays it`,
    );
  }

  #changed(after: JsonObject): JsonObject {
    const before = this.#state;
    const kept = Object.entries(after).filter(
      ([name, value]) => this.#always.includes(name) || before[name] !== value,
    );
    return Object.fromEntries(kept);
  }
}

/** A queue in this state. Private fields that recordings do not have may keep a model out of it. */
function restored(adapter: ConformanceAdapter, state: JsonObject): ReplayQueue {
  try {
    return adapter.restore(concreteDomain, new JsonFields(state, 'queue'));
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new WriteError(
      `recordings cannot give the model its state (${error.message}); write it as vitest`,
      {
        cause: error,
      },
    );
  }
}
