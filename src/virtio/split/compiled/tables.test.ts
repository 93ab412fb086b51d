import { describe, expect, test } from 'vitest';
import { encode, op, type FunctionText } from '../../../compiled/encoder.fixture.ts';
import { decodeModule } from '../../../compiled/index.ts';
import { bool, powerOfTwo, u16, u64, table } from '../../../proof/state-schema.ts';
import { tablesOf, withTables } from './tables.ts';

/** Where a module tells that its tables are, and of which shape: name, bytes of an entry, entries, field. */
interface Told {
  readonly address: number;
  readonly shape: readonly [name: number, entry: number, count: number, field: number];
}

const NAMES = { 2048: 'cookies', 2060: 'in_flight', 2072: 'Bad name' };
const FIELDS = { size: powerOfTwo(), ready: bool(), nextUsed: u16() };

/** The value that is chosen by a number: the first ones of these, or else 0. */
function chosen(number: readonly number[], values: readonly number[]): readonly number[] {
  return values.reduceRight<readonly number[]>(
    (rest, value, i) => [...op.i64(value), ...rest, ...number, ...op.i32(i), 0x46, ...op.select],
    op.i64(0),
  );
}

function moduleWith(...tables: readonly Told[]) {
  const [i, what] = [op.get(0), op.get(1)];
  const shapes = [0, 1, 2, 3].map((at) =>
    chosen(
      i,
      tables.map(({ shape }) => shape[at] ?? 0),
    ),
  );
  const functions: readonly FunctionText[] = [
    {
      name: 'table',
      params: ['i32'],
      results: ['i64'],
      body: chosen(
        i,
        tables.map(({ address }) => address),
      ),
    },
    {
      ...{ name: 'table_shape', params: ['i32', 'i32'], results: ['i64'] },
      body: shapes.reduceRight<readonly number[]>(
        (rest, shape, at) => [...shape, ...rest, ...what, ...op.i32(at), 0x46, ...op.select],
        op.i64(0),
      ),
    },
  ];
  const data = Object.entries(NAMES).map(([at, name]) => ({
    offset: BigInt(at),
    bytes: [...Buffer.from(name), 0],
  }));
  return decodeModule(encode({ functions, data, pages: 8, is64: true }), 'queue.wasm');
}

const COOKIES: Told = { address: 4096, shape: [2048, 8, 16, 0] };

describe('the tables of a module', () => {
  test('should be fields of its state, as it tells them', () => {
    const inFlight: Told = { address: 8192, shape: [2060, 12, 32768, 1] };
    const found = tablesOf(moduleWith(COOKIES, inFlight), FIELDS);

    expect(found).toEqual([
      {
        ...{ name: 'cookies', range: { name: 'cookies', address: 4096, bytes: 128, entry: 8 } },
        field: { kind: 'table', width: 64, count: 16 },
      },
      {
        ...{ name: 'inFlight', range: { name: 'in_flight', address: 8192, bytes: 393_216, entry: 12 } },
        field: { kind: 'table', width: 32, count: 'size', words: 3 },
      },
    ]);
    expect(tablesOf(decodeModule(encode({ functions: [] }), 'queue.wasm'), FIELDS)).toEqual([]);
  });

  test.each<[string, readonly Told[], string]>([
    ['no name', [{ ...COOKIES, shape: [2072, 8, 16, 0] }], "table 0 has the name 'Bad name'"],
    ['no text', [{ ...COOKIES, shape: [9, 8, 16, 0] }], "table 0 has the name ''"],
    [
      'one name twice',
      [COOKIES, { address: 8192, shape: [2048, 8, 16, 0] }],
      "'cookies' has the name of another field",
    ],
    ['no entries', [{ ...COOKIES, shape: [2048, 8, 0, 0] }], "'cookies' takes 0 bytes: 0 entries of 8"],
    ['too many', [{ ...COOKIES, shape: [2048, 8, 2 ** 20, 0] }], 'takes 8388608 bytes'],
    ['no address', [{ ...COOKIES, address: 0 }], "'cookies' is at address 0 before a queue was created"],
    [
      'no memory',
      [{ ...COOKIES, address: 524_220 }],
      "'cookies' ends at 524348, beyond the memory of 524288 bytes",
    ],
    [
      'shared bytes',
      [COOKIES, { address: 4216, shape: [2060, 8, 4, 0] }],
      "'in_flight' has bytes in common with 'cookies'",
    ],
    [
      'a size that is none',
      [{ ...COOKIES, shape: [2048, 8, 16, 2] }],
      "'cookies' has as many entries as the field 1 of the queue says, which is 'ready', no number",
    ],
    [
      'a size of no field',
      [{ ...COOKIES, shape: [2048, 8, 16, 9] }],
      'as the field 8 of the queue says, which is none',
    ],
  ])('should be refused with the name of what is wrong: %s', (_, told, message) => {
    expect(() => tablesOf(moduleWith(...told), FIELDS)).toThrow(message);
  });

  test('should be declared by a model as they are, or not at all', () => {
    const module = moduleWith(COOKIES);
    const tables = tablesOf(module, FIELDS);
    expect(withTables(module, {}, tables)).toEqual({ cookies: table(u64(), 16) });
    expect(withTables(module, { cookies: table(u64(), 16) }, tables)).toEqual({ cookies: table(u64(), 16) });
    expect(() => withTables(module, { cookies: table(u64(), 'size') }, tables)).toThrow(
      "queue.wasm: the model declares 'cookies' as table(u64(), 'size'), and the module as table(u64(), 16)",
    );
    expect(() => withTables(module, { heads: table(u16(), 16) }, tables)).toThrow(
      "the model declares 'heads' as table(u16(), 16), and the module has no table of this name",
    );
  });
});
