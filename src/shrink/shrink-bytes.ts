import { memoryOf } from '../memory/observed-memory.ts';
import { withMemories } from '../context/memory-variants.ts';
import { compare } from '../memory/memory-map.ts';
import type { Breaks } from './shrink-inputs.ts';
import type { TouchedFrom } from './shrink-regions.ts';
import type { ConcreteMemoryState, ConcreteState } from '../context/concrete-state.ts';

/** A byte of a memory's initial content. */
export interface ByteAt {
  readonly memory: string;
  readonly address: bigint;
  readonly value: number;
}

/** The bytes of longer accesses are not shrunk one by one. */
const LONGEST_ACCESS = 64n;

/** The bytes other than 0, memories in order, highest address first: as the digits of one number. */
export function bytesOf(state: ConcreteState): readonly ByteAt[] {
  return [...state.memories].flatMap(([memory, { bytes }]) =>
    [...bytes]
      .filter(([, value]) => value !== 0)
      .sort(([a], [b]) => compare(b, a))
      .map(([address, value]) => ({ memory, address, value })),
  );
}

/** Whether a byte is a more significant digit than another, in memories of this order. */
function isInFront(a: ByteAt, b: ByteAt, { memories }: ConcreteState): boolean {
  if (a.memory === b.memory) return a.address > b.address;
  const names = [...memories.keys()];
  return names.indexOf(a.memory) < names.indexOf(b.memory);
}

/** Whether the bytes of a state, as the digits of a number, are less than those of another one. */
export function hasLessBytes(state: ConcreteState, other: ConcreteState): boolean {
  const [mine, others] = [bytesOf(state), bytesOf(other)];
  for (const [i, its] of others.entries()) {
    const my = mine[i];
    if (my === undefined || isInFront(its, my, state)) return true;
    if (isInFront(my, its, state)) return false;
    if (my.value !== its.value) return my.value < its.value;
  }
  return false;
}

/** The bytes that a run touches, and those other than 0: memories in order, highest address first. */
export function bytesThatCount(state: ConcreteState, touched: TouchedFrom): readonly ByteAt[] {
  return [...state.memories].flatMap(([memory, { bytes }]) => {
    const nonZero = [...bytes].filter(([, value]) => value !== 0).map(([address]) => address);
    return [...new Set([...mappedAndTouched(state, memory, touched), ...nonZero])]
      .sort((a, b) => compare(b, a))
      .map((address) => ({ memory, address, value: bytes.get(address) ?? 0 }));
  });
}

/**
 * The bytes of each memory, read as one number whose first byte is the lowest, made small: 0 where that does; else a single
 * 1, as low as can be; else each byte by itself.
 */
export function shrinkBytes(start: ConcreteState, touched: TouchedFrom, breaks: Breaks): ConcreteState {
  const empty = withMemories(start, (memory) => ({ ...memory, bytes: new Map() }));
  if (breaks(empty)) return empty;
  const sparse = [...start.memories.keys()]
    .flatMap((memory) => mappedAndTouched(start, memory, touched).map((address) => ({ memory, address })))
    .map((byte) => withByte(empty, { ...byte, value: 1 }))
    .find(breaks);
  return sparse ?? lowerBytes(start, breaks);
}

/** Each byte, highest address first, smaller with the others as they are: 0, or with a neighbour below that does not do. */
export function lowerBytes(start: ConcreteState, breaks: Breaks): ConcreteState {
  let state = start;
  for (const byte of bytesOf(start)) {
    // Trying all of them one by one takes long, and only a solver can be certain of the least.
    const powers = Array.from({ length: 8 }, (_, i) => 1 << i).filter((value) => value < byte.value);
    const candidates = [0, ...powers, byte.value];
    const at = (value: number): ConcreteState => withByte(state, { ...byte, value });
    const found = candidates.findIndex((value) => value === byte.value || breaks(at(value)));
    let [fails, works] = [candidates[found - 1] ?? -1, candidates[found] ?? byte.value];
    while (works - fails > 1) {
      const middle = (fails + works) >> 1;
      if (breaks(at(middle))) works = middle;
      else fails = middle;
    }
    if (works !== byte.value) state = at(works);
  }
  return state;
}

/** Addresses that a run touches, other than in long ranges, and that exist: ascending. */
function mappedAndTouched(state: ConcreteState, memory: string, touched: TouchedFrom): readonly bigint[] {
  const { regions } = state.memories.get(memoryOf(memory)) ?? NO_MEMORY;
  const addresses = touched(state, memoryOf(memory)).flatMap(({ address, length }) =>
    Array.from({ length: length > LONGEST_ACCESS ? 0 : Number(length) }, (_, i) => address + BigInt(i)),
  );
  return [...new Set(addresses)]
    .filter((at) => regions.some(({ base, size }) => at >= base && at < base + size))
    .sort(compare);
}

const NO_MEMORY: ConcreteMemoryState = { regions: [], bytes: new Map() };

function withByte(state: ConcreteState, { memory, address, value }: ByteAt): ConcreteState {
  return withMemories(state, (before, name) =>
    name === memory ? { ...before, bytes: new Map([...before.bytes, [address, value]]) } : before,
  );
}
