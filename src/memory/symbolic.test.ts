import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import { symbolicDomain } from '../domain/symbolic.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, Word } from '../domain/word.ts';
import { runs } from '../full.fixture.ts';
import { Evaluator } from '../term/evaluate.ts';
import { factOf, isMapped, regionMaps } from '../term/small-maps.fixture.ts';
import { Terms } from '../term/terms.ts';
import { CONCRETE_LOGIC, ConcreteMemory } from './concrete.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { Region } from './regions.ts';
import { RunEvents } from './run-events.ts';
import { contentName, memoryOf } from './observed-memory.ts';
import {
  action,
  bulk,
  question,
  run,
  type Action,
  type InputName,
  type MemoryName,
  type Outcome,
} from './symbolic-program.fixture.ts';
import { SymbolicMemory, symbolicLogic } from './symbolic.ts';

const INPUTS: readonly InputName[] = ['a', 'b', 'n'];
const LAST = (1n << 64n) - 1n;
/** As many addresses as the maps and the programs reach. */
const REACH = 40;
/** As many as may be looked at, from the last of these on. */
const SEEN = REACH + 24;

interface World {
  readonly origin: bigint;
  readonly regions: Readonly<Record<MemoryName, readonly Region[]>>;
  readonly inputs: Readonly<Record<InputName, bigint>>;
}

type Contents = Readonly<Record<MemoryName, readonly bigint[]>>;

const regionsOf = ({ regions }: World, content: string): readonly Region[] =>
  regions[memoryOf(content) === 'buffer' ? 'buffer' : 'memory'];

/** The byte that a content has at an address at first: none is 0, in regions or not. */
const initial = (content: string, address: bigint): bigint =>
  ((address * 37n + BigInt(content.length) * 11n) & 127n) + 1n;

function inNumbers(world: World, program: readonly Action[]): readonly [Outcome, Contents] {
  const events = new RunEvents(CONCRETE_LOGIC);
  const memories = { memory: concrete(world, 'memory', events), buffer: concrete(world, 'buffer', events) };
  const input = (name: InputName) => concreteDomain.u64(world.inputs[name]);
  const reader = { word: valueOf, bool: truthOf };
  const outcome = run(program, concreteDomain, memories, input, reader, (to) => memories.memory.rewind(to));
  const bytes = (memory: ConcreteMemory): bigint[] => [...memory.getBytes(world.origin, REACH)].map(BigInt);
  return [outcome, { memory: bytes(memories.memory), buffer: bytes(memories.buffer) }];
}

function concrete(world: World, name: MemoryName, events: RunEvents): ConcreteMemory {
  const bytes = (content: string): Map<bigint, number> =>
    new Map(
      // Addresses that a program adds to start at 0 again.
      Array.from({ length: SEEN }, (_, i) => BigInt(i))
        .flatMap((i) => [i, world.origin + i])
        .map((address) => [address, Number(initial(content, address))]),
    );
  const written = (content: string): Map<bigint, number> => bytes(contentName(name, content));
  const memory = new ConcreteMemory(world.regions[name], written, events, name);
  memory.fill(bytes(name));
  return memory;
}

/** The same with terms: each decision, and each word at the end, as these inputs and this map have it. */
function inTerms(world: World, program: readonly Action[], t: Terms): readonly [Outcome, Contents] {
  const { inputs, origin } = world;
  const evaluator = new Evaluator({
    int: (name) => inputs[INPUTS.find((input) => input === name) ?? 'a'],
    bool: () => false,
    byte: (content, address) => initial(content, address),
    mapped: (layout, address) => isMapped(regionsOf(world, layout), address),
    layout: (fact, layout, address) => {
      const regions = regionsOf(world, layout);
      return isMapped(regions, address) ? factOf(regions, fact, address) : 77n;
    },
  });
  const domain = symbolicDomain(t, (condition) => evaluator.bool(condition));
  const events = new RunEvents(symbolicLogic(domain));
  const memories = {
    memory: new SymbolicMemory(t, domain, 'memory', () => {}, events),
    buffer: new SymbolicMemory(t, domain, 'buffer', () => {}, events),
  };
  const input = (name: InputName) => domain.wrap(64, t.var(name, 0n, LAST));
  const reader = {
    word: (word: Word<Width>) => evaluator.int(domain.unwrap(word.width, word)),
    bool: (bool: Bool) => evaluator.bool(domain.unwrapBool(bool)),
  };
  const outcome = run(program, domain, memories, input, reader, (to) => memories.memory.rewind(to));
  // Read as a proof does, and by the definition of what a write is: both have to be what numbers make of it.
  const bytes = (memory: SymbolicMemory): bigint[] =>
    Array.from({ length: REACH }, (_, i) => {
      const address = origin + BigInt(i);
      const byte = evaluator.byte(memory.content, address);
      expect(evaluator.int(t.select(memory.content, t.const(address)))).toBe(byte);
      return byte;
    });
  return [outcome, { memory: bytes(memories.memory), buffer: bytes(memories.buffer) }];
}

const worlds = (origin: bigint): fc.Arbitrary<World> =>
  fc.record({
    origin: fc.constant(origin),
    regions: fc.record({ memory: regionMaps(origin), buffer: regionMaps(origin) }),
    inputs: fc
      .record({ a: fc.bigInt(0n, 30n), b: fc.bigInt(0n, 30n), n: fc.bigInt(0n, 9n) })
      .map(({ a, b, n }) => ({ a: origin + a, b: origin + b, n })),
  });

describe.each([true, false])('a program over terms, rewriting %s', (rewriting) => {
  it.each([0n, 1000n, LAST - 36n])('does what it does over numbers, from %s on', (origin) => {
    fc.assert(
      fc.property(worlds(origin), fc.array(action, { maxLength: 8 }), (world, program) => {
        const t = new Terms({ rewriting });
        expect(inTerms(world, program, t)).toEqual(inNumbers(world, program));
      }),
      { seed: 20260718, numRuns: runs(500) },
    );
  });

  it('copies and lets others write as numbers do', () => {
    fc.assert(
      fc.property(
        worlds(1000n),
        fc.array(fc.oneof(bulk, bulk, action), { minLength: 1, maxLength: 5 }),
        (world, program) => {
          expect(inTerms(world, program, new Terms({ rewriting }))).toEqual(inNumbers(world, program));
        },
      ),
      { seed: 20260720, numRuns: runs(400) },
    );
  });

  it('knows of regions what numbers know', () => {
    fc.assert(
      fc.property(worlds(1000n), fc.array(question, { minLength: 8, maxLength: 8 }), (world, questions) => {
        expect(inTerms(world, questions, new Terms({ rewriting }))).toEqual(inNumbers(world, questions));
      }),
      { seed: 20260719, numRuns: runs(200) },
    );
  });
});

describe('a transfer', () => {
  it('refuses memories of another run, and what is no memory of a run', () => {
    const t = new Terms();
    const memoryOfRun = (): SymbolicMemory =>
      new SymbolicMemory(
        t,
        symbolicDomain(t, () => true),
        'memory',
      );
    const [own, foreign] = [memoryOfRun(), memoryOfRun()];
    const numbers = new ConcreteMemory([{ base: 0n, size: 9n }]);
    const zero = concreteDomain.u64(0);
    expect(() =>
      numbers.transfer({ memory: own, address: zero }, { address: zero }, concreteDomain.u64(1)),
    ).toThrow('must come from p.memory in this run');
    const domain = symbolicDomain(t, () => true);
    const memory = new SymbolicMemory(t, domain, 'memory');
    const place = { address: domain.u64(0) };
    // A wrapper has the methods, and no content of its own.
    for (const other of [foreign, numbers, { events: memory.events }]) {
      expect(() => memory.transfer(place, { ...place, memory: other as GuestMemory }, domain.u64(1))).toThrow(
        'must come from p.memory in this run',
      );
    }
  });
});
