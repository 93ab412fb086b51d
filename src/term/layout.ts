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

/** Which facts of the points are spoken of: those that the terms mention, or each of every point, which a model is read from. */
export type Facts = 'mentioned' | 'every';

/**
 * What has to hold so that the facts stated of some points are those of one region map. Sound: it is true of every map.
 * Complete: from any values that satisfy it a map can be built, namely of all addresses between a known start and end of a
 * mapped point, cut into regions at every start and end of a region that is known. Its runs end where they are said to,
 * since no hole that follows from a run's end is in what is mapped, and its regions do, since no cut is within another's.
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
  const context = new Context(t, literals);
  return constraints.map((constraint) => context.simplify(constraint));
}

/** What is known of the addresses around a point, if it is mapped. */
interface Surroundings extends LayoutPoint {
  /** That it is mapped: the truth where the query itself says so. */
  readonly mapped: BoolTerm;
  /** The addresses around it that are known to be in its run, and in its region: itself at least. Ends are exclusive. */
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

/** What two points say of each other's surroundings. */
function pairConstraints(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const both = t.and(a.mapped, b.mapped);
  return [
    t.implies(t.and(a.mapped, t.not(b.mapped)), outside(t, b.address, a.run)),
    t.implies(t.and(b.mapped, t.not(a.mapped)), outside(t, a.address, b.run)),
    ...runs(t, a, b).map((constraint) => t.implies(both, constraint)),
    ...regions(t, a, b).map((constraint) => t.implies(both, constraint)),
  ];
}

/** Runs are maximal: between two of them an address is left out. Where not the same is known of both: no hole is in either. */
function runs(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const same = equalFacts(t, a, b, 'run');
  if (same === undefined) {
    return [
      ...a.holes.map((hole) => outside(t, hole, b.run)),
      ...b.holes.map((hole) => outside(t, hole, a.run)),
    ];
  }
  return [t.or(same, t.lt(a.run.end, b.run.start), t.lt(b.run.end, a.run.start))];
}

/** Regions are the same or disjoint. Where not the same is known of both: neither begins or ends within the other. */
function regions(t: Terms, a: Surroundings, b: Surroundings): readonly BoolTerm[] {
  const same = equalFacts(t, a, b, 'region');
  if (same !== undefined)
    return [t.or(same, t.le(a.region.end, b.region.start), t.le(b.region.end, a.region.start))];
  // Of a point with no end known there is the address alone, and no way to be within.
  if (a.cuts.length === 0 || b.cuts.length === 0) return [];
  const uncut = (cut: IntTerm, { start, end }: Stretch): BoolTerm => t.or(t.le(cut, start), t.le(end, cut));
  return [...a.cuts.map((cut) => uncut(cut, b.region)), ...b.cuts.map((cut) => uncut(cut, a.region))];
}

function outside(t: Terms, address: IntTerm, { start, end }: Stretch): BoolTerm {
  return t.or(t.lt(address, start), t.le(end, address));
}

/** That two runs or regions agree in all that is known of them; `undefined` where not the same is known of both, or nothing. */
function equalFacts(
  t: Terms,
  a: Surroundings,
  b: Surroundings,
  what: 'run' | 'region',
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
