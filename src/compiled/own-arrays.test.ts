import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concreteDomain, valueOf } from '../domain/concrete.ts';
import { symbolicDomain } from '../domain/symbolic.ts';
import { Evaluator } from '../term/evaluate.ts';
import { Terms } from '../term/terms.ts';
import { runs } from '../full.fixture.ts';
import { encode, op, type FunctionText } from './encoder.fixture.ts';
import { decodeModule, Machine, type ArrayRange, type Num } from './index.ts';
import { inV8, outcomeOf, type Argument, type Outcome } from './runs.fixture.ts';

/** A word before the arrays, two arrays one after the other, and a word after them. */
const [BEFORE, WORDS, BYTES, AFTER] = [2048, 2056, 2120, 2136];
const ARRAYS: readonly ArrayRange[] = [
  { name: 'words', address: WORDS, bytes: 64, entry: 8 },
  { name: 'bytes', address: BYTES, bytes: 16, entry: 1 },
];
const [i, x] = [op.get(0), op.get(1)];
const [ADD, MUL, SHL, AND] = [0x7c, 0x7e, 0x86, 0x83];
const [LOAD, LOAD8, STORE, STORE8] = [0x29, 0x31, 0x37, 0x3c];
const times8 = [...i, ...op.i64(8), MUL];
const result = { params: ['i64'], results: ['i64'] } as const;
const none = { params: ['i64', 'i64'], results: [] } as const;

/** What code does with the arrays, by index and value. */
const FUNCTIONS: readonly FunctionText[] = [
  { name: 'load', ...result, body: [...times8, ...op.i64(WORDS), ADD, ...op.memory(LOAD)] },
  { name: 'load by an offset', ...result, body: [...times8, ...op.memory(LOAD, WORDS)] },
  {
    name: 'load the one before',
    ...result,
    body: [...times8, ...op.i64(WORDS - 8), ADD, ...op.memory(LOAD)],
  },
  {
    name: 'load after a shift',
    ...result,
    body: [...op.i64(WORDS), ...i, ...op.i64(3), SHL, ADD, ...op.memory(LOAD)],
  },
  { name: 'load half', ...result, body: [...times8, ...op.memory(0x35, WORDS + 4)] },
  { name: 'load a byte', ...result, body: [...i, ...op.memory(LOAD8, BYTES)] },
  { name: 'load the byte before', ...result, body: [...i, ...op.i64(BYTES - 1), ADD, ...op.memory(LOAD8)] },
  { name: 'load a masked byte', ...result, body: [...i, ...op.i64(15), AND, ...op.memory(LOAD8, BYTES)] },
  { name: 'load across', ...result, body: [...i, ...op.memory(LOAD, WORDS)] },
  {
    name: 'chosen',
    ...result,
    body: [
      ...op.i64(WORDS),
      ...op.i64(BYTES),
      ...i,
      ...op.i64(4),
      0x54,
      ...op.select,
      ...i,
      ADD,
      ...op.memory(LOAD8),
    ],
  },
  {
    name: 'atomic',
    ...result,
    body: [...times8, ...op.i64(WORDS), ADD, ...op.i64(3), ...op.atomic(0x1f, 3)],
  },
  { name: 'store', ...none, body: [...times8, ...op.i64(WORDS), ADD, ...x, ...op.memory(STORE)] },
  { name: 'store half', ...none, body: [...times8, ...x, ...op.memory(0x3e, WORDS + 4)] },
  { name: 'store a byte', ...none, body: [...i, ...x, ...op.memory(STORE8, BYTES)] },
  { name: 'fill', ...none, body: [...op.i64(WORDS), ...x, 0xa7, ...i, 0xfc, 11, 0] },
  {
    name: 'fill from',
    ...none,
    body: [...times8, ...op.i64(WORDS), ADD, ...x, 0xa7, ...op.i64(9), 0xfc, 11, 0],
  },
  {
    name: 'fill all',
    ...none,
    body: [...op.i64(BEFORE), ...x, 0xa7, ...op.i64(AFTER + 8 - BEFORE), 0xfc, 11, 0],
  },
  {
    name: 'copy',
    ...none,
    body: [...times8, ...op.i64(WORDS), ADD, ...op.i64(BYTES - 3), ...op.i64(11), 0xfc, 10, 0, 0],
  },
  {
    name: 'copy all down',
    ...none,
    body: [...op.i64(BEFORE), ...op.i64(BEFORE + 5), ...op.i64(AFTER - BEFORE), 0xfc, 10, 0, 0],
  },
  { name: 'write before', ...none, body: [...op.i64(BEFORE), ...x, ...op.memory(STORE)] },
  { name: 'look', ...result, body: [...i, ...op.i64(BEFORE), ADD, ...op.memory(LOAD8)] },
];

const bytes = encode({
  functions: FUNCTIONS,
  ...{ pages: 1, is64: true },
  data: [
    {
      offset: BigInt(BEFORE),
      bytes: Array.from({ length: AFTER + 8 - BEFORE }, (_, n) => (n * 89 + 3) & 255),
    },
  ],
});
const module = decodeModule(bytes, 'arrays.wasm');

type Run = (name: string, args: readonly Argument[]) => Outcome;

function onNumbers(): Run {
  const machine = new Machine(module, concreteDomain, ARRAYS);
  return (name, args) =>
    outcomeOf(() => {
      const words = args.map(([width, value]) => concreteDomain.word(width, value) as Num);
      const returned = machine.call(name, words, null);
      return returned && valueOf(returned);
    });
}

/** On terms: index and value are variables of their full width. */
function onTerms(rewriting: boolean): Run {
  const t = new Terms({ rewriting });
  const inputs = new Map<string, bigint>();
  const evaluator = (): Evaluator =>
    new Evaluator({
      int: (name) => inputs.get(name) ?? 0n,
      ...{ bool: () => false, byte: () => 0n, layout: () => 0n, mapped: () => false },
    });
  const domain = symbolicDomain(t, (condition) => evaluator().bool(condition));
  const machine = new Machine(module, domain, ARRAYS);
  return (name, args) =>
    outcomeOf(() => {
      const words = args.map(([width, value]) => {
        const input = `input${inputs.size}`;
        inputs.set(input, value);
        return domain.wrap(width, t.var(input, 0n, 2n ** BigInt(width) - 1n)) as Num;
      });
      const returned = machine.call(name, words, null);
      return returned && evaluator().int(domain.unwrap(returned.width, returned));
    });
}

const value = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 2n ** 64n - 1n));

/** The greatest index with which a function stays in its array, or in what lies around. */
const GREATEST: Readonly<Record<string, bigint>> = {
  ...{ 'load a byte': 15n, 'store a byte': 15n, 'load a masked byte': 99n, 'load across': 56n, chosen: 8n },
  ...{ fill: 64n, 'fill from': 6n, copy: 6n, look: BigInt(AFTER + 7 - BEFORE) },
};
const LEAST: Readonly<Record<string, bigint>> = { 'load the one before': 1n, 'load the byte before': 1n };

/** What stays within bounds. */
const call = fc.constantFrom(...FUNCTIONS).chain(({ name, params = [] }) =>
  fc.tuple(fc.bigInt(LEAST[name] ?? 0n, GREATEST[name] ?? 7n), value).map(([index, given]) => ({
    name,
    args: [index, given].slice(0, params.length).map((one): Argument => [64, one]),
  })),
);
const looks = Array.from({ length: AFTER + 8 - BEFORE }, (_, n) => ({
  name: 'look',
  args: [[64, BigInt(n)] as Argument],
}));

describe('arrays in the memory of a module', () => {
  test('should hold in numbers what V8 has memory hold', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 10 }), (calls) => {
        const [ours, v8] = [onNumbers(), inV8(bytes)];
        for (const { name, args } of [...calls, ...looks])
          expect([name, args, ours(name, args)]).toEqual([name, args, v8(name, args)]);
      }),
      { seed: 20261129, numRuns: runs(500) },
    );
  });

  test('should hold the same on terms, whatever the index is', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 6 }), fc.boolean(), (calls, rewriting) => {
        const [ours, v8] = [onTerms(rewriting), inV8(bytes)];
        for (const { name, args } of calls) {
          // Only constants are addresses outside of arrays.
          if (name === 'look') continue;
          expect([name, args, ours(name, args)]).toEqual([name, args, v8(name, args)]);
        }
        for (let n = 0n; n < 8n; n += 1n) expect(ours('load', [[64, n]])).toBe(v8('load', [[64, n]]));
        for (let n = 0n; n < 16n; n += 1n)
          expect(ours('load a byte', [[64, n]])).toBe(v8('load a byte', [[64, n]]));
      }),
      { seed: 20261129, numRuns: runs(60) },
    );
  });

  test.each<[string, bigint, Outcome]>([
    ['load', 8n, 'trap'],
    ['load', 2n ** 61n - 1n, 'trap'],
    ['load by an offset', 8n, 'trap'],
    ['load after a shift', 9n, 'trap'],
    ['load half', 8n, 'trap'],
    ['load a byte', 16n, 'trap'],
    ['load across', 57n, 'trap'],
    ['store', 8n, 'trap'],
    ['store', 2n ** 61n - 1n, 'trap'],
    ['store a byte', 16n, 'trap'],
    ['fill', 65n, 'trap'],
    ['fill from', 7n, 'trap'],
    ['copy', 7n, 'trap'],
    ['atomic', 8n, 'trap'],
  ])('should be left by no index, on numbers and on terms: %s, %s', (name, index, outcome) => {
    const args: readonly Argument[] = [
      [64, index],
      ...(FUNCTIONS.find((one) => one.name === name)?.params?.length === 2 ? [[64, 7n] as Argument] : []),
    ];
    // V8 has bytes of the module there.
    for (const run of [onNumbers(), onTerms(true), onTerms(false)]) expect(run(name, args)).toBe(outcome);
  });

  test('should not be executed where a constant before the array leads out of it', () => {
    expect(onTerms(true)('load the one before', [[64, 0n]])).toBe('unsupported');
    expect(onTerms(true)('load the one before', [[64, 8n]])).toBe(inV8(bytes)('load', [[64, 7n]]));
  });

  test('should have a name, or none that is too long', () => {
    const of = (text: readonly number[]): string =>
      new Machine(
        decodeModule(
          encode({ functions: [], pages: 1, data: [{ offset: 2048n, bytes: text }] }),
          'text.wasm',
        ),
        concreteDomain,
      ).text(2048n);
    expect(of([...Buffer.from('cookies'), 0, 65])).toBe('cookies');
    expect(of(Array.from({ length: 99 }, () => 65))).toBe('');
  });
});
