import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import type { Region } from '../memory/regions.ts';
import { subterms } from '../term/children.ts';
import type { Assignment } from '../term/evaluate.ts';
import type { LayoutFact } from '../term/term.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

/** The values that terms have in a state: of its inputs, its bytes and its regions. */
export function valuesIn(state: ConcreteState, inputs: ReadonlyMap<string, DeclaredInput>): Assignment {
  const ints = integersIn(state, inputs);
  return {
    int: (name) => {
      const value = ints.get(name);
      if (value === undefined) throw new RangeError(`'${name}' is no input of the proof`);
      return value;
    },
    bool: (name) => state.inputs.get(name) === true,
    ...memoryValues((name) => state.memories.get(name) ?? NOWHERE),
  };
}

/** The values of bytes and of facts of regions, from memories by name. */
export function memoryValues(
  memory: (name: string) => ConcreteMemoryState,
): Pick<Assignment, 'byte' | 'mapped' | 'layout'> {
  const regionsOf = (layout: string): readonly Region[] => memory(memoryOf(layout)).regions;
  return {
    byte: (name, address) => BigInt(memory(name).bytes.get(address) ?? 0),
    mapped: (layout, address) => find(regionsOf(layout), address) !== undefined,
    layout: (fact, layout, address) => factOf(regionsOf(layout), fact, address),
  };
}

/** Values by the name of a variable; of a multiple, the quotient. */
export function integersIn(
  { inputs: given }: ConcreteState,
  inputs: ReadonlyMap<string, DeclaredInput>,
): ReadonlyMap<string, bigint> {
  const ints = new Map<string, bigint>();
  for (const [name, { input, term }] of inputs) {
    const value = given.get(name);
    if (typeof value !== 'bigint') continue;
    const factor = input.kind === 'word' ? input.multipleOf : 1n;
    for (const part of subterms([term])) if (part.kind === 'var') ints.set(part.name, value / factor);
  }
  return ints;
}

const NOWHERE: ConcreteMemoryState = { regions: [], bytes: new Map() };

export const find = (regions: readonly Region[], address: bigint): Region | undefined =>
  regions.find(({ base, size }) => address >= base && address < base + size);

/** A fact of a mapped address; 0 of an unmapped one, whose facts are arbitrary. */
function factOf(regions: readonly Region[], fact: LayoutFact, address: bigint): bigint {
  const region = find(regions, address);
  if (region === undefined) return 0n;
  let [start, end] = [region.base, region.base + region.size];
  if (fact === 'extent-before' || fact === 'extent-after') {
    for (let next = find(regions, end); next !== undefined; next = find(regions, end)) end += next.size;
    for (let next = find(regions, start - 1n); next !== undefined; next = find(regions, start - 1n))
      start = next.base;
  }
  return fact.endsWith('before') ? address - start : end - address;
}
