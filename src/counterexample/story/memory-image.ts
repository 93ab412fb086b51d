import type { Counterexample } from '../../proof/verdict.ts';

/** The bytes of one memory while a story goes on. Bytes that nothing was said of are 0. */
export class MemoryImage {
  readonly #bytes = new Map<bigint, number>();
  readonly regions: readonly { readonly base: bigint; readonly size: bigint }[];

  constructor({ regions, bytes }: Counterexample['memory'][number]) {
    this.regions = regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) }));
    for (const { addr, hex } of bytes) this.write(BigInt(addr), hex);
  }

  write(address: bigint, hex: string): void {
    (hex.match(/../g) ?? []).forEach((byte, i) => this.#bytes.set(address + BigInt(i), parseInt(byte, 16)));
  }

  isMapped(address: bigint): boolean {
    return this.regions.some(({ base, size }) => address >= base && address < base + size);
  }

  byte(address: bigint): number {
    return this.#bytes.get(address) ?? 0;
  }

  /** A little-endian word; `null` where some byte of it does not exist. */
  word(address: bigint, length: number): bigint | null {
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) {
      const at = address + BigInt(i);
      if (!this.isMapped(at)) return null;
      value = (value << 8n) | BigInt(this.byte(at));
    }
    return value;
  }
}

/** The initial content of every memory of a counterexample, by name. */
export function initialImages({ memory }: Counterexample): ReadonlyMap<string, MemoryImage> {
  return new Map(memory.map((one) => [one.name, new MemoryImage(one)]));
}
