import { LAST_ADDRESS, type RegionList } from './regions.ts';

/** What a map of regions is known to be: each begins and ends at a multiple, or ends where addresses do. */
export interface RegionRule {
  /** A power of two. */
  readonly multipleOf: bigint;
}

/** An end of what is around an address: of its region, or of all that is mapped after it without a hole. */
export type End = 'region-before' | 'region-after' | 'extent-after';

/** Throws a `RangeError` for a multiple that no map of memory has. */
export function checkRule({ multipleOf }: RegionRule): void {
  if (multipleOf >= 2n && multipleOf <= 2n ** 32n && (multipleOf & (multipleOf - 1n)) === 0n) return;
  throw new RangeError(`multipleOf ${multipleOf} of a memory map is not a power of two from 2 to 2^32`);
}

/** A rule that holds of a map where both of two do. */
export function bothRules(a: RegionRule | null, b: RegionRule): RegionRule {
  checkRule(b);
  // Of two powers of two, the greater one is a multiple of the other.
  return a !== null && a.multipleOf > b.multipleOf ? a : b;
}

/** Whether an end of what is mapped around an address is as a rule says; of an address that is not mapped it is. */
export function keepsRule(map: RegionList, address: bigint, end: End, { multipleOf }: RegionRule): boolean {
  const region = map.find(address);
  if (region === undefined) return true;
  if (end === 'region-before') return region.base % multipleOf === 0n;
  const after =
    end === 'region-after' ? region.base + region.size : address + map.mappedFrom(address, LAST_ADDRESS);
  return after % multipleOf === 0n || after === LAST_ADDRESS;
}
