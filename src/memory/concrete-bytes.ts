import type { RegionList } from './regions.ts';

/** Consecutive bytes at a guest address. */
export interface ByteRun {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** A point in the history of a memory, to compare with or go back to. */
export interface Checkpoint {
  readonly writes: number;
}

const PAGE_BITS = 12n;
const PAGE_SIZE = 1 << Number(PAGE_BITS);
const OFFSET_MASK = BigInt(PAGE_SIZE - 1);

/**
 * Bytes at 64-bit addresses, all 0 at first. Only pages that were written take room, so a region may be as
 * large as the address space. Every write remembers what it overwrote.
 */
export class SparseBytes {
  readonly #pages = new Map<bigint, Uint8Array>();
  readonly #overwritten: ByteRun[] = [];

  get(address: bigint): number {
    return this.#pages.get(address >> PAGE_BITS)?.[Number(address & OFFSET_MASK)] ?? 0;
  }

  getRun(address: bigint, length: number): Uint8Array {
    const run = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const at = address + BigInt(done);
      const offset = Number(at & OFFSET_MASK);
      const count = Math.min(PAGE_SIZE - offset, length - done);
      const page = this.#pages.get(at >> PAGE_BITS);
      if (page !== undefined) run.set(page.subarray(offset, offset + count), done);
      done += count;
    }
    return run;
  }

  setRun(address: bigint, bytes: Uint8Array): void {
    this.#overwritten.push({ address, bytes: this.getRun(address, bytes.length) });
    bytes.forEach((byte, i) => this.#set(address + BigInt(i), byte));
  }

  /** The bytes other than 0 from `start` to below `end`, in any order. */
  nonZero(start: bigint, end: bigint): ReadonlyMap<bigint, number> {
    const found = new Map<bigint, number>();
    for (const [number, page] of this.#pages) {
      const base = number << PAGE_BITS;
      if (base >= end || base + BigInt(PAGE_SIZE) <= start) continue;
      page.forEach((byte, i) => {
        const at = base + BigInt(i);
        if (byte !== 0 && at >= start && at < end) found.set(at, byte);
      });
    }
    return found;
  }

  /**
   * Makes the bytes from `start` to below `end` those of a map, and 0 where it has none. It takes no longer for a range as
   * large as the address space, and remembers only what it changes.
   */
  replace(start: bigint, end: bigint, bytes: ReadonlyMap<bigint, number>): void {
    const given = [...bytes.keys()].filter((at) => at >= start && at < end);
    for (const at of new Set([...this.nonZero(start, end).keys(), ...given])) {
      const byte = bytes.get(at) ?? 0;
      if (byte !== this.get(at)) this.setRun(at, Uint8Array.of(byte));
    }
  }

  checkpoint(): Checkpoint {
    return { writes: this.#overwritten.length };
  }

  /** Takes back every write since the checkpoint. */
  rollback({ writes }: Checkpoint): void {
    for (const { address, bytes } of this.#overwritten.splice(writes).reverse()) {
      bytes.forEach((byte, i) => this.#set(address + BigInt(i), byte));
    }
  }

  /** The byte as it was at the checkpoint. */
  getAt({ writes }: Checkpoint, address: bigint): number {
    for (const { address: start, bytes } of this.#overwritten.slice(writes)) {
      const before = bytes[Number(address - start)];
      if (address >= start && before !== undefined) return before;
    }
    return this.get(address);
  }

  /** Every address that was written since the checkpoint, ascending, each once. */
  writtenSince({ writes }: Checkpoint): readonly bigint[] {
    const written = this.#overwritten
      .slice(writes)
      .flatMap(({ address, bytes }) => Array.from(bytes, (_, i) => address + BigInt(i)));
    return [...new Set(written)].sort(ascending);
  }

  /**
   * The bytes that differ from what they were at the checkpoint, with their present values: maximal runs in
   * address order, cut at region borders. A byte that was written and has its old value is not among them.
   */
  changesSince({ writes }: Checkpoint, regions: RegionList): ByteRun[] {
    const before = new Map<bigint, number>();
    for (const { address, bytes } of this.#overwritten.slice(writes)) {
      bytes.forEach((byte, i) => {
        const at = address + BigInt(i);
        if (!before.has(at)) before.set(at, byte);
      });
    }
    const changed = [...before].filter(([at, byte]) => this.get(at) !== byte).map(([at]) => at);
    return runsOf(changed.sort(ascending), regions).map(({ start, length }) => ({
      address: start,
      bytes: this.getRun(start, length),
    }));
  }

  #set(address: bigint, byte: number): void {
    const number = address >> PAGE_BITS;
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = new Uint8Array(PAGE_SIZE)));
    page[Number(address & OFFSET_MASK)] = byte;
  }
}

/** Groups ascending addresses into runs of consecutive ones that each lie within one region. */
function runsOf(addresses: readonly bigint[], regions: RegionList): { start: bigint; length: number }[] {
  const runs: { start: bigint; length: number }[] = [];
  for (const address of addresses) {
    const last = runs.at(-1);
    const continues = last !== undefined && last.start + BigInt(last.length) === address;
    if (continues && regions.find(address) === regions.find(address - 1n)) last.length += 1;
    else runs.push({ start: address, length: 1 });
  }
  return runs;
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
