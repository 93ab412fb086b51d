import fc from 'fast-check';
import type { LayoutFact } from './term.ts';
import type { Region } from '../memory/regions.ts';

/** Region maps of a few regions, some touching, from a few addresses after `origin` on. */
export const regionMaps = (origin: bigint): fc.Arbitrary<readonly Region[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 6 })), { maxLength: 4 })
    .map((parts) => {
      let next = origin;
      return parts.map(([gap, size]) => {
        const base = next + BigInt(gap);
        next = base + BigInt(size);
        return { base, size: BigInt(size) };
      });
    });

const within = ({ base, size }: Region, address: bigint): boolean => address >= base && address < base + size;

export const isMapped = (regions: readonly Region[], address: bigint): boolean =>
  regions.some((region) => within(region, address));

/** What is true of a mapped address, worked out address by address. */
export function factOf(regions: readonly Region[], fact: LayoutFact, address: bigint): bigint {
  const holds = fact.startsWith('run')
    ? (at: bigint) => isMapped(regions, at)
    : (at: bigint) => regions.some((region) => within(region, at) && within(region, address));
  const step = fact.endsWith('before') ? -1n : 1n;
  let at = address;
  while (holds(at)) at += step;
  return step < 0n ? address - at - 1n : at - address;
}
