import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
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

/** Arguments of `f` are variables, addresses of `at` are not. */
function isWide(args: readonly Argument[]): boolean {
  return args.length > 1;
}
