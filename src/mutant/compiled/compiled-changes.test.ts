import { expect, test } from 'vitest';
import { encode, op } from '../../compiled/encoder.fixture.ts';
import { decodeModule } from '../../compiled/index.ts';
import { onNumbers } from '../../compiled/runs.fixture.ts';
import { compiledChanges } from './compiled-changes.ts';
import { readLeb, writeLeb } from './leb128.ts';

// The engine's own: Node's types do not have it.
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { readonly validate: (bytes: Uint8Array) => boolean };
};

const [LT_U, ADD, EQZ, EXTEND_U] = [0x49, 0x6a, 0x45, 0xad];
const [LOAD16, STORE, LOAD8] = [0x2f, 0x36, 0x2d];

const bytes = encode({
  imports: [{ name: 'order', params: ['i32'] }],
  pages: 1,
  functions: [
    { name: 'less', params: ['i32', 'i32'], results: ['i32'], body: [...op.get(0), ...op.get(1), LT_U] },
    {
      ...{ name: 'mixed', params: ['i32'], results: ['i64'], locals: ['i32'] },
      body: [
        ...[...op.i32(2), ...op.call(0), 0xfe, 0x03, 0x00],
        ...[...op.i32(0), ...op.atomic(0x12, 0), ...op.set(1)],
        ...[...op.i32(8), ...op.get(0), ...op.memory(STORE, 4, 2)],
        ...[...op.block, ...op.get(0), EQZ, ...op.brIf(0), ...op.get(1), ...op.tee(1), ...op.drop, ...op.end],
        ...[...op.i32(63), ...op.memory(LOAD16, 0, 1), ...op.i32(0), ...op.memory(LOAD8), ADD, EXTEND_U],
      ],
    },
  ],
});
const changes = compiledChanges(bytes, 'queue.wasm', '.');

function changed({ offset, bytes: written }: (typeof changes)[number]): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set(written, offset);
  return copy;
}

test('should make one change of each kind of instruction, each of which leaves a valid module', () => {
  const words = changes.map(({ operator, original, text }) => `${operator}: ${original} -> ${text}`);

  expect(words).toEqual([
    'boundary: i32.lt_u -> i32.le_u',
    'comparison: i32.lt_u -> i32.ge_u',
    'sign: i32.lt_u -> i32.lt_s',
    'constant: i32.const 2 -> i32.const 3',
    'constant: i32.const 2 -> i32.const 1',
    'statement: call ringproof.order -> drop',
    'fence: atomic.fence -> nop',
    'constant: i32.const 0 -> i32.const 1',
    'constant: i32.const 0 -> i32.const -1',
    'ordering: i32.atomic.load8_u offset=0 -> i32.load8_u',
    'statement: local.set 1 -> drop',
    'constant: i32.const 8 -> i32.const 9',
    'constant: i32.const 8 -> i32.const 7',
    'statement: i32.store offset=4 -> drop drop',
    'field: i32.store offset=4 -> i32.store offset=8',
    'width: i32.store offset=4 -> i32.store16',
    'negation: i32.eqz -> nop',
    'condition: br_if 0 -> drop',
    'statement: local.tee 1 -> nop',
    'constant: i32.const 63 -> i32.const 62',
    'field: i32.load16_u offset=0 -> i32.load16_u offset=2',
    'width: i32.load16_u offset=0 -> i32.load8_u',
    'width: i32.load16_u offset=0 -> i32.load16_s',
    'constant: i32.const 0 -> i32.const 1',
    'constant: i32.const 0 -> i32.const -1',
    'field: i32.load8_u offset=0 -> i32.load8_u offset=1',
    'width: i32.load8_u offset=0 -> i32.load8_s',
    'arithmetic: i32.add -> i32.sub',
    'sign: i64.extend_i32_u -> i64.extend_i32_s',
  ]);
  expect(WebAssembly.validate(bytes)).toBe(true);
  for (const change of changes) expect(WebAssembly.validate(changed(change)), change.text).toBe(true);
  expect(new Set(changes.map(({ operator, key }) => operator + key)).size).toBe(changes.length);
});

test('should change what the function does', () => {
  const [boundary] = changes;
  const less = (module: Uint8Array): unknown =>
    onNumbers(decodeModule(module, 'queue.wasm'))('less', [
      [32, 5n],
      [32, 5n],
    ]);

  expect(less(bytes)).toBe(0n);
  expect(boundary && less(changed(boundary))).toBe(1n);
});

test('should read and write numbers of the format in the bytes that there are', () => {
  for (const value of [0n, 63n, 64n, -64n, -65n, 300n]) {
    const written = writeLeb(value, 3, true) ?? [];
    expect(readLeb(Uint8Array.from(written), 0, true)).toEqual({ value, next: 3 });
  }
  expect(writeLeb(64n, 1, true)).toBe(null);
  expect(writeLeb(127n, 1, false)).toEqual([127]);
  expect(writeLeb(-1n, 2, false)).toBe(null);
});
