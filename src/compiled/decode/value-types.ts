import type { Reader } from './reader.ts';
import type { Limits, ValueType } from './types.ts';

const TYPES: ReadonlyMap<number, ValueType> = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'externref'],
]);

export function valueTypeOf(code: number): ValueType | undefined {
  return TYPES.get(code);
}

export function readValueType(reader: Reader): ValueType {
  const code = reader.byte();
  const type = TYPES.get(code);
  if (type !== undefined) return type;
  throw reader.fault(`unsupported: a value of type 0x${code.toString(16)}`, NO_PROPOSALS);
}

/** What to do about a feature that cannot be skipped. */
export const NO_PROPOSALS =
  'Compile for wasm64 or wasm32 with atomics, bulk-memory, sign-ext and mutable-globals only, such as with -mcpu=mvp -matomics -mbulk-memory.';

const HAS_MAX = 1;
const IS_64 = 4;

export function readLimits(reader: Reader): Limits {
  const flags = reader.byte();
  if (flags > 7) throw reader.fault(`unsupported: limits of kind ${flags}`, NO_PROPOSALS);
  const is64 = (flags & IS_64) !== 0;
  const size = (): bigint => (is64 ? reader.u64() : BigInt(reader.u32()));
  return { min: size(), max: (flags & HAS_MAX) === 0 ? null : size(), is64 };
}
