import { encode, op, type FunctionText } from './encoder.fixture.ts';
import { decodeModule } from './index.ts';

/** Functions over guest memory, of an address `x` and a number `y`; by name what they do. Addresses have 64 bits. */

const [x, y] = [op.get(0), op.get(1)];
const IMPORTS = [
  ...['guest', 'region_start', 'region_len', 'region_after'].map((name) => ({
    ...{ name, params: ['i64' as const], results: ['i64' as const] },
  })),
  { name: 'guest_at', params: ['i64' as const, 'i64' as const], results: ['i64' as const] },
  { name: 'check_range', params: ['i64' as const, 'i64' as const], results: ['i32' as const] },
  { name: 'order', params: ['i32' as const] },
  { name: 'fence', params: ['i32' as const] },
  { name: 'load16', params: ['i64' as const, 'i32' as const], results: ['i32' as const] },
  { name: 'store32', params: ['i64' as const, 'i32' as const, 'i32' as const] },
];
const imported = (name: string): number[] => op.call(IMPORTS.findIndex((one) => one.name === name));

const guest = [...x, ...imported('guest')];
const ADD = 0x7c;
const SUB = 0x7d;
const AND = 0x83;
const OR = 0x84;
/** A pointer to `x`, and as far after it as `y` says. */
const offset = [...guest, ...y, ADD];
const wide = 0xad;
const order = (number: number): number[] => [...op.i32(number), ...imported('order')];
/** Where the module has room of its own. */
const OWN = 2048;
const own = op.i64(OWN);
const copy = [0xfc, 10, 0, 0];

const BODIES: Readonly<Record<string, readonly number[]>> = {
  'is null': [...guest, 0x50, wide],
  'is not null after an offset': [...offset, 0x50, 0x45, wide],
  'reads 2 bytes': [...offset, ...op.memory(0x33)],
  'reads 8 bytes at a constant offset': [...guest, ...op.memory(0x29, 3)],
  'reads 4 bytes before it': [...guest, ...op.i64(4), SUB, ...op.memory(0x35)],
  'reads a signed byte': [...offset, ...op.memory(0x30)],
  'writes 4 bytes': [...offset, ...y, ...op.memory(0x3e), ...y],
  'stores relaxed': [...offset, ...y, ...op.atomic(0x1d, 2), ...y],
  'loads relaxed': [...offset, ...op.atomic(0x15, 1)],
  'loads with acquire': [...order(2), ...offset, ...op.atomic(0x15, 1)],
  'loads with seq_cst by a call': [...offset, ...op.i32(5), ...imported('load16'), wide],
  'stores with release': [...order(3), ...offset, ...y, ...op.atomic(0x1d, 2), ...y],
  'stores 8 bytes': [...order(5), ...offset, ...y, ...op.atomic(0x18, 3), ...y],
  'stores by a call': [...offset, ...y, 0xa7, ...op.i32(3), ...imported('store32'), ...y],
  'says an order once': [...order(2), ...guest, ...op.atomic(0x14, 0), ...guest, ...op.atomic(0x14, 0), ADD],
  'says an order of a plain access': [
    ...[...order(2), ...guest, ...op.memory(0x31), ...guest, ...op.atomic(0x14, 0), ADD],
  ],
  'says an order of its own memory': [
    ...[...order(2), ...own, ...op.atomic(0x14, 0), ...guest, ...op.atomic(0x14, 0), ADD],
  ],
  'fences of which nothing is said': [0xfe, 3, 0, ...x],
  'fences with acquire': [...order(2), 0xfe, 3, 0, ...x],
  'fences by a call': [...op.i32(5), ...imported('fence'), ...op.i32(0), ...imported('fence'), ...x],
  'takes the low bits': [...offset, ...op.i64(7), AND],
  'takes the low bits of 32': [...offset, 0xa7, ...op.i32(3), 0x71, wide],
  'takes the low bits of two': [...offset, ...guest, OR, ...op.i64(7), AND],
  'takes the low bits of the negative': [...op.i64(0), ...offset, SUB, ...op.i64(7), AND],
  'rounds down': [...offset, ...op.i64(-8), AND, ...op.memory(0x31)],
  'subtracts two': [...offset, ...guest, SUB],
  'compares two': [...offset, ...guest, 0x54, wide],
  'compares two for being one': [...offset, ...guest, 0x51, wide],
  'says where its region starts': [...x, ...imported('region_start')],
  'says how long its region is': [...x, ...imported('region_len')],
  'says how much comes after': [...x, ...imported('region_after')],
  'points into the region of another': [...x, ...x, ...y, ADD, ...imported('guest_at'), ...op.memory(0x31)],
  'asks for a range': [...x, ...y, ...imported('check_range'), wide],
  'keeps a pointer': [...own, ...offset, ...op.memory(0x37), ...own, ...op.memory(0x29), ...op.memory(0x31)],
  'chooses one': [...guest, ...offset, ...y, 0x50, ...op.select, ...op.memory(0x31)],
  'copies 11 bytes out': [...own, ...guest, ...op.i64(11), ...copy, ...op.i64(OWN + 7), ...op.memory(0x35)],
  'copies 7 bytes in': [...own, ...y, ...op.memory(0x37), ...guest, ...own, ...op.i64(7), ...copy, ...y],
  'copies within': [...offset, ...guest, ...op.i64(6), ...copy, ...y],
  'copies as much as it says': [...guest, ...op.i64(1), ADD, ...guest, ...y, ...copy, ...y],
  'copies a few bytes': [...own, ...guest, ...y, ...op.i64(7), AND, ...copy, ...own, ...op.memory(0x29)],
  'fills 3 bytes': [...guest, ...op.i32(0x1ab), ...op.i64(3), 0xfc, 11, 0, ...y],
};

export const GUEST_FUNCTIONS: readonly string[] = Object.keys(BODIES);

const functions: readonly FunctionText[] = GUEST_FUNCTIONS.map((name) => ({
  ...{ name, params: ['i64', 'i64'], results: ['i64'], body: BODIES[name] ?? [] },
}));

/** What is no number, and nothing to do with one. */
const misuses: readonly FunctionText[] = Object.entries({
  multiplies: [...guest, ...op.i64(3), 0x7e],
  returns: guest,
  'writes to the guest': [...guest, ...guest, ...op.memory(0x37), ...x],
  'compares with a number': [...guest, ...op.i64(4096), 0x51, wide],
  'takes bytes of': [...own, ...guest, ...op.memory(0x37), ...own, ...op.memory(0x35)],
  'updates in one step': [...guest, ...op.i64(1), ...op.atomic(0x1f, 3)],
  'loads with release': [...order(3), ...guest, ...op.atomic(0x15, 1)],
  'orders as no one does': [...order(9), ...x],
}).map(([name, body]) => ({ name, params: ['i64', 'i64'], results: ['i64'], body }));

export const MISUSES: readonly string[] = misuses.map(({ name }) => name);

export const GUEST_CODE = decodeModule(
  encode({ imports: IMPORTS, functions: [...functions, ...misuses], pages: 1, is64: true }),
  'guest.wasm',
);
