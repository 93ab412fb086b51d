/** A run of guest memory that is mapped as one piece. Guest addresses and sizes in bytes. */
export interface Region {
  readonly base: bigint;
  readonly size: bigint;
}

// The last guest address is in no region, so that the end of a region is an address as well.
export const LAST_ADDRESS = (1n << 64n) - 1n;

/**
 * The regions of a guest memory: sorted by address, not overlapping, none of them empty, none with the address
 * 2^64 − 1 in it. They may touch, and need be aligned to nothing.
 */
export class RegionList {
  readonly regions: readonly Region[];

  /** Throws a `RangeError` that names the offending regions where the list breaks a rule. */
  constructor(regions: Iterable<Region>) {
    this.regions = Array.from(regions, ({ base, size }) => ({ base, size }));
    this.regions.forEach((region, i) => {
      checkRegion(region);
      const before = this.regions[i - 1];
      if (before !== undefined) checkOrder(before, region);
    });
  }

  /** The region that an address lies in. */
  find(address: bigint): Region | undefined {
    return this.regions.find(({ base, size }) => address >= base && address < base + size);
  }

  /** How many of `length` bytes from `address` on are mapped before the first gap; touching regions are no gap. */
  mappedFrom(address: bigint, length: bigint): bigint {
    let end = address;
    for (const { base, size } of this.regions) {
      if (base <= end && end < base + size) end = base + size;
    }
    return end - address < length ? end - address : length;
  }
}

/** A region as a person writes it, for messages: "0x1000+4096". */
function show({ base, size }: Region): string {
  return `0x${base.toString(16)}+${size}`;
}

function checkRegion(region: Region): void {
  const { base, size } = region;
  if (size <= 0n) throw new RangeError(`region ${show(region)} is empty: its size must be at least 1 byte`);
  if (base < 0n || base + size > LAST_ADDRESS) {
    throw new RangeError(`region ${show(region)} must lie in 0 … 2^64 − 2: the last address is in no region`);
  }
}

function checkOrder(before: Region, region: Region): void {
  if (region.base < before.base) {
    throw new RangeError(`regions must be sorted by base: ${show(region)} comes after ${show(before)}`);
  }
  if (region.base < before.base + before.size) {
    throw new RangeError(`regions must not overlap: ${show(before)} and ${show(region)} do`);
  }
}
