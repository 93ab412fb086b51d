import type { ConformanceAdapter } from '../../../conform/adapter.ts';
import type { JsonObject } from '../../../conform/json.ts';
import type { ConcreteMemoryState } from '../../../context/concrete-state.ts';
import { RecordedRun } from '../../../export/recorded-run.ts';
import type { RecordedOp } from '../../../export/recorded.ts';
import type { CounterexampleStep, JsonValue } from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { isQueue } from './recorded-start.ts';
import { recordedStep, type RecordedCall } from './recorded-step.ts';

type Call = Extract<CounterexampleStep, { kind: 'call' }>;

/** Operations that make a queue. */
const CONSTRUCTORS = new Set(['make', 'restore']);

/** Fields that every recorded step holds. */
const ALWAYS = ['next_avail', 'next_used'];

/** The steps of a counterexample of a queue, done once more by a model's adapter and written down as recordings have them. */
export class Recording {
  readonly #run: RecordedRun;
  /** The operations that the adapter can run. */
  readonly #names: readonly string[];
  #isChainStale = false;
  /** The queue of the proof that the case is about; `null` until a step makes it. */
  #part: string | null;
  /** By part: the state that it was last seen in. */
  readonly #states = new Map<string, Readonly<Record<string, JsonValue>>>();

  /** `part`: the queue of the proof that `queue` is. */
  constructor(
    part: string | null,
    queue: JsonObject,
    memory: ConcreteMemoryState,
    adapter: ConformanceAdapter,
  ) {
    this.#run = new RecordedRun(queue, memory, adapter, ALWAYS);
    this.#names = adapter.operations;
    this.#part = part;
  }

  get ops(): readonly RecordedOp[] {
    return this.#run.ops;
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
      const made = rest.find((next) => next.kind === 'created' && isQueue(next.state));
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
      this.#run.write(step.writes);
      this.#isChainStale = true;
    }
    if (step.kind === 'call') this.#takeCall(step);
    // What was written down has to be what happened.
    if (step.kind === 'return' && step.state !== null && step.part === this.#part)
      this.#run.compare(step.operation, step.state);
  }

  /** Runs an operation; whether the model has it. */
  run({ op, args }: RecordedCall): RecordedOp | undefined {
    return this.#run.run(op, args);
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
    if (step.part !== null && step.part !== this.#part && !CONSTRUCTORS.has(operation))
      throw new WriteError(
        `recordings are of one queue, and the proof calls '${operation}' on another one, too`,
      );
    const call = recordedStep(step, this.#names, this.#states.get(step.part ?? ''));
    if (call === undefined) throw new WriteError(`recordings have no operation '${operation}'`);
    const done = this.run(call);
    if (done === undefined && call.isNeeded)
      throw new WriteError(`the model replays no recorded '${call.op}'`);
  }
}
