import { subterms } from './children.ts';
import { Context } from './context.ts';
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

/** Which facts of the points are constrained: those that the terms mention, or all of every point, to read a model from. */
export type Facts = 'mentioned' | 'every';

/**
 * What has to hold so that the facts stated of some points are those of one region map. Sound: it is true of every map.
 * Complete: from any values that satisfy it a map can be built, namely of all addresses between a known start and end of a
 * mapped point, cut into regions at every start and end of a region that is known. Its extents end where they are said to,
 * since no hole that follows from the end of an extent is in what is mapped, and its regions do, since no cut is within another's.
 * So facts that are not mentioned need no constraints; each would bring some with every other point. The constraints are
 * simplified by what `roots` say themselves: they mean this only together with them.
 */
export function layoutConstraints(
  t: Terms,
  roots: readonly Term[],
  facts: Facts = 'mentioned',
): readonly BoolTerm[] {
  const terms = subterms(roots);
  const mentioned = new Set<Term>(terms);
  const literals = roots.flatMap(conjuncts);
  const said = new Set(literals);
  const points = layoutPoints(terms).map((point) =>
    surroundings(t, point, said, (fact) => facts === 'every' || mentioned.has(fact)),
  );
  const constraints = points.flatMap((point, i) => [
    ownConstraint(t, point),
    ...points
      .slice(0, i)
      .filter((other) => other.layout === point.layout)
      .flatMap((other) => pairConstraints(t, other, point)),
  ]);
  // A model has to have a value of every fact, also where it says no more than the query does.
  if (facts === 'every') return constraints;
  const context = new Context(t, { premise: literals, knowsMaps: false });
  return constraints.map((constraint) => context.simplify(constraint));
}

/** What is known of the addresses around a point, if it is mapped. */
interface Surroundings extends LayoutPoint {
  /** That it is mapped: the truth where the query itself says so. */
  readonly mapped: BoolTerm;
  /** The addresses around it that are known to be in its extent, and in its region: itself at least. Ends are exclusive. */
  readonly extent: Interval;
  readonly region: Interval;
  /** Addresses next to its extent: not mapped. */
  readonly holes: readonly IntTerm[];
  /** The first address of its region, and the first one after it. */
  readonly cuts: readonly IntTerm[];
  readonly facts: Readonly<Partial<Record<LayoutFact, IntTerm>>>;
}

interface Interval {
  readonly start: IntTerm;
  readonly end: IntTerm;
}

const FACTS: readonly LayoutFact[] = ['extent-before', 'region-before', 'region-after', 'extent-after'];

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
  const extent = { start: before(facts['extent-before']), end: after(facts['extent-after']) };
  const region = { start: before(facts['region-before']), end: after(facts['region-after']) };
  const inRegion = { start: region.start ?? address, end: region.end ?? t.add(address, t.const(1n)) };
  return {
    ...point,
    mapped: literals.has(isMapped) ? t.true : literals.has(t.not(isMapped)) ? t.false : isMapped,
    extent: { start: extent.start ?? inRegion.start, end: extent.end ?? inRegion.end },
    region: inRegion,
    holes: present(extent.start && t.sub(extent.start, t.const(1n)), extent.end),
    cuts: present(region.start, region.end),
    facts,
  };
}

/** The address lies in its region, the region in its extent, and the extent in the addresses but the last. */
function ownConstraint(t: Terms, { mapped, extent, facts }: Surroundings): BoolTerm {
  const [extentBefore, regionBefore, regionAfter, extentAfter] = FACTS.map((name) => facts[name]);
  const last = t.const(pow2(64) - 1n);
  return t.implies(
    mapped,
    t.and(
      t.le(t.zero, extent.start),
      ...present(regionBefore && extentBefore && t.le(regionBefore, extentBefore)),
      ...present(regionAfter && t.lt(t.zero, regionAfter)),
      ...present(extentAfter && t.le(regionAfter ?? t.const(1n), extentAfter)),
      t.le(extent.end, last),
    ),
  );
}

/** What two points say of each other's surroundings. */
function pairConstraints(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const both = t.and(a.mapped, b.mapped);
  return [
    t.implies(t.and(a.mapped, t.not(b.mapped)), outside(t, b.address, a.extent)),
    t.implies(t.and(b.mapped, t.not(a.mapped)), outside(t, a.address, b.extent)),
    ...extents(t, a, b).map((constraint) => t.implies(both, constraint)),
    ...regions(t, a, b).map((constraint) => t.implies(both, constraint)),
  ];
}

/** Extents are maximal: between two of them an address is left out. Where not the same is known of both: no hole is in either. */
function extents(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const same = equalFacts(t, a, b, 'extent');
  if (same === undefined) {
    return [
      ...a.holes.map((hole) => outside(t, hole, b.extent)),
      ...b.holes.map((hole) => outside(t, hole, a.extent)),
    ];
  }
  return [t.or(same, t.lt(a.extent.end, b.extent.start), t.lt(b.extent.end, a.extent.start))];
}

/** Regions are the same or disjoint. Where not the same is known of both: neither begins or ends within the other. */
function regions(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const same = equalFacts(t, a, b, 'region');
  if (same !== undefined)
    return [t.or(same, t.le(a.region.end, b.region.start), t.le(b.region.end, a.region.start))];
  // Of a point with no end known there is the address alone, and no way to be within.
  if (a.cuts.length === 0 || b.cuts.length === 0) return [];
  const uncut = (cut: IntTerm, { start, end }: Interval): BoolTerm => t.or(t.le(cut, start), t.le(end, cut));
  return [...a.cuts.map((cut) => uncut(cut, b.region)), ...b.cuts.map((cut) => uncut(cut, a.region))];
}

function outside(t: Terms, address: IntTerm, { start, end }: Interval): BoolTerm {
  return t.or(t.lt(address, start), t.le(end, address));
}

/** That two extents or regions agree in all that is known of them; `undefined` where not the same is known of both, or nothing. */
function equalFacts(
  t: Terms,
  a: Surroundings,
  b: Surroundings,
  what: 'extent' | 'region',
): BoolTerm | undefined {
  const names = FACTS.filter((name) => name.startsWith(what) && (a.facts[name] ?? b.facts[name]));
  if (names.length === 0 || names.some((name) => !a.facts[name] || !b.facts[name])) return undefined;
  return t.and(
    ...names.map((name) =>
      name.endsWith('before') ? t.eq(a[what].start, b[what].start) : t.eq(a[what].end, b[what].end),
    ),
  );
}

/** The literals that hold wherever a condition does, at least. */
function conjuncts(condition: Term): readonly BoolTerm[] {
  if (condition.sort !== 'bool') return [];
  return condition.kind === 'and' ? condition.args.flatMap(conjuncts) : [condition];
}

function present<T>(...values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
