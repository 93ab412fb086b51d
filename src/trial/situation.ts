import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';
import type { Fields } from '../context/replay-event.ts';
import { contentName } from '../memory/observed-memory.ts';
import type { JsonValue } from '../proof/counterexample.ts';

/** The only memory of a trial. */
export const MEMORY = 'memory';

/** What there is between two calls: parts with their states, under the names that proofs start them as, and memory. */
export interface Situation {
  readonly parts: ReadonlyMap<string, Fields>;
  readonly memory: ConcreteMemoryState;
}

/** Values of inputs, by name. */
export type InputValues = ReadonlyMap<string, bigint | boolean>;

/** A start in a situation, with values for inputs that are no field of a part. */
export function startIn({ parts, memory }: Situation, inputs: InputValues = new Map()): ConcreteState {
  const fields = [...parts].flatMap(([part, state]) =>
    valuesOf(state).map(([name, value]) => [`${part}.${name}`, value] as const),
  );
  return { inputs: new Map([...fields, ...inputs]), memories: new Contents(memory), parts };
}

/** The numbers and Booleans of a state, as inputs. */
export function valuesOf(state: Fields): readonly (readonly [name: string, value: bigint | boolean])[] {
  return Object.entries(state).flatMap(([name, value]) => {
    const input = inputOf(value);
    return input === undefined ? [] : [[name, input] as const];
  });
}

/** A value of a state as an input; `undefined` of one that is no number and no Boolean. */
export function inputOf(value: JsonValue): bigint | boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' && /^0x[\da-f]+$/.test(value) ? BigInt(value) : undefined;
}

/** The memory of a situation. What the other side writes in the course of a proof is what is there at its start. */
class Contents extends Map<string, ConcreteMemoryState> {
  readonly #memory: ConcreteMemoryState;

  constructor(memory: ConcreteMemoryState) {
    super([[MEMORY, memory]]);
    this.#memory = memory;
  }

  override get(name: string): ConcreteMemoryState | undefined {
    return super.get(name) ?? (name.startsWith(contentName(MEMORY, '')) ? this.#memory : undefined);
  }
}
