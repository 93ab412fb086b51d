import { subterms } from './children.ts';
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
    ...points.slice(0, i).filter((other) => other.layout === point.layout).flatMap((other) => pairConstraints(t, other, point)),
  ]);
}

const fact = (t: Terms, { layout, address }: LayoutPoint, name: LayoutFact): IntTerm => t.layout(name, layout, address);
const mapped = (t: Terms, { layout, address }: LayoutPoint): BoolTerm => t.mapped(layout, address);

/** mapped ⇒ run start ≤ region base ≤ address < region end ≤ run end */
function ownConstraint(t: Terms, point: LayoutPoint): BoolTerm {
  return t.implies(
    mapped(t, point),
    t.and(
      t.le(fact(t, point, 'run-start'), fact(t, point, 'region-base')),
      t.le(fact(t, point, 'region-base'), point.address),
      t.lt(point.address, fact(t, point, 'region-end')),
      t.le(fact(t, point, 'region-end'), fact(t, point, 'run-end')),
    ),
  );
}

function pairConstraints(t: Terms, a: LayoutPoint, b: LayoutPoint): readonly BoolTerm[] {
  const both = t.and(mapped(t, a), mapped(t, b));
  const same = (x: LayoutFact, y: LayoutFact): BoolTerm =>
    t.and(t.eq(fact(t, a, x), fact(t, b, x)), t.eq(fact(t, a, y), fact(t, b, y)));
  return [
    unmappedOutside(t, a, b),
    unmappedOutside(t, b, a),
    // Runs are maximal: between two of them an address is left out.
    t.implies(
      both,
      t.or(
        same('run-start', 'run-end'),
        t.lt(fact(t, a, 'run-end'), fact(t, b, 'run-start')),
        t.lt(fact(t, b, 'run-end'), fact(t, a, 'run-start')),
      ),
    ),
    t.implies(
      both,
      t.or(
        same('region-base', 'region-end'),
        t.le(fact(t, a, 'region-end'), fact(t, b, 'region-base')),
        t.le(fact(t, b, 'region-end'), fact(t, a, 'region-base')),
      ),
    ),
  ];
}

/** An unmapped address lies outside the run of a mapped one. */
function unmappedOutside(t: Terms, inside: LayoutPoint, outside: LayoutPoint): BoolTerm {
  return t.implies(
    t.and(mapped(t, inside), t.not(mapped(t, outside))),
    t.or(
      t.lt(outside.address, fact(t, inside, 'run-start')),
      t.le(fact(t, inside, 'run-end'), outside.address),
    ),
  );
}
