import type { Region } from './regions.ts';

/** What a model says of one mapped address. Ends are exclusive. */
export interface MappedPoint {
  readonly extent: { readonly start: bigint; readonly end: bigint };
  readonly region: { readonly base: bigint; readonly end: bigint };
}

/**
 * A real region list in which every point lies in its region and its extent: regions between the points' own fill the
 * extents up. Throws a `RangeError` where the points contradict each other.
 */
export function regionList(points: readonly MappedPoint[]): readonly Region[] {
  const regions = new Map(points.map(({ region }) => [region.base, region.end]));
  const filled = [...regions].map(([base, end]) => ({ base, end })).sort((a, b) => compare(a.base, b.base));
  const extents = new Map(points.map(({ extent }) => [extent.start, extent.end]));
  for (const [start, end] of extents) {
    let next = start;
    for (const region of filled.filter(({ base }) => base >= start && base < end)) {
      if (region.base > next) filled.push({ base: next, end: region.base });
      next = region.end;
    }
    if (next < end) filled.push({ base: next, end });
    if (next > end) throw new RangeError('a region of the model leaves its extent');
  }
  return filled.sort((a, b) => compare(a.base, b.base)).map(({ base, end }) => ({ base, size: end - base }));
}

export function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
