import type { Counterexample } from '../proof/counterexample.ts';
import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';

/** What a counterexample starts from, as reports and files have it. */
export type SavedStart = Pick<Counterexample, 'inputs' | 'memory'>;

/** The concrete state that a counterexample shows, made from nothing but what a reader of the report sees. */
export function stateOf({ inputs, memory }: SavedStart): ConcreteState {
  return {
    inputs: new Map(
      Object.entries(inputs).map(([name, value]) => [
        name,
        typeof value === 'string' ? BigInt(value) : value,
      ]),
    ),
    memories: new Map(memory.map((entry) => [entry.name, memoryOf(entry)])),
  };
}

function memoryOf({ regions, bytes }: Counterexample['memory'][number]): ConcreteMemoryState {
  const cells = bytes.flatMap(({ addr, hex }) =>
    [...Buffer.from(hex, 'hex')].map((byte, i): [bigint, number] => [BigInt(addr) + BigInt(i), byte]),
  );
  return {
    regions: regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) })),
    bytes: new Map(cells),
  };
}
