import type { ByteRun, Counterexample } from '../proof/counterexample.ts';

/** The bytes of one memory while a story goes on. Bytes that nothing was said of are 0. */
export class MemoryImage {
  readonly #bytes = new Map<bigint, number>();
  readonly regions: readonly { readonly base: bigint; readonly size: bigint }[];

  constructor({ regions, bytes }: Counterexample['memory'][number]) {
    this.regions = regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) }));
    for (const { addr, hex } of bytes) this.write(BigInt(addr), hex);
  }

  /** The same bytes, to be written to. */
  copy(): MemoryImage {
    const regions = this.regions.map(({ base, size }) => ({ base: base.toString(), size: size.toString() }));
    const copied = new MemoryImage({ name: '', regions, bytes: [] });
    for (const [address, byte] of this.#bytes) copied.#bytes.set(address, byte);
    return copied;
  }

  write(address: bigint, hex: string): void {
    (hex.match(/../g) ?? []).forEach((byte, i) => this.#bytes.set(address + BigInt(i), parseInt(byte, 16)));
  }

  isMapped(address: bigint): boolean {
    return this.regions.some(({ base, size }) => address >= base && address < base + size);
  }

  /** Those of some runs that a region holds a byte of: of the others there would be nothing to see. */
  mappedRuns(runs: readonly ByteRun[]): readonly ByteRun[] {
    return runs.filter(({ addr, hex }) => {
      const [start, end] = [BigInt(addr), BigInt(addr) + BigInt(hex.length / 2)];
      return this.regions.some(({ base, size }) => start < base + size && base < end);
    });
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

/** The initial content of every memory of a counterexample, by name; writes of the other side are not part of it. */
export function initialImages({ memory }: Counterexample): ReadonlyMap<string, MemoryImage> {
  // Such content is named after the memory, with a slash.
  const own = memory.filter(({ name }) => !name.includes('/'));
  return new Map(own.map((one) => [one.name, new MemoryImage(one)]));
}
