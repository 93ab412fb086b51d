import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../full.fixture.ts';
import { concreteDomain } from '../domain/concrete.ts';
import { encode, op, section, text, u, type ModuleText } from './encoder.fixture.ts';
import { CompiledError, decodeModule, Machine } from './index.ts';
import { onNumbers } from './runs.fixture.ts';

const whole: ModuleText = {
  imports: [{ name: 'guest', params: ['i64'], results: ['i32'] }],
  functions: [
    {
      name: 'f',
      params: ['i32'],
      results: ['i32'],
      locals: ['i64'],
      body: [...op.block, ...op.get(0), ...op.brIf(0), ...op.end, ...op.get(0)],
    },
    { name: 'g', results: ['i32'], body: op.i32(-5) },
  ],
  pages: 2,
  globals: [{ type: 'i32', value: 66560n }],
  data: [{ offset: 1024n, bytes: [1, 2, 3, 4] }],
  table: [1, 2, null],
};
const bytes = encode(whole);

/** Decodes all of a module, the bodies of its functions too. */
function decodeAll(given: Uint8Array): void {
  const module = decodeModule(given, 'cut.wasm');
  module.functions.forEach((_, i) => {
    if (module.importedFunctions[i] === undefined) module.code(i);
  });
  new Machine(module, concreteDomain);
}

function thrownBy(work: () => unknown): CompiledError {
  try {
    work();
  } catch (error) {
    if (error instanceof CompiledError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a module', () => {
  test('should say what it exports, and how wide addresses are', () => {
    const module = decodeModule(bytes, 'a.wasm');

    expect([...module.exports]).toEqual([
      ['f', { params: ['i32'], results: ['i32'] }],
      ['g', { params: [], results: ['i32'] }],
    ]);
    expect(module.memoryIs64).toBe(false);
    expect(decodeModule(encode({ ...whole, is64: true }), 'b.wasm').memoryIs64).toBe(true);
    expect(module.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(decodeModule(encode({ ...whole, pages: 3 }), 'c.wasm').hash).not.toBe(module.hash);
  });

  test('should keep custom sections, and skip what it does not know', () => {
    const more = [...section(0, [...text('.debug_line'), 1, 2, 3]), ...section(0, [...text('producers'), 9])];
    const module = decodeModule(encode({ ...whole, more }), 'a.wasm');
    expect(module.custom.get('.debug_line')).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('should run where nothing is cut off', () => {
    expect(() => decodeAll(bytes)).not.toThrow();
    expect(onNumbers(decodeModule(bytes, 'a.wasm'))('g', [])).toBe(2n ** 32n - 5n);
  });

  test.each(Array.from({ length: bytes.length }, (_, i) => i))(
    'should be whole: not %i bytes of it',
    (length) => {
      const cut = bytes.subarray(0, length);
      // Cut between two sections it is another module, of which functions may be missing.
      try {
        decodeAll(cut);
      } catch (error) {
        expect(error).toBeInstanceOf(CompiledError);
      }
    },
  );

  test('should give nothing but its own errors, whatever is in it', () => {
    const changed = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(changed, { minLength: 1, maxLength: 3 }), (changes) => {
        const broken = Uint8Array.from(bytes);
        for (const { at, to } of changes) broken[at] = to;
        try {
          decodeAll(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(CompiledError);
        }
      }),
      { seed: 20261129, numRuns: runs(20_000) },
    );
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'is none',
      new TextEncoder().encode('<html>'),
      /x.wasm: it is not WebAssembly: it begins with the bytes 3c 68 74 6d/,
    ],
    ['is empty', new Uint8Array(), /x.wasm: it is empty/],
    ['is an archive', new TextEncoder().encode('!<arch>\n/'), /x.wasm: it is an archive of object files/],
    ['is bitcode', Uint8Array.of(0x42, 0x43, 0xc0, 0xde, 0x35), /x.wasm: it is LLVM bitcode/],
    [
      'has too many table elements',
      Uint8Array.of(
        ...bytes.subarray(0, 8),
        ...section(4, [...u(3), ...Array.from({ length: 3 }, () => [0x70, 0, ...u(400_000)]).flat()]),
      ),
      /its tables have 1200000 elements, and the limit is 1000000/,
    ],
    ['is a component', Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0), /not a module of version 1/],
    ['is too large', new Uint8Array(50 * 1024 * 1024), /x.wasm: it has 50.0 MiB, and the limit is 16 MiB/],
    ['has too much memory', encode({ ...whole, pages: 20_000 }), /begins with 20000 pages of memory/],
    [
      'has data beyond its memory',
      encode({ ...whole, data: [{ offset: 131070n, bytes: [1, 2, 3] }] }),
      /does not fit into its memory/,
    ],
    [
      'has types of another kind',
      Uint8Array.of(...bytes.subarray(0, 8), ...section(1, [1, 0x5f, 0])),
      /unsupported: a type of form 0x5f/,
    ],
    [
      'has a section of no kind',
      Uint8Array.of(...bytes.subarray(0, 8), ...section(40, [1])),
      /a section of an unknown kind: 40/,
    ],
    [
      'claims more than it has',
      Uint8Array.of(...bytes.subarray(0, 8), ...section(1, u(4_000_000_000))),
      /ends too early/,
    ],
  ])('should be refused where it %s', (_, given, message) => {
    const error = thrownBy(() => new Machine(decodeModule(given, 'x.wasm'), concreteDomain));
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });
});

describe('code that is not supported', () => {
  const run = (body: readonly number[]) => {
    const module = decodeModule(
      encode({
        functions: [
          { name: 'f', results: ['i32'], body },
          { name: 'g', results: ['i32'], body: op.i32(1) },
        ],
        pages: 1,
      }),
      'x.wasm',
    );
    const machine = new Machine(module, concreteDomain);
    // The others are of use all the same.
    machine.call('g', [], null);
    return thrownBy(() => machine.call('f', [], null)).message;
  };

  test.each<[string, readonly number[], string]>([
    [
      'a float',
      [0x43, 0, 0, 0, 0, 0x1a, ...op.i32(1)],
      'x.wasm: unsupported: it executes f32.const, in f+0x1',
    ],
    [
      'a float after others',
      [...op.i32(1), 0x1a, 0x44, ...Array.from({ length: 8 }, () => 0), 0x1a, ...op.i32(1)],
      'x.wasm: unsupported: it executes f64.const, in f+0x4',
    ],
    [
      'a vector',
      [0xfd, 12, ...Array.from({ length: 16 }, () => 0), 0x1a, ...op.i32(1)],
      'x.wasm: unsupported: it executes the vector instruction 0xfd 0xc, in f+0x1',
    ],
    [
      'a table',
      [...op.i32(0), 0x25, 0, 0x1a, ...op.i32(1)],
      'x.wasm: unsupported: it executes table.get, in f+0x3',
    ],
    [
      'a second memory',
      [...op.i32(1024), 0x28, 0x42, 1, 0],
      'x.wasm: unsupported: it executes i32.load, in f+0x4',
    ],
    ['a tail call', [0x12, 1], 'x.wasm: unsupported: it executes return_call, in f+0x1'],
    [
      'waiting',
      [...op.i32(1024), ...op.i32(1), ...op.atomic(0, 2)],
      'x.wasm: unsupported: it executes memory.atomic.notify, in f+0x6',
    ],
    ['exceptions', [0x06, 0x40, 0x0b, ...op.i32(1)], 'x.wasm, in f: unsupported: exceptions, at offset '],
  ])('should be an error where it is executed: %s', (_, body, message) => {
    expect(run(body)).toContain(message);
  });

  test('should be an error where no such function is linked', () => {
    const module = decodeModule(
      encode({ imports: [{ name: 'malloc', module: 'env' }], functions: [{ name: 'f', body: op.call(0) }] }),
      'x.wasm',
    );
    const error = thrownBy(() => new Machine(module, concreteDomain).call('f', [], null));
    expect(error.message).toBe('x.wasm: unsupported: it calls the import env.malloc, in f+0x1');
    expect(error.hint).toContain('check_range');
  });

  test('should be an error where a function is not exported, or takes something else', () => {
    const machine = new Machine(decodeModule(bytes, 'x.wasm'), concreteDomain);
    const missing = thrownBy(() => machine.call('ff', [], null));
    expect(missing.message).toBe("x.wasm: it exports no function 'ff'");
    expect(missing.hint).toContain("Did you mean 'f'?");
    const other = thrownBy(() => machine.call('f', [concreteDomain.u64(1)], null));
    expect(other.message).toBe('x.wasm: f takes (i32), and is called with (i64)');
  });
});
