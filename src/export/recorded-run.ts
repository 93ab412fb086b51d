import { encodeRecord, encodeResult, encodeRuns } from '../conform/encode.ts';
import type { ConformanceAdapter, ReplayQueue } from '../conform/adapter.ts';
import { JsonFields } from '../conform/fields.ts';
import type { JsonObject } from '../conform/json.ts';
import { concreteDomain } from '../domain/concrete.ts';
import { ConcreteMemory } from '../memory/concrete.ts';
import type { CounterexampleStep, JsonValue } from '../result/verdict.ts';
import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { RecordedOp } from './recorded.ts';
import { recordedStep, type RecordedCall } from './recorded-step.ts';
import { scalar } from './scalar.ts';
import { WriteError } from './write-error.ts';

type Call = Extract<CounterexampleStep, { kind: 'call' }>;

/** Operations that make a queue. */
const CONSTRUCTORS = new Set(['make', 'restore']);

/** The steps of a counterexample, done once more by a model's adapter and written down as recordings have them. */
export class RecordedRun {
  readonly ops: RecordedOp[] = [];
  readonly #memory: ConcreteMemory;
  readonly #queue: ReplayQueue;
  #state: JsonObject;
  #isChainStale = false;
  /** The queue of the proof that the case is about; `null` until a step makes it. */
  #part: string | null;
  /** By part: the state that it was last seen in. */
  readonly #states = new Map<string, Readonly<Record<string, JsonValue>>>();

  /** `part`: the queue of the proof that `queue` is. */
  constructor(
    part: string | null,
    queue: JsonObject,
    { regions, bytes }: ConcreteMemoryState,
    adapter: ConformanceAdapter,
  ) {
    this.#memory = new ConcreteMemory(regions);
    for (const [address, byte] of bytes) this.#memory.setBytes(address, Uint8Array.of(byte));
    this.#queue = adapter.restore(concreteDomain, new JsonFields(queue, 'queue'));
    this.#state = queue;
    this.#part = part;
  }

  /**
   * Takes all steps over, those excepted that make a queue to compare with while the proof goes on with another. `before`
   * is called before each one. Throws as `take` does.
   */
  takeAll(steps: readonly CounterexampleStep[], before: (step: CounterexampleStep) => void): void {
    steps.forEach((step, i) => {
      before(step);
      const rest = steps.slice(i + 1);
      if (step.kind === 'created') this.#states.set(step.part, step.state);
      if (step.kind !== 'call' || !CONSTRUCTORS.has(step.operation)) return this.take(step);
      const made = rest.find((next) => next.kind === 'created' && 'desc_table' in next.state);
      const isLeft = rest.some(
        (next) => next.kind === 'call' && next.part !== null && next.part === this.#part,
      );
      if (isLeft) return;
      this.take(step);
      this.#part = made?.kind === 'created' ? made.part : this.#part;
    });
  }

  /** Takes a step over. Throws a `WriteError` where recordings have no words for it, or the adapter does not follow it. */
  take(step: CounterexampleStep): void {
    if (step.kind === 'other-side') {
      for (const { addr, hex } of step.writes) this.#memory.setBytes(BigInt(addr), Buffer.from(hex, 'hex'));
      this.ops.push({ op: 'mem_write', args: { writes: step.writes.map((run) => ({ ...run })) } });
      this.#isChainStale = true;
    }
    if (step.kind === 'call') this.#takeCall(step);
    if (step.kind === 'return' && step.state !== null && step.part === this.#part)
      this.#compare(step.operation, step.state);
  }

  /** Runs an operation; whether the model has it. */
  run({ op, args }: RecordedCall): RecordedOp | undefined {
    const before = this.#memory.checkpoint();
    const outcome = this.#queue.run(op, new JsonFields(args, 'args'), this.#memory);
    if (outcome === undefined) return undefined;
    const after = encodeRecord(this.#queue.state());
    const runs = this.#memory.changesSince(before);
    const done = {
      op,
      ...(Object.keys(args).length > 0 ? { args } : {}),
      result: encodeResult(outcome),
      state: changed(this.#state, after),
      ...(runs.length > 0 ? { writes: encodeRuns(runs) } : {}),
    };
    this.ops.push(done);
    this.#state = after;
    return done;
  }

  #takeCall(step: Call): void {
    const { operation } = step;
    if (operation === 'pop') this.#isChainStale = false;
    // What a save gives is in the state of the queue.
    if (operation === 'save') return;
    // Recordings walk each chain that a pop gave to its end at once, so that its steps are in it already.
    if (operation === 'next') {
      if (!this.#isChainStale) return;
      throw new WriteError(
        'recordings walk a chain to its end at once, and here the driver writes meanwhile',
      );
    }
    const call = recordedStep(step, this.#states.get(step.part ?? ''));
    if (call === undefined) throw new WriteError(`recordings have no operation '${operation}'`);
    const done = this.run(call);
    if (done === undefined && call.isNeeded)
      throw new WriteError(`the model replays no recorded '${call.op}'`);
  }

  /** What was written down has to be what happened: the adapter could be about another queue than the proof. */
  #compare(operation: string, state: Readonly<Record<string, unknown>>): void {
    const differing = Object.entries(state).find(
      ([name, value]) => this.#state[name] !== undefined && this.#state[name] !== value,
    );
    if (differing === undefined) return;
    const [name, value] = differing;
    throw new WriteError(
      `after '${operation}', ${name} is ${String(value)} in the proof and ${scalar(this.#state[name])} where the model's adapter replays it`,
    );
  }
}

/** The fields that a step of a recording holds: two always, and those that it changed. */
function changed(before: JsonObject, after: JsonObject): JsonObject {
  const kept = Object.entries(after).filter(
    ([name, value]) => name === 'next_avail' || name === 'next_used' || before[name] !== value,
  );
  return Object.fromEntries(kept);
}
