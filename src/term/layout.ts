import { subterms } from './children.ts';
import { pow2 } from './range.ts';
import type { BoolTerm, IntTerm, LayoutFact, Term } from './term.ts';
import type { Terms } from './terms.ts';

/** An address about which some term states a fact of a region map. */
export interface LayoutPoint {
  readonly layout: string;
  readonly address: IntTerm;
}

/** The points of some terms, each once, in order of appearance. */
export function layoutPoints(terms: Iterable<Term>): readonly LayoutPoint[] {
  const points = new Map<string, LayoutPoint>();
  for (const term of terms) {
    if (term.kind !== 'mapped' && term.kind !== 'layout') continue;
    points.set(`${term.layout} ${term.address.id}`, { layout: term.layout, address: term.address });
  }
  return [...points.values()];
}

/** Which facts of the points are spoken of: those that the terms mention, or each of every point, which a model is read from. */
export type Facts = 'mentioned' | 'every';

/**
 * What has to hold so that the facts stated of some points are those of one region map. Sound: it is true of every map.
 * Complete: from any values that satisfy it a map can be built, namely of all addresses between a known start and end of a
 * mapped point, cut into regions at every start and end of a region that is known. Its runs end where they are said to,
 * since no hole that follows from a run's end is in what is mapped, and its regions do, since no cut is within another's.
 * Facts that are not mentioned are so left to the map: each of them would bring constraints with every other point.
 */
export function layoutConstraints(
  t: Terms,
  roots: readonly Term[],
  facts: Facts = 'mentioned',
): readonly BoolTerm[] {
  const terms = subterms(roots);
  const mentioned = new Set<Term>(terms);
  const literals = new Set(roots.flatMap(conjuncts));
  const points = layoutPoints(terms).map((point) =>
    surroundings(t, point, literals, (fact) => facts === 'every' || mentioned.has(fact)),
  );
  return points.flatMap((point, i) => [
    ownConstraint(t, point),
    ...points
      .slice(0, i)
      .filter((other) => other.layout === point.layout)
      .flatMap((other) => [...pairConstraints(t, other, point), ...pairConstraints(t, point, other)]),
  ]);
}

/** What is known of the addresses around a point, if it is mapped. */
interface Surroundings extends LayoutPoint {
  /** That it is mapped: the truth where the query itself says so. */
  readonly mapped: BoolTerm;
  /** The farthest addresses that are known to be in its run, and those known to be in its region; the latter exclusive. */
  readonly run: Stretch;
  readonly region: Stretch;
  /** Addresses next to its run: not mapped. */
  readonly holes: readonly IntTerm[];
  /** First addresses of its region and behind it. */
  readonly cuts: readonly IntTerm[];
  readonly facts: Readonly<Partial<Record<LayoutFact, IntTerm>>>;
}

interface Stretch {
  readonly start: IntTerm;
  readonly end: IntTerm;
}

const FACTS: readonly LayoutFact[] = ['run-before', 'region-before', 'region-after', 'run-after'];

function surroundings(
  t: Terms,
  point: LayoutPoint,
  literals: ReadonlySet<Term>,
  isKnown: (fact: IntTerm) => boolean,
): Surroundings {
  const { layout, address } = point;
  const isMapped = t.mapped(layout, address);
  const stated = FACTS.map((name) => [name, t.layout(name, layout, address)] as const);
  const facts: Partial<Record<LayoutFact, IntTerm>> = Object.fromEntries(
    stated.filter(([, fact]) => isKnown(fact)),
  );
  const before = (fact: IntTerm | undefined): IntTerm | undefined => fact && t.sub(address, fact);
  const after = (fact: IntTerm | undefined): IntTerm | undefined => fact && t.add(address, fact);
  const run = { start: before(facts['run-before']), end: after(facts['run-after']) };
  const region = { start: before(facts['region-before']), end: after(facts['region-after']) };
  const inRegion = { start: region.start ?? address, end: region.end ?? t.add(address, t.const(1n)) };
  return {
    ...point,
    mapped: literals.has(isMapped) ? t.true : literals.has(t.not(isMapped)) ? t.false : isMapped,
    run: { start: run.start ?? inRegion.start, end: run.end ?? inRegion.end },
    region: inRegion,
    holes: present(run.start && t.sub(run.start, t.const(1n)), run.end),
    cuts: present(region.start, region.end),
    facts,
  };
}

/** The address lies in its region, the region in its run, and the run in the addresses but the last. */
function ownConstraint(t: Terms, { mapped, run, facts }: Surroundings): BoolTerm {
  const [runBefore, regionBefore, regionAfter, runAfter] = FACTS.map((name) => facts[name]);
  const last = t.const(pow2(64) - 1n);
  return t.implies(
    mapped,
    t.and(
      t.le(t.zero, run.start),
      ...present(regionBefore && runBefore && t.le(regionBefore, runBefore)),
      ...present(regionAfter && t.lt(t.zero, regionAfter)),
      ...present(runAfter && t.le(regionAfter ?? t.const(1n), runAfter)),
      t.le(run.end, last),
    ),
  );
}

/** What is not mapped by what one point says lies outside the run of the other, and no region begins or ends within its region. */
function pairConstraints(t: Terms, inside: Surroundings, other: Surroundings): readonly BoolTerm[] {
  const { run, region } = inside;
  const outside = (hole: IntTerm): BoolTerm => t.or(t.lt(hole, run.start), t.le(run.end, hole));
  const both = t.and(inside.mapped, other.mapped);
  // In a region of which neither end is known there is the address alone, and no way to be within.
  const cuts = inside.cuts.length === 0 ? [] : other.cuts;
  return [
    t.implies(t.and(inside.mapped, t.not(other.mapped)), outside(other.address)),
    ...other.holes.map((hole) => t.implies(both, outside(hole))),
    ...cuts.map((cut) => t.implies(both, t.or(t.le(cut, region.start), t.le(region.end, cut)))),
  ];
}

/** The literals that hold wherever a condition does, at least. */
function conjuncts(condition: Term): readonly Term[] {
  return condition.kind === 'and' ? condition.args.flatMap(conjuncts) : [condition];
}

function present<T>(...values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
