import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { encode, op } from './encoder.fixture.ts';
import { decodeModule } from './index.ts';
import { randomCode, SEEN } from './random-code.fixture.ts';
import { inV8, onNumbers, onTerms, type Argument, type Outcome } from './runs.fixture.ts';

const number: fc.Arbitrary<Argument> = fc
  .oneof(fc.bigInt(0n, 9n), fc.bigInt(0n, 2n ** 32n - 1n))
  .map((value) => [32, value]);
const numbers = fc.tuple(number, number, number, number);

/** What a function comes to, and what memory holds then. */
function all(call: (name: string, args: readonly Argument[]) => Outcome, args: readonly Argument[]) {
  const result = call('f', args);
  return [result, ...SEEN.map((address) => call('at', [[32, BigInt(address)]]))];
}

describe('a random function', () => {
  test('should do to numbers what V8 does', () => {
    fc.assert(
      fc.property(randomCode, fc.array(numbers, { minLength: 1, maxLength: 4 }), (bytes, inputs) => {
        const [ours, v8] = [onNumbers(decodeModule(bytes, 'random.wasm')), inV8(bytes)];
        for (const args of inputs) expect(all(ours, args)).toEqual(all(v8, args));
      }),
      { seed: 20261129, numRuns: runs(5_000) },
    );
  });

  test('should mean the same on terms', () => {
    fc.assert(
      fc.property(randomCode, numbers, (bytes, args) => {
        const ours = onTerms(decodeModule(bytes, 'random.wasm'), { isVariable: isWide });
        expect(all(ours, args)).toEqual(all(inV8(bytes), args));
      }),
      { seed: 20261129, numRuns: runs(1_000) },
    );
  });
});

describe('a module', () => {
  const minusOne = [...op.get(0), ...op.i32(1), 0x6b, ...op.tee(0)];
  const shape = { params: ['i32' as const], results: ['i32' as const] };
  const bytes = encode({
    functions: [
      // Each round of a loop that takes a number along, of the type of the function.
      {
        ...{ ...shape, name: 'rounds' },
        body: [...op.get(0), 0x03, 0, ...op.i32(3), 0x6a, ...minusOne, ...op.brIf(0), ...op.end],
      },
      { ...shape, name: 'remember', body: [...op.globalGet(0), ...op.get(0), ...op.globalSet(0)] },
      { name: 'begin', body: [...op.i32(41), ...op.call(1), ...op.drop] },
      // What stands below the value of a jump goes with the block.
      {
        ...{ ...shape, name: 'leaves' },
        body: [
          ...[...op.i32(5), 0x02, 0x7f, ...op.i32(9), ...op.i32(8), ...op.get(0), ...op.brIf(0)],
          ...[...op.drop, ...op.end, 0x6a],
        ],
      },
    ],
    globals: [{ type: 'i32', value: 7n }],
    start: 2,
  });

  test.each<[string, readonly bigint[]]>([
    ['rounds', [1n, 2n, 9n]],
    ['remember', [1n, 2n, 3n]],
    ['leaves', [0n, 1n]],
  ])('should keep its variables, and begin with its first function: %s', (name, values) => {
    const module = decodeModule(bytes, 'a.wasm');
    const calls = [onNumbers(module), onTerms(module, { isVariable: () => false }), inV8(bytes)];
    const [ours, ones, v8] = calls.map((call) => values.map((value) => call(name, [[32, value]])));

    expect(ours).toEqual(v8);
    expect(ones).toEqual(v8);
  });
});

/** Arguments of `f` are variables, addresses of `at` are not. */
function isWide(args: readonly Argument[]): boolean {
  return args.length > 1;
}
