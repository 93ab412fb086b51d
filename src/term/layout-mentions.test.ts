import { describe, expect, it } from 'vitest';
import { subterms } from './children.ts';
import { Evaluator } from './evaluate.ts';
import { layoutConstraints } from './layout.ts';
import { FACTS, factOf, isMapped } from './small-maps.fixture.ts';
import type { Region } from '../memory/regions.ts';
import type { BoolTerm, IntTerm, LayoutFact } from './term.ts';
import { Terms } from './terms.ts';

/** Addresses 0 … 4 may be mapped; the points are the second of them and the address one or two bytes further. */
const ADDRESSES = 5;
const FIRST = 1n;

/** What is said of one point: `undefined` where it is not mapped, and of a fact that is not mentioned. */
type Said = readonly (bigint | undefined)[] | undefined;

/** All maps of a few addresses: each of them is unmapped, begins a region or goes on with one. */
function allMaps(address = 0, regions: readonly Region[] = []): readonly (readonly Region[])[] {
  if (address === ADDRESSES) return [regions];
  const base = BigInt(address);
  const last = regions.at(-1);
  return [
    ...allMaps(address + 1, regions),
    ...allMaps(address + 1, [...regions, { base, size: 1n }]),
    ...(last !== undefined && last.base + last.size === base
      ? allMaps(address + 1, [...regions.slice(0, -1), { base: last.base, size: last.size + 1n }])
      : []),
  ];
}

const SUBSETS = Array.from({ length: 16 }, (_, bits) => FACTS.filter((_, i) => ((bits >> i) & 1) === 1));

/** All that can be said of some facts of a mapped address without leaving the few addresses. */
function sayings(address: bigint, mentioned: readonly LayoutFact[]): readonly Said[] {
  return FACTS.reduce<readonly (readonly (bigint | undefined)[])[]>(
    (all, fact) => {
      if (!mentioned.includes(fact)) return all.map((said) => [...said, undefined]);
      const isBefore = fact.endsWith('before');
      const count = isBefore ? Number(address) + 1 : ADDRESSES - Number(address);
      return all.flatMap((said) =>
        Array.from({ length: count }, (_, i) => [...said, BigInt(isBefore ? i : i + 1)]),
      );
    },
    [[]],
  );
}

const keyOf = (a: Said, b: Said): string => [a, b].map((said) => said?.join(',') ?? 'unmapped').join(' ');

/** What maps say of two points, as keys. */
function trueSayings(
  maps: readonly (readonly Region[])[],
  points: readonly [bigint, bigint],
  mentioned: readonly [readonly LayoutFact[], readonly LayoutFact[]],
): ReadonlySet<string> {
  const said = (regions: readonly Region[], which: 0 | 1): Said =>
    isMapped(regions, points[which])
      ? FACTS.map((fact) =>
          mentioned[which].includes(fact) ? factOf(regions, fact, points[which]) : undefined,
        )
      : undefined;
  return new Set(maps.map((regions) => keyOf(said(regions, 0), said(regions, 1))));
}

function constraintsOf(t: Terms, terms: readonly IntTerm[], mentioned: readonly (readonly LayoutFact[])[]) {
  const mentions = terms.map((term, i) =>
    t.or(
      t.boolVar('either'),
      t.mapped('m', term),
      ...(mentioned[i] ?? []).map((fact) => t.eq(t.layout(fact, 'm', term), t.zero)),
    ),
  );
  return layoutConstraints(t, mentions);
}

function satisfied(constraints: readonly BoolTerm[], points: readonly [bigint, bigint], a: Said, b: Said) {
  const at = (address: bigint): Said => (address === points[0] ? a : b);
  const evaluator = new Evaluator({
    int: (name) => (name === 'p0' ? points[0] : points[1]),
    bool: () => false,
    byte: () => 0n,
    mapped: (_, address) => at(address) !== undefined,
    // Arbitrary of an unmapped address.
    layout: (fact, _, address) => {
      const said = at(address);
      const value = said?.[FACTS.indexOf(fact)];
      if (said !== undefined && value === undefined) throw new Error(`${fact} was not mentioned`);
      return value ?? 9n;
    },
  });
  return constraints.every((constraint) => evaluator.bool(constraint));
}

describe('whatever facts of two addresses are mentioned, what is said satisfies the constraints just where a map has it so', () => {
  const maps = allMaps();

  it.each([1n, 2n])('%s bytes apart', (distance) => {
    const points = [FIRST, FIRST + distance] as const;
    const wrong: string[] = [];
    for (const first of SUBSETS) {
      for (const second of SUBSETS) {
        const t = new Terms();
        const terms = [t.var('p0', 0n, 9n), t.var('p1', 0n, 9n)];
        const constraints = constraintsOf(t, terms, [first, second]);
        const isTrue = trueSayings(maps, points, [first, second]);
        for (const a of [undefined, ...sayings(points[0], first)]) {
          for (const b of [undefined, ...sayings(points[1], second)]) {
            const key = keyOf(a, b);
            if (satisfied(constraints, points, a, b) !== isTrue.has(key)) wrong.push(key);
          }
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe('what the query says itself', () => {
  const t = new Terms();
  const [a, b] = [t.var('a', 0n, 9n), t.var('b', 0n, 9n)];
  const after = (address: IntTerm): IntTerm => t.layout('region-after', 'm', address);
  const literals = [t.mapped('m', a), t.not(t.mapped('m', b)), t.le(t.const(4n), after(a))];

  it('is not said again', () => {
    const texts = layoutConstraints(t, [t.and(...literals)]);
    const behind = t.add(a, after(a));
    expect(texts.filter((constraint) => constraint !== t.true)).toEqual([
      t.le(behind, t.const((1n << 64n) - 1n)),
      t.or(t.lt(b, a), t.le(behind, b)),
    ]);
  });

  it('is said again of every fact where a model is to be read', () => {
    const terms = subterms(layoutConstraints(t, [t.and(...literals)], 'every'));
    expect(terms).toContain(t.lt(t.zero, after(a)));
    expect(terms).toEqual(expect.arrayContaining(FACTS.map((fact) => t.layout(fact, 'm', a))));
  });
});
