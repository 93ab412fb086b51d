import { ConcreteMemory } from '../src/memory/concrete.ts';
import type { QueueNumbers, WalkNumbers } from '../scripts/compiled/v8-queue.fixture.ts';

/** Numbers that look random, the same ones for the same seed: the generator of Numerical Recipes, its high bits. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to below `below`, at most 65536. */
  below(below: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Number(((BigInt(this.#state) >> 8n) * BigInt(below)) >> 24n);
  }

  oneOf<T>(choices: readonly T[]): T {
    // There is at least one.
    return choices[this.below(choices.length)] as T;
  }
}

/** A few regions of memory, small, some adjacent, some odd, full of small numbers. */
export function randomMemory(chance: Chance): readonly [ConcreteMemory, ConcreteMemory] {
  const cuts = chance.oneOf([[], [0x1100n], [0x1043n], [0x1200n, 0x1204n], [0x1011n, 0x1301n]]);
  // Bytes between two regions; only where no region is shorter.
  const hole = cuts.length === 1 ? chance.oneOf([0n, 0n, 1n, 0x30n]) : 0n;
  const starts = [0x1000n, ...cuts];
  const regions = starts.map((start, i) => {
    const base = i === 0 ? start : start + hole;
    return { base, size: (starts[i + 1] ?? 0x1800n) - base };
  });
  const top = { base: 2n ** 64n - 0x101n, size: 0x100n };
  const [one, other] = [new ConcreteMemory([...regions, top]), new ConcreteMemory([...regions, top])];
  for (const { base, size } of one.regions) {
    const bytes = Uint8Array.from({ length: Number(size) }, () =>
      chance.oneOf([0, 0, 0, 1, 2, 3, 4, 5, 16, 32, 255]),
    );
    one.setBytes(base, bytes);
    other.setBytes(base, bytes);
  }
  return [one, other];
}

const ADDRESSES = [
  0x1000n,
  0x1010n,
  0x1040n,
  0x10f8n,
  0x1100n,
  0x11f4n,
  0x1400n,
  0x17f0n,
  0x5000n,
  2n ** 64n - 0x100n,
  2n ** 64n - 16n,
];

export function randomState(chance: Chance): QueueNumbers {
  const index = (): bigint => BigInt(chance.oneOf([0, 1, 2, 3, 4, 5, 255, 256, 65534, 65535]));
  const address = (alignment: bigint): bigint => {
    const at = chance.oneOf(ADDRESSES);
    return at - (at % alignment);
  };
  const max = BigInt(2 ** chance.below(6));
  return {
    ...{ maxSize: max, size: BigInt(2 ** chance.below(6)) },
    ...{ ready: BigInt(chance.oneOf([0, 1, 1, 1, 1])), eventIdx: BigInt(chance.below(2)) },
    ...{ nextAvail: index(), nextUsed: index(), numAdded: index() },
    ...{ descTable: address(16n), availRing: address(2n), usedRing: address(4n) },
    addedAll: BigInt(chance.oneOf([0, 0, 0, 1])),
  };
}

export function randomWalk(chance: Chance): WalkNumbers {
  const entries = BigInt(chance.oneOf([1, 2, 4, 5, 32]));
  return {
    ...{ table: chance.oneOf(ADDRESSES), entries, index: BigInt(chance.oneOf([0, 1, 2, 3, 32])) },
    remaining: BigInt(chance.oneOf([0, 1, 2, 5])),
    bytes: chance.oneOf([0n, 1n, 2n ** 32n - 1n, 2n ** 32n - 0x04030201n]),
    ...{ indirect: BigInt(chance.below(2)), isFull: BigInt(chance.oneOf([0, 0, 0, 1])) },
  };
}

/** Puts the driver's idx and used_event near the queue's, where there is memory for them: else few queues have a chain. */
export function makeLikely(
  chance: Chance,
  queue: QueueNumbers,
  ...memories: readonly ConcreteMemory[]
): void {
  const { availRing, nextAvail, nextUsed, size } = queue;
  put16(availRing + 2n, Number(nextAvail) + chance.oneOf([0, 0, 1, 1, 2, 33]), memories);
  put16(availRing + 4n + 2n * size, Number(nextUsed) - chance.oneOf([0, 0, 1, 2, 5]), memories);
}

function put16(address: bigint, value: number, memories: readonly ConcreteMemory[]): void {
  const bytes = Uint8Array.of(value & 0xff, (value >> 8) & 0xff);
  for (const memory of memories) {
    const isMapped = memory.regions.some(({ base, size }) => address >= base && address + 2n <= base + size);
    if (isMapped) memory.setBytes(address, bytes);
  }
}
