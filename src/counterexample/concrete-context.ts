import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import { ConcreteMemory, ConcreteSnapshot } from '../memory/concrete.ts';
import type { AddressRange, MemoryView, ObservedMemory } from '../memory/observed-memory.ts';
import type { Inputs, ProofContext } from '../proof/context.ts';
import { DeclaredInputs } from '../proof/declared-inputs.ts';
import { boolInput, type WordInput } from '../proof/inputs.ts';
import type { ConcreteState } from './state.ts';

/** Thrown where an assumption does not hold: the state is none that the proof speaks of. */
export class AssumptionFailed extends Error {
  override readonly name = 'AssumptionFailed';
}

/** What bodies state properties with when they are replayed from a concrete state. */
export class ConcreteContext extends DeclaredInputs implements ProofContext {
  readonly domain = concreteDomain;
  readonly any: Inputs = this;
  readonly violated: string[] = [];
  readonly notes: string[] = [];
  readonly memories = new Map<string, ConcreteMemory>();
  /** Every input that the body asked for, with its value, in order. */
  readonly inputs = new Map<string, { readonly value: bigint | boolean; readonly width: Width | null }>();
  readonly #state: ConcreteState;

  constructor(state: ConcreteState) {
    super();
    this.#state = state;
  }

  override bool(name: string): Bool {
    boolInput(name);
    const value = this.#state.inputs.get(name) === true;
    this.inputs.set(name, { value, width: null });
    return concreteDomain.bool(value);
  }

  memory(name = 'memory'): ObservedMemory {
    const state = this.#state.memories.get(name) ?? { regions: [], bytes: new Map<bigint, number>() };
    const memory = new ConcreteMemory(state.regions);
    for (const [address, byte] of state.bytes) memory.setBytes(address, Uint8Array.of(byte));
    this.memories.set(name, memory);
    return memory;
  }

  assume(condition: BoolOperand): void {
    if (!truthOf(condition)) throw new AssumptionFailed('an assumption does not hold');
  }

  assert(name: string, condition: BoolOperand): void {
    if (!truthOf(condition)) this.violated.push(name);
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
    if (stray === undefined) return;
    this.notes.push(`byte 0x${stray.toString(16)} changed`);
    this.violated.push(name);
  }

  cover(): void {
    // Covers are questions to the solver; a replay has nothing to add.
  }

  note(name: string, value: Word<Width> | Bool): void {
    this.notes.push(`${name} = ${'width' in value ? valueOf(value) : truthOf(value)}`);
  }

  protected override word<W extends Width>(input: WordInput, width: W): Word<W> {
    const given = this.#state.inputs.get(input.name);
    const value = typeof given === 'bigint' ? given : input.min;
    this.inputs.set(input.name, { value, width });
    return concreteDomain.word(width, value);
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
