import { memoryOf } from '../memory/observed-memory.ts';
import type { ConcreteMemoryState, ConcreteState } from './concrete-state.ts';

const LAST_ADDRESS = (1n << 64n) - 1n;

/** A memory of no region. */
export const NOTHING: ConcreteMemoryState = { regions: [], bytes: new Map() };

/** A memory that is mapped wherever memory can be, all of it 0. */
export const EVERYTHING: ConcreteMemoryState = {
  regions: [{ base: 0n, size: LAST_ADDRESS }],
  bytes: new Map(),
};

/** A state with its memories replaced one by one; what the other side writes to them has no regions of its own. */
export function withMemories(
  state: ConcreteState,
  replace: (memory: ConcreteMemoryState, name: string) => ConcreteMemoryState,
): ConcreteState {
  const memories = [...state.memories].map(([name, memory]) => {
    const replaced = replace(memory, name);
    return [name, memoryOf(name) === name ? replaced : { ...replaced, regions: [] }] as const;
  });
  return { ...state, memories: new Map(memories) };
}

/** Regions and bytes at other addresses: regions beyond either end cut away, and bytes at addresses below 0. */
export function shifted({ regions, bytes }: ConcreteMemoryState, by: bigint): ConcreteMemoryState {
  const moved = regions.flatMap(({ base, size }) => {
    const start = base + by < 0n ? 0n : base + by;
    const end = base + size + by > LAST_ADDRESS ? LAST_ADDRESS : base + size + by;
    return end > start ? [{ base: start, size: end - start }] : [];
  });
  const bytesMoved = [...bytes].map(([address, byte]) => [address + by, byte] as const);
  return { regions: moved, bytes: new Map(bytesMoved.filter(([address]) => address >= 0n)) };
}

/** The same memory with the bytes of one range elsewhere. */
export function withBytesMoved(
  { regions, bytes }: ConcreteMemoryState,
  { start, length, by }: { readonly start: bigint; readonly length: bigint; readonly by: bigint },
): ConcreteMemoryState {
  const isIn = (address: bigint): boolean => address >= start && address < start + length;
  const all = [...bytes];
  const [inside, outside] = [all.filter(([at]) => isIn(at)), all.filter(([at]) => !isIn(at))];
  return { regions, bytes: new Map([...outside, ...inside.map(([at, byte]) => [at + by, byte] as const)]) };
}

const MOST_WORDS = 8;

/** States in which one of the aligned 16-bit words of memory that may go with an index is changed by as much as it. */
export function withWordsMoved(
  state: ConcreteState,
  by: bigint,
  mayGoAlong: (word: bigint) => boolean,
): readonly ConcreteState[] {
  return [...state.memories].flatMap(([name, { bytes }]) => {
    const wordAt = (at: bigint): bigint =>
      BigInt(bytes.get(at) ?? 0) + 256n * BigInt(bytes.get(at + 1n) ?? 0);
    const words = [...new Set([...bytes.keys()].map((at) => at - (at % 2n)))]
      .filter((at) => mayGoAlong(wordAt(at)))
      .slice(0, MOST_WORDS);
    return words.map((at) => {
      const moved = BigInt.asUintN(16, wordAt(at) + by);
      const changed = new Map([...bytes, [at, Number(moved % 256n)], [at + 1n, Number(moved / 256n)]]);
      return withMemories(state, (memory, other) =>
        other === name ? { ...memory, bytes: changed } : memory,
      );
    });
  });
}

/** These regions with those of the bytes that lie in them. */
export function withRegions(
  regions: ConcreteMemoryState['regions'],
  bytes: ConcreteMemoryState['bytes'],
): ConcreteMemoryState {
  const inside = (address: bigint): boolean =>
    regions.some(({ base, size }) => address >= base && address < base + size);
  return { regions, bytes: new Map([...bytes].filter(([address]) => inside(address))) };
}
