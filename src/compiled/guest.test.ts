import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { concreteDomain, valueOf } from '../domain/concrete.ts';
import type { Domain } from '../domain/domain.ts';
import { symbolicDomain } from '../domain/symbolic.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';
import { ConcreteMemory } from '../memory/concrete.ts';
import type { Event } from '../memory/event.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { Region } from '../memory/regions.ts';
import { SymbolicMemory } from '../memory/symbolic.ts';
import { Evaluator } from '../term/evaluate.ts';
import { factOf, isMapped, regionMaps } from '../term/small-maps.fixture.ts';
import { Terms } from '../term/terms.ts';
import { GUEST_CODE, GUEST_FUNCTIONS, MISUSES } from './guest-code.fixture.ts';
import { Machine, type Num } from './index.ts';
import { outcomeOf } from './runs.fixture.ts';

type Number = (word: Word<Width>) => bigint;

/** What an event is, in numbers: all that a property can see of it. */
function seen(event: Event, number: Number): string {
  if (event.kind === 'fence') return `fence ${event.ordering}`;
  if (event.kind === 'load' || event.kind === 'store')
    return `${event.kind} ${event.ordering} ${number(event.address)} ${event.width} ${event.value && number(event.value)} ${event.failure?.kind}`;
  if (event.kind !== 'read' && event.kind !== 'write') return event.kind;
  const values = event.values.map((value) => `${value.width}:${number(value)}`).join();
  return `${event.kind} ${number(event.address)} ${number(event.completed)} ${values} ${event.failure?.kind}`;
}

interface World {
  readonly regions: readonly Region[];
  readonly x: bigint;
  readonly y: bigint;
}

const REACH = 64n;
const byteAt = (address: bigint): bigint => (address * 37n + 11n) & 255n;

/** What a call comes to, what happens in it, and what memory holds then. */
function called(
  name: string,
  domain: Domain,
  memory: ObservedMemory,
  args: readonly Num[],
  number: Number,
  origin: bigint,
) {
  const result = outcomeOf(() => {
    const word = new Machine(GUEST_CODE, domain).call(name, args, memory);
    return word && number(word);
  });
  const after = Array.from({ length: Number(REACH) }, (_, i) => number(memory.peek(domain.u64(origin), i)));
  return [result, memory.events.all.map((event) => seen(event, number)), after];
}

function onNumbers(name: string, { regions, x, y }: World, origin: bigint) {
  const memory = new ConcreteMemory(regions);
  memory.fill(
    new Map(
      Array.from({ length: 2 * Number(REACH) }, (_, i) => origin + BigInt(i)).map((at) => [
        at,
        Number(byteAt(at)),
      ]),
    ),
  );
  return called(
    name,
    concreteDomain,
    memory,
    [concreteDomain.u64(x), concreteDomain.u64(y)],
    valueOf,
    origin,
  );
}

function onTerms(name: string, { regions, x, y }: World, origin: bigint, rewriting: boolean) {
  const evaluator = new Evaluator({
    int: (input) => (input === 'x' ? x : y),
    bool: () => false,
    byte: (_, address) => (address >= origin && address < origin + 2n * REACH ? byteAt(address) : 0n),
    mapped: (_, address) => isMapped(regions, address),
    layout: (fact, _, address) => (isMapped(regions, address) ? factOf(regions, fact, address) : 77n),
  });
  const t = new Terms({ rewriting });
  const domain = symbolicDomain(t, (condition) => evaluator.bool(condition));
  const memory = new SymbolicMemory(t, domain, 'memory');
  const input = (given: string): Num => domain.wrap(64, t.var(given, 0n, 2n ** 64n - 1n));
  const number: Number = (word) => evaluator.int(domain.unwrap(word.width, word));
  return called(name, domain, memory, [input('x'), input('y')], number, origin);
}

const worlds = (origin: bigint): fc.Arbitrary<World> =>
  fc.record({
    regions: regionMaps(origin),
    x: fc.bigInt(0n, 30n).map((at) => origin + at),
    y: fc.oneof(
      fc.bigInt(0n, 12n),
      fc.bigInt(1n, 12n).map((back) => 2n ** 64n - back),
      fc.bigInt(0n, 2n ** 64n - 1n),
    ),
  });

describe.each(GUEST_FUNCTIONS)('code that %s', (name) => {
  test.each([4096n, 2n ** 64n - 40n])('should do to terms what it does to numbers, from %s on', (origin) => {
    fc.assert(
      fc.property(worlds(origin), fc.boolean(), (world, rewriting) => {
        const inTerms = onTerms(name, world, origin, rewriting);
        // A null pointer and an offset are an address of the module's own, which terms leave open.
        fc.pre(inTerms[0] !== 'unsupported' || isMapped(world.regions, world.x));
        expect(inTerms).toEqual(onNumbers(name, world, origin));
      }),
      { seed: 20261129, numRuns: runs(100) },
    );
  });
});

const REGIONS: readonly Region[] = [
  { base: 0x1001n, size: 0x13n },
  { base: 0x1014n, size: 0x0dn },
];

function on(name: string, x: bigint, y: bigint) {
  const [result, events] = onNumbers(name, { regions: REGIONS, x, y: BigInt.asUintN(64, y) }, 0x1000n);
  return [result, ...((events ?? []) as readonly string[])];
}

const word = (address: bigint, bytes: number): bigint =>
  Array.from({ length: bytes }, (_, i) => byteAt(address + BigInt(i)) << BigInt(8 * i)).reduce(
    (a, b) => a + b,
  );

describe('a host pointer', () => {
  test.each<[string, bigint, bigint, unknown]>([
    ['is null', 0x1000n, 0n, [1n]],
    ['is null', 0x1001n, 0n, [0n]],
    ['reads 2 bytes', 0x1001n, 0x11n, [word(0x1012n, 2), `read 4114 2 16:${word(0x1012n, 2)} undefined`]],
    // The bytes after it are of the next region.
    ['reads 2 bytes', 0x1001n, 0x12n, ['trap']],
    ['reads 2 bytes', 0x1020n, 0n, ['trap']],
    ['reads 2 bytes', 0x1010n, -0xfn, [word(0x1001n, 2), `read 4097 2 16:${word(0x1001n, 2)} undefined`]],
    ['reads 2 bytes', 0x1010n, -0x10n, ['trap']],
    ['reads 2 bytes', 0x1014n, -1n, ['trap']],
    ['loads relaxed', 0x1001n, 2n, [word(0x1003n, 2), `load relaxed 4099 16 ${word(0x1003n, 2)} undefined`]],
    ['loads relaxed', 0x1001n, 1n, ['trap']],
    [
      'loads with acquire',
      0x1003n,
      0n,
      [word(0x1003n, 2), `load acquire 4099 16 ${word(0x1003n, 2)} undefined`],
    ],
    [
      'loads with seq_cst by a call',
      0x1003n,
      0n,
      [word(0x1003n, 2), `load seq-cst 4099 16 ${word(0x1003n, 2)} undefined`],
    ],
    ['stores relaxed', 0x1001n, 4n, [4n, 'store relaxed 4101 32 4 undefined']],
    ['stores with release', 0x1001n, 4n, [4n, 'store release 4101 32 4 undefined']],
    ['stores with release', 0x1001n, 2n, ['trap']],
    [
      'says an order once',
      0x1001n,
      0n,
      [
        2n * byteAt(0x1001n),
        `load acquire 4097 8 ${byteAt(0x1001n)} undefined`,
        `load relaxed 4097 8 ${byteAt(0x1001n)} undefined`,
      ],
    ],
    [
      ...(['says an order of a plain access', 0x1001n, 0n] as const),
      [
        ...[2n * byteAt(0x1001n), `read 4097 1 8:${byteAt(0x1001n)} undefined`],
        `load relaxed 4097 8 ${byteAt(0x1001n)} undefined`,
      ],
    ],
    [
      ...(['says an order of its own memory', 0x1001n, 0n] as const),
      [byteAt(0x1001n), `load relaxed 4097 8 ${byteAt(0x1001n)} undefined`],
    ],
    ['fences of which nothing is said', 5n, 0n, [5n]],
    ['fences with acquire', 5n, 0n, [5n, 'fence acquire']],
    ['fences by a call', 5n, 0n, [5n, 'fence seq-cst']],
    ['takes the low bits', 0x1006n, 1n, [6n]],
    ['says where its region starts', 0x1020n, 0n, [0x1014n]],
    ['says how long its region is', 0x1020n, 0n, [0xdn]],
    ['says how much comes after', 0x1020n, 0n, [1n]],
    ['says how much comes after', 0x1021n, 0n, [0n]],
    [
      'points into the region of another',
      0x1002n,
      0x11n,
      [byteAt(0x1013n), `read 4115 1 8:${byteAt(0x1013n)} undefined`],
    ],
    ['points into the region of another', 0x1002n, 0x12n, ['trap']],
    ['asks for a range', 0x1001n, 0x20n, [1n]],
    ['asks for a range', 0x1001n, 0x21n, [0n]],
    ['compares two', 0x1002n, -1n, [1n]],
    ['compares two', 0x1002n, -2n, ['unsupported']],
    ['is not null after an offset', 0x1002n, 0x12n, [1n]],
    ['is not null after an offset', 0x1002n, 0x13n, ['unsupported']],
    [
      'copies a few bytes',
      0x1001n,
      3n,
      [word(0x1001n, 3), `read 4097 3 16:${word(0x1001n, 2)},8:${byteAt(0x1003n)} undefined`],
    ],
    ['copies a few bytes', 0x1013n, 3n, ['trap']],
  ])('should be what the contract says: code that %s, at %s and %s', (name, x, y, outcome) => {
    expect(on(name, x, y)).toEqual(outcome);
  });

  test.each(MISUSES)('should be no number: code that %s', (name) => {
    expect(on(name, 0x1009n, 0n)).toEqual(['unsupported']);
  });
});

test('code without guest memory should have no pointers into it', () => {
  const machine = new Machine(GUEST_CODE, concreteDomain);
  const zero = concreteDomain.u64(0);
  const outcome = outcomeOf(() => {
    const word = machine.call('is null', [zero, zero], null);
    return word && valueOf(word);
  });
  expect(outcome).toBe('unsupported');
});
