import { compare } from '../memory/memory-map.ts';
import type { Region } from '../memory/regions.ts';
import { WriteError } from '../proof/write-error.ts';

const PAGE = 0x1000n;

/** How many pages are looked at. */
const PAGES = 0x10000n;

/** The lowest page, the first excepted, from which on so many bytes touch none of these. Throws a `WriteError` without one. */
export function freePlace(size: bigint, taken: readonly Region[]): bigint {
  for (let place = PAGE; place < PAGE * PAGES; place += PAGE) {
    const isFree = taken.every((one) => place > one.base + one.size || one.base > place + size);
    if (isFree) return place;
  }
  throw new WriteError(`no ${size} bytes of memory are free`);
}

/** Regions in which a range is mapped as well: those that are there stay as they are, and its gaps become regions. */
export function withMapped(regions: readonly Region[], { base, size }: Region): readonly Region[] {
  const gaps: Region[] = [];
  let next = base;
  for (const region of [...regions].sort((a, b) => compare(a.base, b.base))) {
    const end = region.base + region.size;
    if (end <= next || region.base >= base + size) continue;
    if (region.base > next) gaps.push({ base: next, size: region.base - next });
    next = end;
  }
  if (next < base + size) gaps.push({ base: next, size: base + size - next });
  return [...regions, ...gaps].sort((a, b) => compare(a.base, b.base));
}
