import type { Touched } from '../context/traced-memory.ts';
import { memoryOf } from '../memory/observed-memory.ts';
import type { Region } from '../memory/regions.ts';
import { compare } from '../memory/memory-map.ts';
import { EVERYTHING, NOTHING, withMemories, withRegions } from '../context/memory-variants.ts';
import type { Breaks } from './shrink-inputs.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

/** What a body touches of a memory when it is run from a state. */
export type TouchedFrom = (state: ConcreteState, memory: string) => readonly Touched[];

type Layout = readonly Region[];

const LAST_ADDRESS = (1n << 64n) - 1n;
/** Longer ranges are not cut inside: they are treated as a whole. */
const LONGEST_CUT = 16n;
/** The most points that are combined with each other. */
const MOST_POINTS = 40;

/**
 * The first layout that does, in an order that depends on nothing but what the body touches: no region, one, two with or
 * without a hole between them, three; each cut down from all of memory to what it takes. At first bytes that a layout leaves
 * outside are 0: a counterexample in which the property looks at memory that is there is the better one. They are kept where
 * no layout does without. If none breaks the property, the result of the state's own layout; `onOwn` is then called.
 */
export function shrinkRegions(
  start: ConcreteState,
  touched: TouchedFrom,
  breaks: Breaks,
  onOwn: () => void = () => {},
): ConcreteState {
  let state = start;
  for (const name of start.memories.keys())
    if (memoryOf(name) === name) state = shrinkOne(state, name, touched, breaks, onOwn);
  return state;
}

function shrinkOne(
  start: ConcreteState,
  name: string,
  touched: TouchedFrom,
  breaks: Breaks,
  onOwn: () => void,
): ConcreteState {
  const replaced = (regions: Layout, replace: Replace): ConcreteState =>
    withMemories(start, (memory, other) => (other === name ? replace(regions, memory.bytes) : memory));
  const extremes = [NOTHING, EVERYTHING].flatMap(({ regions }) =>
    touched(replaced(regions, withRegions), name),
  );
  // What the state at hand touches depends on the solver that found it, so it comes last.
  const all = [...extremes, ...touched(start, name)];
  for (const ranges of [extremes, all]) {
    const points = [cuts(ranges), edges(ranges)].find(({ length }) => length <= MOST_POINTS) ?? [];
    for (const replace of [withRegions, keepingBytes]) {
      const does = (regions: Layout): boolean => breaks(replaced(regions, replace));
      for (const layout of layouts(points))
        if (does(layout)) return replaced(whole(cutDown(layout, points, does), ranges, does), replace);
    }
    onOwn();
  }
  const own = start.memories.get(name)?.regions ?? [];
  const does = (regions: Layout): boolean => breaks(replaced(regions, keepingBytes));
  return replaced(whole(cutDown(own, edges(all), does), all, does), keepingBytes);
}

/** The same layout with regions that end where what they have all of does, or nothing, if that does, too. */
function whole(layout: Layout, ranges: readonly Touched[], does: (layout: Layout) => boolean): Layout {
  const pieces = ranges.filter(({ how }) => how === 'whole');
  const around = (at: bigint): Touched | undefined =>
    pieces.find(({ address, length }) => address < at && at < address + length);
  const widened = layout.map(({ base, size }) => {
    const [first, last] = [around(base), around(base + size)];
    const end = last === undefined ? base + size : last.address + last.length;
    return between(first?.address ?? base, end);
  });
  const isApart = widened.every((region, i) => i === 0 || endOf(widened[i - 1] ?? region) <= region.base);
  return pieces.length > 0 && isApart && widened.every(hasNoLastAddress) && does(widened) ? widened : layout;
}

function hasNoLastAddress(region: Region): boolean {
  return endOf(region) <= LAST_ADDRESS;
}

/** A memory with other regions. */
type Replace = typeof withRegions;

const keepingBytes: Replace = (regions, bytes) => ({ regions, bytes });

/** Layouts between these points, the fewest regions first. */
function* layouts(points: readonly bigint[]): Generator<Layout> {
  const pairs = points.flatMap((a, i) => points.slice(i + 1).map((b) => [a, b] as const));
  const bySize = pairs.toSorted(([a, b], [c, d]) => compare(b - a, d - c));
  yield [];
  yield regionsBetween([0n, LAST_ADDRESS]);
  for (const [a, b] of bySize) yield regionsBetween([a, b]);
  for (const point of points) yield regionsBetween([0n, point], [point, LAST_ADDRESS]);
  // The largest hole leaves the least of memory.
  for (const [a, b] of bySize.toReversed()) yield regionsBetween([0n, a], [b, LAST_ADDRESS]);
  for (const [a, b] of bySize) yield regionsBetween([0n, a], [a, b], [b, LAST_ADDRESS]);
  for (const [a, b] of bySize)
    for (const point of points) if (point > b) yield regionsBetween([a, b], [point, LAST_ADDRESS]);
}

function regionsBetween(...ends: readonly (readonly [bigint, bigint])[]): Layout {
  return ends.flatMap(([base, end]) => (end > base ? [{ base, size: end - base }] : []));
}

/** The base of the first region is raised as far as that goes, then the end of the last one lowered. */
function cutDown(layout: Layout, points: readonly bigint[], does: (layout: Layout) => boolean): Layout {
  const raised = points.map((base) => layout.map((one, i) => (i === 0 ? between(base, endOf(one)) : one)));
  const high = raised.findLast((candidate) => isFine(candidate) && does(candidate)) ?? layout;
  const last = high.length - 1;
  const lowered = points.map((end) => high.map((one, i) => (i === last ? between(one.base, end) : one)));
  return lowered.find((candidate) => isFine(candidate) && does(candidate)) ?? high;
}

function between(base: bigint, end: bigint): Region {
  return { base, size: end - base };
}

function endOf({ base, size }: Region): bigint {
  return base + size;
}

function isFine(layout: Layout): boolean {
  return layout.every(({ size }) => size > 0n);
}

/** Where regions may begin and end: around what is touched, inside of what is accessed, and before units, to misalign them. */
function cuts(ranges: readonly Touched[]): readonly bigint[] {
  const points = ranges.flatMap(({ address, length, how }) => [
    ...(how === 'unit' ? [address - 1n] : []),
    address,
    ...(how === 'range' || how === 'whole' || length > LONGEST_CUT ? [] : inside(address, length)),
    address + length,
  ]);
  return ascending(points);
}

function inside(address: bigint, length: bigint): readonly bigint[] {
  return Array.from({ length: Number(length) }, (_, i) => address + BigInt(i));
}

/** Where what is touched begins and ends. */
function edges(ranges: readonly Touched[]): readonly bigint[] {
  return ascending(ranges.flatMap(({ address, length }) => [address, address + length]));
}

function ascending(points: readonly bigint[]): readonly bigint[] {
  const valid = points.filter((point) => point >= 0n && point <= LAST_ADDRESS);
  return [...new Set(valid)].sort(compare);
}
