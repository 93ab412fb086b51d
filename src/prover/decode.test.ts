import { describe, expect, test } from 'vitest';
import type { Observables, PointSymbols } from '../solver/query.ts';
import type { Value } from '../solver/solver.ts';
import { boolInput, powerOfTwoInput, wordInput } from '../proof/inputs.ts';
import { Terms } from '../term/terms.ts';
import { decode } from './decode.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

const t = new Terms();

/** An address, a size, a number of at least 20 and a truth value, as a body declares them. */
const INPUTS: ReadonlyMap<string, DeclaredInput> = new Map<string, DeclaredInput>([
  [
    'ring',
    {
      input: wordInput('ring', 64, { min: 64, multipleOf: 16 }),
      term: t.scale(16n, t.var('ring/16', 4n, 1n << 60n)),
    },
  ],
  ['size', { input: powerOfTwoInput('size', 256), term: t.var('size', 1n, 256n, true) }],
  ['count', { input: wordInput('count', 8, { min: 20 }), term: t.var('count', 20n, 255n) }],
  ['ready', { input: boolInput('ready'), term: t.boolVar('ready') }],
]);

const OBSERVABLES: Observables = {
  ints: [
    { symbol: 'in.ring', name: 'ring/16' },
    { symbol: 'in.size', name: 'size' },
    { symbol: 'in.count', name: 'count' },
  ],
  bools: [{ symbol: 'in.ready', name: 'ready' }],
  bytes: [],
  points: [],
};

function decoded(
  values: Readonly<Record<string, Value>>,
  observables: Partial<Observables> = {},
  memories: readonly string[] = [],
) {
  const witness = {
    observables: { ...OBSERVABLES, ...observables },
    values: new Map(Object.entries(values)),
  };
  return decode(witness, INPUTS, memories);
}

describe('the inputs of a model', () => {
  test('should have its values, multiples multiplied', () => {
    const { inputs } = decoded({ 'in.ring': 256n, 'in.size': 64n, 'in.count': 21n, 'in.ready': true });
    expect(Object.fromEntries(inputs)).toEqual({ ring: 4096n, size: 64n, count: 21n, ready: true });
  });

  test('should have their least values where the question did not mention them', () => {
    const { inputs } = decoded({}, { ints: [], bools: [] });
    expect(Object.fromEntries(inputs)).toEqual({ ring: 64n, size: 1n, count: 20n, ready: false });
  });

  test('should have their least values where the solver left them open', () => {
    const { inputs } = decoded({ 'in.count': 33n });
    expect(Object.fromEntries(inputs)).toEqual({ ring: 64n, size: 1n, count: 33n, ready: false });
  });
});

/** A point of a memory, with the symbols of all that is known of it. */
function point(name: string, layout = 'ram'): PointSymbols {
  const facts = ['extent-before', 'extent-after', 'region-before', 'region-after'];
  return {
    layout,
    address: name,
    mapped: `${name} mapped`,
    facts: Object.fromEntries(facts.map((fact) => [fact, `${name} ${fact}`])),
  };
}

/** What a model says of a point: where it lies, and how far its region and extent go to both sides. */
function at(name: string, address: bigint, [rb, ra]: [bigint, bigint], [ab, aa] = [rb, ra]) {
  return {
    [name]: address,
    [`${name} mapped`]: true,
    [`${name} region-before`]: rb,
    [`${name} region-after`]: ra,
    [`${name} extent-before`]: ab,
    [`${name} extent-after`]: aa,
  };
}

describe('the memory of a model', () => {
  test('should have a region for each mapped point, and none for others', () => {
    const points = [point('a'), point('b'), point('c')];
    const values = { ...at('a', 100n, [10n, 5n]), ...at('b', 40n, [0n, 1n]), c: 300n, 'c mapped': false };

    const { memories } = decoded(values, { points }, ['ram']);

    expect(memories.get('ram')?.regions).toEqual([
      { base: 40n, size: 1n },
      { base: 90n, size: 15n },
    ]);
  });

  test('should fill extents up with regions between those of its points', () => {
    const values = { ...at('a', 10n, [0n, 2n], [4n, 20n]), ...at('b', 20n, [2n, 1n], [14n, 10n]) };

    const { memories } = decoded(values, { points: [point('a'), point('b')] }, ['ram']);

    const regions = memories.get('ram')?.regions ?? [];
    expect(regions.map(({ base, size }) => [base, base + size])).toEqual([
      [6n, 10n],
      [10n, 12n],
      [12n, 18n],
      [18n, 21n],
      [21n, 30n],
    ]);
  });

  test('should have its bytes, in regions or not, each memory its own', () => {
    const bytes = [
      { memory: 'ram', address: 'p', value: 'p byte' },
      { memory: 'ram', address: 'q', value: 'q byte' },
      { memory: 'rom', address: 'p', value: 'r byte' },
    ];
    const values = {
      ...at('a', 100n, [0n, 8n]),
      ...at('z', 103n, [0n, 1n]),
      ...{ p: 103n, q: 108n, 'p byte': 0xabn, 'q byte': 0xcdn, 'r byte': 0xefn },
    };

    const { memories } = decoded(values, { bytes, points: [point('a'), point('z', 'rom')] }, ['ram', 'rom']);

    expect(memories.get('ram')).toEqual({
      regions: [{ base: 100n, size: 8n }],
      bytes: new Map([
        [103n, 0xab],
        [108n, 0xcd],
      ]),
    });
    expect(memories.get('rom')).toEqual({
      regions: [{ base: 103n, size: 1n }],
      bytes: new Map([[103n, 0xef]]),
    });
  });

  test('should be empty where the question did not mention it', () => {
    expect(decoded({}, {}, ['ram']).memories.get('ram')).toEqual({ regions: [], bytes: new Map() });
  });

  test('should be refused where a mapped point lacks a fact', () => {
    const { layout, address, mapped } = point('a');
    const points = [{ layout, address, mapped, facts: {} }];
    expect(() => decoded(at('a', 1n, [0n, 1n]), { points }, ['ram'])).toThrow(/has no extent-before/);
  });

  test('should be those that the other side writes to it, without regions, at mapped addresses', () => {
    const bytes = [
      { memory: 'ram/driver', address: 'z', value: 'vx' },
      { memory: 'ram/driver', address: 'x', value: 'vx' },
      { memory: 'ram/driver', address: 'y', value: 'vy' },
    ];
    const values = { ...at('p', 100n, [4n, 4n]), x: 101n, vx: 7n, y: 300n, vy: 8n, z: -1n };
    const { memories } = decoded(values, { points: [point('p')], bytes }, ['ram', 'ram/driver']);
    expect(memories.get('ram/driver')).toEqual({
      regions: [],
      bytes: new Map([
        [101n, 7],
        [300n, 8],
      ]),
    });
    expect(memories.get('ram')?.regions).toHaveLength(1);
  });
});
