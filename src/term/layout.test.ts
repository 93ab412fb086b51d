import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FACTS, factOf, isMapped, isTrueOf, mapOf, regionMaps, type Point } from './small-maps.fixture.ts';
import { runs } from '../full.fixture.ts';
import { lower, type Encoding } from '../solver/lower.ts';
import { observableSymbols } from '../solver/query.ts';
import type { Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';
import { Evaluator } from './evaluate.ts';
import { layoutConstraints } from './layout.ts';
import type { BoolTerm, IntTerm, LayoutFact } from './term.ts';
import { Terms } from './terms.ts';

const LAST = (1n << 64n) - 1n;
const ORIGINS = [0n, 1n, LAST - 36n];

const addresses = (t: Terms, count: number): readonly IntTerm[] =>
  Array.from({ length: count }, (_, i) => t.var(`p${i}`, 0n, LAST));

/** Conditions that mention every fact of some addresses. */
const mentions = (t: Terms, points: readonly IntTerm[]): readonly BoolTerm[] =>
  points.flatMap((point) => [
    // Mentioned, and not said.
    t.or(t.mapped('m', point), t.boolVar('either')),
    ...FACTS.map((fact) => t.le(t.layout(fact, 'm', point), t.const(LAST - 1n))),
  ]);

const points = fc.array(fc.bigInt(0n, 36n), { minLength: 1, maxLength: 4 });

describe('what is true of a region map', () => {
  it.each(ORIGINS)('satisfies the constraints, from %s on', (origin) => {
    fc.assert(
      fc.property(regionMaps(origin), points, fc.bigInt(0n, LAST), (regions, offsets, anything) => {
        const t = new Terms();
        const terms = addresses(t, offsets.length);
        const evaluator = new Evaluator({
          int: (name) => origin + (offsets[terms.findIndex((_, i) => name === `p${i}`)] ?? 0n),
          bool: () => false,
          byte: () => 0n,
          mapped: (_, address) => isMapped(regions, address),
          layout: (fact, _, address) =>
            isMapped(regions, address) ? factOf(regions, fact, address) : (address * anything) & LAST,
        });
        const constraints = layoutConstraints(t, mentions(t, terms));
        expect(constraints.filter((constraint) => !evaluator.bool(constraint))).toEqual([]);
      }),
      { seed: 20260716, numRuns: runs(300) },
    );
  });
});

/** A wish that the solver is to fulfil if it can: it leads to models that look different. */
interface Wish {
  readonly offset: bigint;
  readonly mapped: boolean;
  readonly facts: readonly (readonly [LayoutFact, bigint])[];
}

const wish: fc.Arbitrary<Wish> = fc.record({
  offset: fc.bigInt(0n, 12n),
  mapped: fc.boolean(),
  facts: fc.array(fc.tuple(fc.constantFrom(...FACTS), fc.bigInt(0n, 6n)), { maxLength: 2 }),
});

describe.each<Encoding>(['int', 'bv'])('a model of the constraints, lowered to %s', (encoding) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startEmbeddedZ3();
  });

  it.each(ORIGINS)('is a region map, from %s on', (origin) => {
    const numRuns = runs(40);
    let maps = 0;
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 3 }), (wishes) => {
        const t = new Terms();
        const terms = addresses(t, wishes.length);
        const wished = wishes.flatMap(({ offset, mapped, facts }, i) => {
          const point = terms[i] ?? t.zero;
          return [
            t.eq(point, t.const(origin + offset * (origin === ORIGINS[2] ? 3n : 1n))),
            mapped ? t.mapped('m', point) : t.not(t.mapped('m', point)),
            ...facts.map(([fact, value]) => t.eq(t.layout(fact, 'm', point), t.const(value))),
          ];
        });
        const model = modelOf(
          solver,
          t,
          [...mentions(t.raw, terms).map((about) => t.raw.or(about, t.true)), ...wished],
          encoding,
        );
        if (model === undefined) return;
        maps += 1;
        const regions = mapOf(model);
        expect(model.filter((point) => !isTrueOf(regions, point))).toEqual([]);
      }),
      { seed: 20260717, numRuns },
    );
    expect(maps).toBeGreaterThan(numRuns / 3);
  });
});

function modelOf(
  solver: Solver,
  t: Terms,
  assertions: readonly BoolTerm[],
  encoding: Encoding,
): readonly Point[] | undefined {
  const { text, observables } = lower({ terms: t, assertions, exact: true, observed: true }, encoding);
  const answer = solver.check(text, observableSymbols(observables), {});
  if (answer.status === 'unknown') throw new Error(answer.reason);
  if (answer.status === 'unsat') return undefined;
  const int = (symbol: string): bigint => BigInt(answer.model.get(symbol) ?? 0n);
  return observables.points.map(({ address, mapped, facts }) => ({
    address: int(address),
    mapped: mapped !== undefined && answer.model.get(mapped) === true,
    facts: new Map(Object.entries(facts).map(([fact, symbol]) => [fact, int(symbol)])),
  }));
}
