import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import { symbolicDomain } from '../domain/symbolic.ts';
import { Evaluator } from '../term/evaluate.ts';
import { factOf, isMapped, regionMaps } from '../term/small-maps.fixture.ts';
import { Terms } from '../term/terms.ts';
import { ConcreteMemory } from './concrete.ts';
import type { Region } from './regions.ts';
import { action, run, type Action, type Outcome, type Place } from './symbolic-program.fixture.ts';
import { SymbolicMemory } from './symbolic.ts';

const LAST = (1n << 64n) - 1n;
/** As many addresses as the maps and the programs reach. */
const REACH = 40;

interface World {
  readonly origin: bigint;
  readonly regions: readonly Region[];
  readonly inputs: Readonly<Record<Place['input'], bigint>>;
}

/** The byte that a memory has at an address at first: none is 0 where there is memory. */
const initial = ({ regions }: World, address: bigint): bigint =>
  isMapped(regions, address) ? ((address * 37n) & 127n) + 1n : 0n;

function inNumbers(world: World, program: readonly Action[]): readonly [Outcome, readonly bigint[]] {
  const memory = new ConcreteMemory(world.regions);
  for (const { base, size } of world.regions) {
    const bytes = Array.from({ length: Number(size) }, (_, i) => Number(initial(world, base + BigInt(i))));
    memory.setBytes(base, Uint8Array.from(bytes));
  }
  const input = (name: Place['input']) => concreteDomain.u64(world.inputs[name]);
  const outcome = run(program, concreteDomain, memory, input, { word: valueOf, bool: truthOf });
  return [outcome, [...memory.getBytes(world.origin, REACH)].map(BigInt)];
}

/** The same with terms: each decision, and each word at the end, as these inputs and this map have it. */
function inTerms(world: World, program: readonly Action[], t: Terms): readonly [Outcome, readonly bigint[]] {
  const { regions, inputs, origin } = world;
  const evaluator = new Evaluator({
    int: (name) => (name === 'a' ? inputs.a : inputs.b),
    bool: () => false,
    byte: (_, address) => initial(world, address),
    mapped: (_, address) => isMapped(regions, address),
    layout: (fact, _, address) => (isMapped(regions, address) ? factOf(regions, fact, address) : 77n),
  });
  const domain = symbolicDomain(t, (condition) => evaluator.bool(condition));
  const memory = new SymbolicMemory(t, domain, 'memory');
  const input = (name: Place['input']) => domain.wrap(64, t.var(name, 0n, LAST));
  const outcome = run(program, domain, memory, input, {
    word: (word) => evaluator.int(domain.unwrap(word.width, word)),
    bool: (bool) => evaluator.bool(domain.unwrapBool(bool)),
  });
  return [
    outcome,
    Array.from({ length: REACH }, (_, i) => evaluator.byte(memory.content, origin + BigInt(i))),
  ];
}

const worlds = (origin: bigint): fc.Arbitrary<World> =>
  fc.record({
    origin: fc.constant(origin),
    regions: regionMaps(origin),
    inputs: fc
      .record({ a: fc.bigInt(0n, 30n), b: fc.bigInt(0n, 30n) })
      .map(({ a, b }) => ({ a: origin + a, b: origin + b })),
  });

describe.each([true, false])('a program over terms, rewriting %s', (rewriting) => {
  it.each([0n, 1000n, LAST - 36n])('does what it does over numbers, from %s on', (origin) => {
    fc.assert(
      fc.property(worlds(origin), fc.array(action, { maxLength: 8 }), (world, program) => {
        const t = new Terms({ rewriting });
        expect(inTerms(world, program, t)).toEqual(inNumbers(world, program));
      }),
      { seed: 20260718, numRuns: 500 },
    );
  });
});
