import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { encode, op, type FunctionText } from './encoder.fixture.ts';
import { ACCESSES, atomicAccess, type Access } from './decode/opcodes.ts';
import { decodeModule, type ValueType } from './index.ts';
import { inV8, onNumbers, onTerms, type Argument } from './runs.fixture.ts';

const START = 2048;
const SIZE = 24;
const i = (width: number): ValueType => (width === 64 ? 'i64' : 'i32');

/** Functions for every access of a memory whose addresses have so many bits. */
function accessesOf(bits: 32 | 64) {
  const index = i(bits);
  const [at, ADD, AND] = bits === 64 ? [op.i64, 0x7c, 0x83] : [op.i32, 0x6a, 0x71];
  /** For an access: of an address, and what it stores. */
  const functionOf = (access: Access, instruction: readonly number[], more: number): FunctionText => {
    const given = Array.from({ length: more }, () => i(access.width));
    return {
      ...{ name: access.name, params: [index, ...given], results: access.isStore ? [] : [i(access.width)] },
      body: [...op.get(0), ...given.flatMap((_, n) => op.get(n + 1)), ...instruction],
    };
  };
  const plain = [...ACCESSES].map(([code, access]) =>
    functionOf(access, op.memory(code, START), access.isStore ? 1 : 0),
  );
  const atomic = Array.from({ length: 0x4f - 0x10 }, (_, n) => 0x10 + n).flatMap((code) => {
    const access = atomicAccess(code);
    if (access === undefined) return [];
    const more = access.update === 'cmpxchg' ? 2 : access.update !== null || access.isStore ? 1 : 0;
    return [functionOf(access, op.atomic(code, Math.log2(access.bytes), START), more)];
  });
  const to = [...op.get(0), ...at(START), ADD];
  const bulk: readonly FunctionText[] = [
    {
      ...{ name: 'copy', params: [index, index], results: [] },
      body: [...to, ...op.get(1), ...at(START), ADD, ...at(7), 0xfc, 10, 0, 0],
    },
    {
      ...{ name: 'fill', params: [index, 'i32'], results: [] },
      body: [...to, ...op.get(1), ...at(5), 0xfc, 11, 0],
    },
    {
      ...{ name: 'init', params: [index, 'i32'], results: [] },
      body: [...to, ...op.get(1), ...op.i32(7), 0x71, ...op.i32(4), 0xfc, 8, 1, 0],
    },
    {
      ...{ name: 'grow', params: [index, index], results: [index] },
      body: [...op.get(1), ...at(1), AND, 0x40, 0, 0x3f, 0, ADD],
    },
  ];
  const functions = [...plain, ...atomic, ...bulk];
  const bytes = encode({
    functions,
    ...{ pages: 1, maxPages: 3, is64: bits === 64 },
    data: [
      { offset: BigInt(START), bytes: Array.from({ length: SIZE }, (_, n) => (n * 83 + 5) & 255) },
      { offset: null, bytes: [9, 8, 7, 6, 5, 4, 3, 2, 1] },
    ],
  });
  return { plain, atomic, functions, bytes, module: decodeModule(bytes, 'memory.wasm') };
}

interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
}

/** What an exchange of fewer bits expects above them: compilers have zeros there, and engines disagree on anything else. */
function expectable(name: string, [width, value]: Argument): Argument {
  const [, bits] = /rmw(8|16|32)\.cmpxchg/.exec(name) ?? [];
  return [width, bits === undefined ? value : BigInt.asUintN(Number(bits), value)];
}

const callOf = (functions: readonly FunctionText[]): fc.Arbitrary<Call> =>
  fc.constantFrom(...functions).chain(({ name, params = [] }) =>
    fc
      .tuple(
        ...params.map((type, n) => {
          const width = type === 'i64' ? 64 : 32;
          // Old values are met again, so that they can be expected.
          const any = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 2n ** BigInt(width) - 1n));
          return (n === 0 ? fc.bigInt(0n, BigInt(SIZE - 8)) : any).map((value): Argument => [width, value]);
        }),
      )
      .map((args) => ({ name, args: name === 'copy' ? args.map(([w, v]) => [w, v % 16n] as const) : args }))
      .map(({ name, args }) => ({
        name,
        args: args.map((arg, n) => (n === 1 ? expectable(name, arg) : arg)),
      })),
  );

describe.each([32, 64] as const)('memory of the module itself, with addresses of %s bits', (bits) => {
  const { plain, atomic, functions, bytes, module } = accessesOf(bits);
  const call = callOf(functions);
  const looks: readonly Call[] = Array.from({ length: SIZE + 8 }, (_, n) => ({
    name: 'i32.load8_u',
    args: [[bits, BigInt(n)]],
  }));

  test('should have all accesses', () => {
    expect([plain.length, atomic.length]).toEqual([19, 63]);
  });

  test('should hold in numbers what V8 has it hold', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 12 }), (calls) => {
        const [ours, v8] = [onNumbers(module), inV8(bytes)];
        for (const { name, args } of [...calls, ...looks])
          expect([name, ours(name, args)]).toEqual([name, v8(name, args)]);
      }),
      { seed: 20261129, numRuns: runs(2_000) },
    );
  });

  test('should hold the same on terms', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 8 }), fc.boolean(), (calls, rewriting) => {
        // Addresses are constants; what is stored is not, but for lengths and sizes.
        const ours = onTerms(module, { rewriting, isVariable: (_, n) => n > 0 });
        const v8 = inV8(bytes);
        for (const { name, args } of [...calls, ...looks]) {
          if (['copy', 'init', 'grow'].includes(name)) continue;
          expect([name, ours(name, args)]).toEqual([name, v8(name, args)]);
        }
      }),
      { seed: 20261129, numRuns: runs(300) },
    );
  });

  test.each(['i32.load', 'i64.load', 'i32.load8_u'])('should end where it does: %s', (name) => {
    const [ours, v8] = [onNumbers(module), inV8(bytes)];
    for (let at = 65536 - START - 9; at < 65536 - START + 2; at += 1)
      expect(ours(name, [[bits, BigInt(at)]])).toBe(v8(name, [[bits, BigInt(at)]]));
    expect(ours(name, [[bits, 2n ** BigInt(bits) - 1n]])).toBe('trap');
  });

  test('should be found at an address that is one of a few', () => {
    const few = onTerms(module, { greatest: () => 15n });
    const many = onTerms(module, { greatest: () => 80n });
    const v8 = inV8(bytes);
    for (let at = 0n; at < 16n; at += 1n)
      expect(few('i32.load16_u', [[bits, at]])).toBe(v8('i32.load16_u', [[bits, at]]));
    expect(many('i32.load16_u', [[bits, 3n]])).toBe('unsupported');
  });
});
