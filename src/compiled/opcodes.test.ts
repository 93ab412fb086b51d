import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { encode, op } from './encoder.fixture.ts';
import { decodeModule, type ValueType } from './index.ts';
import { inV8, onNumbers, onTerms, type Argument } from './runs.fixture.ts';
import { numericName } from './decode/opcodes.ts';

/** Every instruction on integers without immediates, with what it takes and yields. */
const OPERATIONS = Array.from({ length: 0xc5 - 0x45 }, (_, i) => 0x45 + i).flatMap((code) => {
  const name = numericName(code) ?? '';
  if (/f32|f64/.test(name)) return [];
  const [type = '', operation = ''] = name.split('.');
  const isTest = /^(eqz|eq|ne|[lg][te]_[su])$/.test(operation);
  const from = operation.startsWith('wrap') ? 'i64' : operation.startsWith('extend_i32') ? 'i32' : type;
  const isUnary = /^(eqz|clz|ctz|popcnt|wrap|extend)/.test(operation);
  const params = Array.from({ length: isUnary ? 1 : 2 }, () => from as ValueType);
  return [{ code, name, params, result: (isTest ? 'i32' : type) as ValueType }];
});

const bytes = encode({
  functions: OPERATIONS.map(({ code, name, params, result }) => ({
    ...{ name, params, results: [result] },
    body: [...params.flatMap((_, i) => op.get(i)), code],
  })),
});
const module = decodeModule(bytes, 'opcodes.wasm');
const v8 = inV8(bytes);

/** Numbers of a width: its ends, next to a power of two, small, and any. */
const number = (type: ValueType): fc.Arbitrary<Argument> => {
  const width = type === 'i64' ? 64 : 32;
  const nearPower = fc
    .tuple(fc.integer({ min: 0, max: width - 1 }), fc.bigInt(-2n, 2n))
    .map(([bit, offset]) => BigInt.asUintN(width, (1n << BigInt(bit)) + offset));
  const any = fc.bigInt(0n, (1n << BigInt(width)) - 1n);
  return fc.oneof(nearPower, fc.bigInt(0n, 70n), any).map((value) => [width, value]);
};

const BY_NAME = OPERATIONS.map((operation) => [operation.name, operation] as const);

test('should be all instructions on integers', () => {
  expect(OPERATIONS).toHaveLength(66);
});

describe('an instruction', () => {
  test.each(BY_NAME)('%s should do to numbers what V8 does', (name, { params }) => {
    const call = onNumbers(module);
    fc.assert(
      fc.property(fc.tuple(...params.map(number)), (args) => {
        expect(call(name, args)).toBe(v8(name, args));
      }),
      { seed: 20261129, numRuns: runs(300) },
    );
  });

  test.each(BY_NAME)('%s should mean the same on terms', (name, { params }) => {
    fc.assert(
      fc.property(fc.tuple(...params.map(number)), fc.boolean(), (args, rewriting) => {
        const outcome = onTerms(module, { rewriting })(name, args);
        // A product of two symbols is nothing that terms have.
        expect(outcome).toBe(name.endsWith('.mul') ? 'unsupported' : v8(name, args));
      }),
      { seed: 20261129, numRuns: runs(40) },
    );
  });

  test.each(BY_NAME.filter(([, { params }]) => params.length === 2))(
    '%s should mean the same where one operand is constant',
    (name, { params }) => {
      fc.assert(
        fc.property(fc.tuple(...params.map(number)), fc.boolean(), (args, isFirst) => {
          let index = 0;
          const isVariable = (): boolean => (index++ === 0) === isFirst;
          expect(onTerms(module, { isVariable })(name, args)).toBe(v8(name, args));
        }),
        { seed: 20261129, numRuns: runs(40) },
      );
    },
  );

  test.each(['i32.mul', 'i64.mul'])('%s should multiply symbols where one has few values', (name) => {
    const type = name.startsWith('i32') ? 'i32' : 'i64';
    fc.assert(
      fc.property(number(type), fc.bigInt(0n, 63n), ([width, a], b) => {
        let index = 0;
        const greatest = (bits: number): bigint => (index++ === 0 ? (1n << BigInt(bits)) - 1n : 63n);
        const args: readonly Argument[] = [
          [width, a],
          [width, b],
        ];
        expect(onTerms(module, { greatest })(name, args)).toBe(v8(name, args));
      }),
      { seed: 20261129, numRuns: runs(40) },
    );
  });
});
