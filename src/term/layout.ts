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

/**
 * What has to hold so that the facts stated of some points are those of one region map: sound, and complete, since from
 * any values that satisfy it a map can be built (each mapped point's region, and regions that fill its run).
 */
export function layoutConstraints(t: Terms, roots: readonly Term[]): readonly BoolTerm[] {
  const points = layoutPoints(subterms(roots));
  return points.flatMap((point, i) => [
    ownConstraint(t, point),
    ...points
      .slice(0, i)
      .filter((other) => other.layout === point.layout)
      .flatMap((other) => pairConstraints(t, other, point)),
  ]);
}

const mapped = (t: Terms, { layout, address }: LayoutPoint): BoolTerm => t.mapped(layout, address);
const fact = (t: Terms, { layout, address }: LayoutPoint, name: LayoutFact): IntTerm =>
  t.layout(name, layout, address);

/** First address of a point's run or region. */
function start(t: Terms, point: LayoutPoint, what: 'run' | 'region'): IntTerm {
  return t.sub(point.address, fact(t, point, `${what}-before`));
}

/** The address behind a point's run or region. */
function end(t: Terms, point: LayoutPoint, what: 'run' | 'region'): IntTerm {
  return t.add(point.address, fact(t, point, `${what}-after`));
}

/** The address lies in its region, the region in its run, and the run in the addresses but the last. */
function ownConstraint(t: Terms, point: LayoutPoint): BoolTerm {
  const last = t.const(pow2(64) - 1n);
  return t.implies(
    mapped(t, point),
    t.and(
      t.le(t.zero, start(t, point, 'run')),
      t.le(fact(t, point, 'region-before'), fact(t, point, 'run-before')),
      t.lt(t.zero, fact(t, point, 'region-after')),
      t.le(fact(t, point, 'region-after'), fact(t, point, 'run-after')),
      t.le(end(t, point, 'run'), last),
    ),
  );
}

function pairConstraints(t: Terms, a: LayoutPoint, b: LayoutPoint): readonly BoolTerm[] {
  const both = t.and(mapped(t, a), mapped(t, b));
  const same = (what: 'run' | 'region'): BoolTerm =>
    t.and(t.eq(start(t, a, what), start(t, b, what)), t.eq(end(t, a, what), end(t, b, what)));
  return [
    unmappedOutside(t, a, b),
    unmappedOutside(t, b, a),
    // Runs are maximal: between two of them an address is left out.
    t.implies(
      both,
      t.or(
        same('run'),
        t.lt(end(t, a, 'run'), start(t, b, 'run')),
        t.lt(end(t, b, 'run'), start(t, a, 'run')),
      ),
    ),
    t.implies(
      both,
      t.or(
        same('region'),
        t.le(end(t, a, 'region'), start(t, b, 'region')),
        t.le(end(t, b, 'region'), start(t, a, 'region')),
      ),
    ),
  ];
}

/** An unmapped address lies outside the run of a mapped one. */
function unmappedOutside(t: Terms, inside: LayoutPoint, outside: LayoutPoint): BoolTerm {
  return t.implies(
    t.and(mapped(t, inside), t.not(mapped(t, outside))),
    t.or(t.lt(outside.address, start(t, inside, 'run')), t.le(end(t, inside, 'run'), outside.address)),
  );
}
