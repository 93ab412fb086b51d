import fc from 'fast-check';
import type { LayoutFact } from './term.ts';
import { regionList } from '../memory/memory-map.ts';
import { RegionList, type Region } from '../memory/regions.ts';

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
  const holds = fact.startsWith('extent')
    ? (at: bigint) => isMapped(regions, at)
    : (at: bigint) => regions.some((region) => within(region, at) && within(region, address));
  const step = fact.endsWith('before') ? -1n : 1n;
  let at = address;
  while (holds(at)) at += step;
  return step < 0n ? address - at - 1n : at - address;
}

export const FACTS: readonly LayoutFact[] = [
  'extent-before',
  'region-before',
  'region-after',
  'extent-after',
];

/** What is said of one address: by a model, or by a test. */
export interface Point {
  readonly address: bigint;
  readonly mapped: boolean;
  readonly facts: ReadonlyMap<string, bigint>;
}

/** The region map that a counterexample is shown with. */
export const mapOf = (points: readonly Point[]): readonly Region[] =>
  new RegionList(regionList(points.filter(({ mapped }) => mapped).map(mappedPoint))).regions;

function mappedPoint({ address, facts }: Point): Parameters<typeof regionList>[0][number] {
  const fact = (name: LayoutFact): bigint => facts.get(name) ?? 0n;
  return {
    extent: { start: address - fact('extent-before'), end: address + fact('extent-after') },
    region: { base: address - fact('region-before'), end: address + fact('region-after') },
  };
}

/** Whether all that is said of an address is so in a map. */
export function isTrueOf(regions: readonly Region[], { address, mapped, facts }: Point): boolean {
  if (!mapped) return !isMapped(regions, address);
  const region = regions.find(({ base, size }) => address >= base && address < base + size);
  if (region === undefined || facts.size !== FACTS.length) return false;
  const [start, end] = extentAround(regions, region);
  return (
    facts.get('region-before') === address - region.base &&
    facts.get('region-after') === region.base + region.size - address &&
    facts.get('extent-before') === address - start &&
    facts.get('extent-after') === end - address
  );
}

/** The extent of a region: models may well make it too long to be walked byte by byte. */
function extentAround(regions: readonly Region[], region: Region): readonly [start: bigint, end: bigint] {
  let [start, end] = [region.base, region.base + region.size];
  for (const { base, size } of regions) if (base === end) end += size;
  for (const { base, size } of [...regions].reverse()) if (base + size === start) start = base;
  return [start, end];
}
