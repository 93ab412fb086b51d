import { readFileSync } from 'node:fs';
import process from 'node:process';
import { expect, test } from 'vitest';
import { encode, op } from './encoder.fixture.ts';
import { decodeModule } from './index.ts';
import { inV8, onNumbers } from './runs.fixture.ts';

const QUEUE = new URL('../../models/compiled-c/queue.wasm', import.meta.url);

/** Before, memories of 64 bits are behind a flag, and tables of 64 bits are nowhere. */
const HAS_WASM64 = Number(process.versions.node.split('.')[0]) >= 24;

test.runIf(HAS_WASM64)('should be what V8 takes as it is: a queue as clang links it for 64 bits', () => {
  const { Module } = Reflect.get(globalThis, 'WebAssembly') as { Module: new (bytes: Uint8Array) => object };
  expect(new Module(readFileSync(QUEUE))).toBeInstanceOf(Module);
  expect(decodeModule(readFileSync(QUEUE), 'queue.wasm').memoryIs64).toBe(true);
});

test('should call through a table by numbers of 64 bits', () => {
  const bytes = encode({
    functions: [
      { name: 'f', params: ['i64'], results: ['i32'], body: [...op.get(0), 0x11, 1, 0] },
      { name: 'one', results: ['i32'], body: op.i32(1) },
      { name: 'two', results: ['i32'], body: op.i32(2) },
    ],
    table: [1, null, 2, 0],
    isTable64: true,
  });
  const ours = onNumbers(decodeModule(bytes, 'table.wasm'));
  const indices = [0n, 1n, 2n, 3n, 4n, 2n ** 32n, 2n ** 64n - 1n];
  const results = indices.map((index) => ours('f', [[64, index]]));

  expect(results).toEqual([1n, 'trap', 2n, 'trap', 'trap', 'trap', 'trap']);
  if (!HAS_WASM64) return;
  const v8 = inV8(bytes);
  expect(indices.map((index) => v8('f', [[64, index]]))).toEqual(results);
});
