import type { Domain } from '../domain/domain.ts';
import type { Result } from '../domain/result.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, U16, U32, U64, Word } from '../domain/word.ts';
import type { GuestMemory, MemoryError } from '../memory/guest-memory.ts';
import type { CaseFormat } from './recording-shape.ts';

/** Named values of a recording: the arguments of an operation or the state of a queue. */
export interface RecordedFields {
  u16(name: string): U16;
  u32(name: string): U32;
  /** Recorded as "0x…". */
  u64(name: string): U64;
  bool(name: string): Bool;
  /** For halves of an address: null where the half is not set. */
  u32OrNull(name: string): U32 | null;
  /** Whether there is a field of this name. */
  has(name: string): boolean;
  /** One of the names in `known`. */
  name<const N extends string>(name: string, known: readonly N[]): N;
  /** A list of names, each of them one of `known`. */
  names<const N extends string>(name: string, known: readonly N[]): readonly N[];
}

/** A value as recordings can hold it: 64-bit words become "0x…", narrower ones numbers, all else stays as it is. */
export type Recordable =
  | Word<Width>
  | Bool
  | string
  | number
  | boolean
  | null
  | readonly Recordable[]
  | { readonly record: Readonly<Record<string, Recordable>> };

/** An error as recordings can hold it: `{"err": kind}`, with the memory error's kind and fields where it has one. */
export interface RecordableError {
  readonly kind: string;
  readonly cause?: MemoryError;
}

/** How recorded operations of one implementation are run on its model, whose queues are of type Q. */
export interface ConformanceSpec<Q> {
  /**
   * A queue in a recorded state. Private fields that recordings do not have keep their values of `previous`, the queue so
   * far, if there is one. May be left out if the model's kind knows how recordings have its states.
   */
  restore?(domain: Domain, state: RecordedFields, previous?: Q): Q;
  /** Every field that recordings hold of a queue's state, under the name it has there. May be left out as `restore` may. */
  state?(queue: Q): Readonly<Record<string, Recordable>>;
  /** By recorded name. An operation that returns no value is recorded as null. */
  readonly operations: Readonly<Record<string, RecordedOperation<Q>>>;
  /** By recorded name: operations that make a new queue, which on success replaces the present one. */
  readonly constructors: Readonly<Record<string, RecordedConstructor<Q>>>;
}

export type RecordedOperation<Q> = (
  queue: Q,
  args: RecordedFields,
  memory: GuestMemory,
  domain: Domain,
) => Result<Recordable, RecordableError> | Result<void, RecordableError>;

export type RecordedConstructor<Q> = (domain: Domain, args: RecordedFields) => Result<Q, RecordableError>;

/** A model's queue under replay. */
export interface ReplayQueue {
  /** Runs one recorded operation. `undefined`, with no effect, for one that is not modelled. */
  run(
    operation: string,
    args: RecordedFields,
    memory: GuestMemory,
  ): Result<Recordable, RecordableError> | undefined;
  state(): Readonly<Record<string, Recordable>>;
  /** The queue in a recorded state; what recordings do not hold of it stays as it is. */
  resume(state: RecordedFields): ReplayQueue;
}

/** What a model needs to be compared with recordings of the implementation it models. */
export interface ConformanceAdapter {
  /** How cases are written. If it is left out, states and arguments are checked as operations read them. */
  readonly format?: CaseFormat;
  /** Names of the operations that it can run. */
  readonly operations: readonly string[];
  /** What it was made of, for the kind of the model to add to. */
  readonly spec: ConformanceSpec<object>;
  /** A queue in a recorded state. */
  restore(domain: Domain, state: RecordedFields): ReplayQueue;
}

/** Makes the adapter that a model declares, `conformance` of its information. */
export function conformanceAdapter<Q extends object>(
  spec: ConformanceSpec<Q>,
  format?: CaseFormat,
): ConformanceAdapter {
  return {
    ...(format && { format }),
    operations: [...Object.keys(spec.operations), ...Object.keys(spec.constructors)],
    // Who runs its operations hands them queues that its own functions made, or the kind that the model is of.
    spec: spec as unknown as ConformanceSpec<object>,
    restore: (domain, state) => {
      const queue = spec.restore?.(domain, state);
      if (queue === undefined) throw new TypeError('the conformance adapter has no restore');
      return replayQueue(spec, domain, queue);
    },
  };
}

function replayQueue<Q extends object>(spec: ConformanceSpec<Q>, domain: Domain, initial: Q): ReplayQueue {
  let queue = initial;
  return {
    resume: (state) => replayQueue(spec, domain, spec.restore?.(domain, state, queue) ?? queue),
    state: () => spec.state?.(queue) ?? {},
    run: (name, args, memory) => {
      const construct = own(spec.constructors, name);
      if (construct !== undefined) {
        const made = construct(domain, args);
        if (made.ok) queue = made.value;
        return made.ok ? { ok: true, value: null } : made;
      }
      const outcome = own(spec.operations, name)?.(queue, args, memory, domain);
      return outcome?.ok === true ? { ok: true, value: outcome.value ?? null } : outcome;
    },
  };
}

/** An entry of a table whose keys come from a file, which may name what every object inherits. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
