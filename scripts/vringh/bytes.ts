import type { Counterexample } from '../../src/proof/counterexample.ts';

type Memory = Counterexample['memory'][number];

/** Guest memory as the host beside this script is given it and dumps it. */
export class Bytes {
  /** What gives the host this memory. */
  readonly lines: readonly string[];
  readonly #regions: readonly { readonly base: bigint; readonly bytes: Uint8Array }[];

  constructor({ regions, bytes }: Memory) {
    this.#regions = regions.map(({ base, size }) => ({
      base: BigInt(base),
      bytes: new Uint8Array(Number(size)),
    }));
    for (const { addr, hex } of bytes) this.set(addr, hex);
    this.lines = [
      ...regions.map(({ base, size }) => `region ${base} ${size}`),
      ...bytes
        .filter(({ addr }) => this.#at(BigInt(addr)) !== undefined)
        .map(({ addr, hex }) => `bytes ${addr} ${hex}`),
    ];
  }

  /** What is in no region is nowhere. */
  set(address: string, hex: string): void {
    Buffer.from(hex, 'hex').forEach((byte, i) => {
      const place = BigInt(address) + BigInt(i);
      const region = this.#at(place);
      if (region !== undefined) region.bytes[Number(place - region.base)] = byte;
    });
  }

  /** The lines of a dump. */
  dump(): readonly string[] {
    return this.#regions.map(
      ({ base, bytes }) => `bytes 0x${base.toString(16)} ${Buffer.from(bytes).toString('hex')}`,
    );
  }

  #at(place: bigint) {
    return this.#regions.find(({ base, bytes }) => place >= base && place < base + BigInt(bytes.length));
  }
}
