import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import type { Integer } from '../domain/integer.ts';
import type { Domain } from '../domain/domain.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import { ConcreteSnapshot } from '../memory/concrete.ts';
import {
  contentName,
  type AddressRange,
  type MemoryView,
  type ObservedMemory,
} from '../memory/observed-memory.ts';
import type { Inputs, ProofContext } from '../proof/context.ts';
import { DeclaredInputs } from '../proof/declared-inputs.ts';
import { allows, type BoolInput, type FieldOf, type IntegerInput, type WordInput } from '../proof/inputs.ts';
import { RUN_HOST, type Call, type CreatedPart, type RunHost } from '../proof/run-host.ts';
import { plain, plainFields, plainResult } from './plain.ts';
import type { CodePlace, ReplayEvent } from './replay-event.ts';
import type { ConcreteState } from './state.ts';
import { TracedMemory } from './traced-memory.ts';
import { caller, watchedDomain } from './watched-domain.ts';

/** Thrown where an assumption does not hold or an input has no value of its own: the state is none that the proof speaks of. */
export class AssumptionFailed extends Error {
  override readonly name = 'AssumptionFailed';
}

/** What bodies state properties with when they are replayed from a concrete state. */
export class ConcreteContext extends DeclaredInputs implements ProofContext<string>, RunHost {
  readonly domain: Domain;
  readonly any: Inputs = this;
  readonly violated: string[] = [];
  readonly notes: string[] = [];
  /** Names of the covers that were reached. */
  readonly covered = new Set<string>();
  /** All that happened, in order. */
  readonly events: ReplayEvent[] = [];
  readonly memories = new Map<string, TracedMemory>();
  /** Every input that the body asked for, with its value, in order. */
  readonly inputs = new Map<string, { readonly value: bigint | boolean; readonly width: Width | null }>();
  /** Inputs that the body asked for and the start does not have: they have their least values, false is that of truth values. */
  readonly gaps: { readonly name: string; readonly field: FieldOf | null }[] = [];
  /** Inputs that the start has as another kind of value. */
  readonly mistaken: string[] = [];
  readonly #state: ConcreteState;
  readonly #isWatched: boolean;

  /** `isWatched`: decisions and assumptions are told among the events, which takes time. */
  constructor(state: ConcreteState, isWatched = false) {
    super();
    this.#state = state;
    this.#isWatched = isWatched;
    this.domain = isWatched ? watchedDomain((event) => this.events.push(event)) : concreteDomain;
  }

  get [RUN_HOST](): RunHost {
    return this;
  }

  created({ part, isMade, state }: CreatedPart): void {
    if (this.#isWatched) this.events.push({ kind: 'created', part, isMade, state: plainFields(state()) });
  }

  call<T>({ part, operation, args, state }: Call, work: () => T): T {
    if (!this.#isWatched) return work();
    const shown = args.map((arg) => plain(arg)).filter((arg) => arg !== undefined);
    this.events.push({ kind: 'call', part, operation, args: shown });
    const result = work();
    const after = plainFields(state());
    this.events.push({
      ...{ kind: 'return', part, operation, result: plainResult(result) },
      state: Object.keys(after).length === 0 ? null : after,
    });
    return result;
  }

  memory(name = 'memory'): ObservedMemory {
    const state = this.#state.memories.get(name) ?? { regions: [], bytes: new Map<bigint, number>() };
    const memory = new TracedMemory(
      state.regions,
      (event) =>
        this.events.push(
          'kind' in event
            ? { kind: 'memory', memory: name, event }
            : { kind: 'other-side', memory: name, ...event },
        ),
      (content) => this.#state.memories.get(contentName(name, content))?.bytes ?? new Map<bigint, number>(),
    );
    for (const [address, byte] of state.bytes) memory.setBytes(address, Uint8Array.of(byte));
    this.memories.set(name, memory);
    return memory;
  }

  assume(condition: BoolOperand): void {
    const holds = truthOf(condition);
    if (this.#isWatched) this.events.push({ kind: 'assumption', holds, place: caller(new Error().stack) });
    if (!holds) throw new AssumptionFailed('an assumption does not hold');
  }

  assert(name: string, condition: BoolOperand): void {
    const holds = truthOf(condition);
    this.#claim(name, holds, this.#isWatched && !holds ? caller(new Error().stack) : null);
  }

  assertUnchanged(
    name: string,
    before: MemoryView,
    after: MemoryView,
    except: readonly AddressRange[] = [],
  ): void {
    const excepted = except.map(({ start, length }) => {
      const first = valueOf(start);
      return { first, end: first + (typeof length === 'object' ? valueOf(length) : BigInt(length)) };
    });
    const stray = changedAddresses(before, after).find(
      (address) => !excepted.some(({ first, end }) => address >= first && address < end),
    );
    if (stray !== undefined) this.#note(`byte 0x${stray.toString(16)} changed`);
    const holds = stray === undefined;
    this.#claim(name, holds, this.#isWatched && !holds ? caller(new Error().stack) : null);
  }

  cover(name: string, condition: BoolOperand = true): void {
    if (truthOf(condition)) this.covered.add(name);
  }

  note(name: string, value: Word<Width> | Bool): void {
    this.#note(`${name} = ${'width' in value ? valueOf(value) : truthOf(value)}`);
  }

  #claim(name: string, holds: boolean, place: CodePlace | null): void {
    this.events.push({ kind: 'assertion', name, holds, place });
    if (!holds) this.violated.push(name);
  }

  #note(text: string): void {
    this.notes.push(text);
    this.events.push({ kind: 'note', text });
  }

  #number({ name, ...input }: WordInput | IntegerInput): bigint | undefined {
    const given = this.#state.inputs.get(name);
    if (given === undefined)
      this.gaps.push({ name, field: input.kind === 'word' ? (input.field ?? null) : null });
    if (typeof given === 'boolean')
      this.mistaken.push(`'${name}' is ${given}, and the proof asks for a number`);
    return typeof given === 'bigint' ? given : undefined;
  }

  protected override word<W extends Width>(input: WordInput, width: W): Word<W> {
    const value = this.#number(input) ?? input.min;
    if (!allows(input, value)) {
      throw new AssumptionFailed(`the input '${input.name}' is ${value}, which is none of its values`);
    }
    this.inputs.set(input.name, { value, width });
    return concreteDomain.word(width, value);
  }

  protected override truth({ name, field }: BoolInput): Bool {
    const given = this.#state.inputs.get(name);
    if (given === undefined) this.gaps.push({ name, field: field ?? null });
    if (typeof given === 'bigint')
      this.mistaken.push(`'${name}' is ${given}, and the proof asks for true or false`);
    const value = given === true;
    this.inputs.set(name, { value, width: null });
    return concreteDomain.bool(value);
  }

  protected override unbounded(input: IntegerInput): Integer {
    const value = this.#number(input) ?? input.min ?? input.max ?? 0n;
    if (value < (input.min ?? value) || value > (input.max ?? value)) {
      throw new AssumptionFailed(`the input '${input.name}' is ${value}, which is none of its values`);
    }
    this.inputs.set(input.name, { value, width: null });
    return concreteDomain.wrapInteger(value);
  }
}

/** The addresses at which two contents of one memory differ. */
function changedAddresses(before: MemoryView, after: MemoryView): readonly bigint[] {
  if (!(before instanceof ConcreteSnapshot))
    throw new TypeError("'before' is to be a snapshot of the memory");
  return before.writtenSince().filter((address) => {
    const at = concreteDomain.u64(address);
    return valueOf(before.peek(at)) !== valueOf(after.peek(at));
  });
}
