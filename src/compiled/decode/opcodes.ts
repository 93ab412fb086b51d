/** The names of instructions without immediates, by code: comparisons, arithmetic and conversions. */
const FIRST_NUMERIC = 0x45;

const integerTests = (type: string): readonly string[] =>
  ['eqz', 'eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'].map(named(type));
const floatTests = (type: string): readonly string[] => ['eq', 'ne', 'lt', 'gt', 'le', 'ge'].map(named(type));
const integerOperations = (type: string): readonly string[] =>
  [
    ...['clz', 'ctz', 'popcnt', 'add', 'sub', 'mul', 'div_s', 'div_u', 'rem_s', 'rem_u', 'and', 'or', 'xor'],
    ...['shl', 'shr_s', 'shr_u', 'rotl', 'rotr'],
  ].map(named(type));
const floatOperations = (type: string): readonly string[] =>
  [
    ...['abs', 'neg', 'ceil', 'floor', 'trunc', 'nearest', 'sqrt'],
    ...['add', 'sub', 'mul', 'div', 'min', 'max', 'copysign'],
  ].map(named(type));

function named(type: string): (name: string) => string {
  return (name) => `${type}.${name}`;
}

const NUMERIC: readonly string[] = [
  ...integerTests('i32'),
  ...integerTests('i64'),
  ...floatTests('f32'),
  ...floatTests('f64'),
  ...integerOperations('i32'),
  ...integerOperations('i64'),
  ...floatOperations('f32'),
  ...floatOperations('f64'),
  ...['i32.wrap_i64', 'i32.trunc_f32_s', 'i32.trunc_f32_u', 'i32.trunc_f64_s', 'i32.trunc_f64_u'],
  ...['i64.extend_i32_s', 'i64.extend_i32_u', 'i64.trunc_f32_s', 'i64.trunc_f32_u', 'i64.trunc_f64_s'],
  ...['i64.trunc_f64_u', 'f32.convert_i32_s', 'f32.convert_i32_u', 'f32.convert_i64_s', 'f32.convert_i64_u'],
  ...['f32.demote_f64', 'f64.convert_i32_s', 'f64.convert_i32_u', 'f64.convert_i64_s', 'f64.convert_i64_u'],
  ...['f64.promote_f32', 'i32.reinterpret_f32', 'i64.reinterpret_f64', 'f32.reinterpret_i32'],
  ...['f64.reinterpret_i64', 'i32.extend8_s', 'i32.extend16_s', 'i64.extend8_s', 'i64.extend16_s'],
  'i64.extend32_s',
];

/** The name of an instruction without immediates; `undefined` of any other code. */
export function numericName(code: number): string | undefined {
  return NUMERIC[code - FIRST_NUMERIC];
}

/** An access to memory: the type on the stack, the bytes that are moved, and whether a load extends the sign. */
export interface Access {
  readonly name: string;
  readonly isStore: boolean;
  readonly width: 32 | 64;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly isSigned: boolean;
}

const access = (
  name: string,
  width: 32 | 64,
  bytes: Access['bytes'],
  { isStore = name.includes('store'), isSigned = name.endsWith('_s') } = {},
): Access => ({ name, isStore, width, bytes, isSigned });

/** By code; those of floats have none. */
export const ACCESSES: ReadonlyMap<number, Access> = new Map([
  [0x28, access('i32.load', 32, 4)],
  [0x29, access('i64.load', 64, 8)],
  [0x2c, access('i32.load8_s', 32, 1)],
  [0x2d, access('i32.load8_u', 32, 1)],
  [0x2e, access('i32.load16_s', 32, 2)],
  [0x2f, access('i32.load16_u', 32, 2)],
  [0x30, access('i64.load8_s', 64, 1)],
  [0x31, access('i64.load8_u', 64, 1)],
  [0x32, access('i64.load16_s', 64, 2)],
  [0x33, access('i64.load16_u', 64, 2)],
  [0x34, access('i64.load32_s', 64, 4)],
  [0x35, access('i64.load32_u', 64, 4)],
  [0x36, access('i32.store', 32, 4)],
  [0x37, access('i64.store', 64, 8)],
  [0x3a, access('i32.store8', 32, 1)],
  [0x3b, access('i32.store16', 32, 2)],
  [0x3c, access('i64.store8', 64, 1)],
  [0x3d, access('i64.store16', 64, 2)],
  [0x3e, access('i64.store32', 64, 4)],
]);

/** Accesses of floats by code: they are known, and not executed. */
export const FLOAT_ACCESSES: ReadonlyMap<number, string> = new Map([
  [0x2a, 'f32.load'],
  [0x2b, 'f64.load'],
  [0x38, 'f32.store'],
  [0x39, 'f64.store'],
]);

/** The shapes of atomic accesses, in the order in which every group of their codes has them. */
const ATOMIC_SHAPES: readonly (readonly [string, 32 | 64, Access['bytes']])[] = [
  ['i32.atomic.*', 32, 4],
  ['i64.atomic.*', 64, 8],
  ['i32.atomic.*8', 32, 1],
  ['i32.atomic.*16', 32, 2],
  ['i64.atomic.*8', 64, 1],
  ['i64.atomic.*16', 64, 2],
  ['i64.atomic.*32', 64, 4],
];

export type AtomicUpdate = 'add' | 'sub' | 'and' | 'or' | 'xor' | 'xchg' | 'cmpxchg';

/** What an atomic instruction does: a plain load or store as one unit, or both at once. */
export interface AtomicAccess extends Access {
  readonly update: AtomicUpdate | null;
}

const UPDATES: readonly AtomicUpdate[] = ['add', 'sub', 'and', 'or', 'xor', 'xchg', 'cmpxchg'];
const FIRST_ATOMIC = 0x10;

/** Of an atomic load, store or update, by the code after 0xfe; `undefined` of any other. */
export function atomicAccess(code: number): AtomicAccess | undefined {
  const group = Math.floor((code - FIRST_ATOMIC) / ATOMIC_SHAPES.length);
  const shape = ATOMIC_SHAPES[(code - FIRST_ATOMIC) % ATOMIC_SHAPES.length];
  const update = group < 2 ? null : UPDATES[group - 2];
  if (shape === undefined || group < 0 || update === undefined) return undefined;
  const [pattern, width, bytes] = shape;
  const what = update === null ? ['load', 'store'][group] : 'rmw';
  const suffix = bytes * 8 < width && what !== 'store' ? '_u' : '';
  const name = `${pattern.replace('*', what ?? '')}${update === null ? '' : `.${update}`}${suffix}`;
  return { ...access(name, width, bytes, { isStore: group === 1, isSigned: false }), update };
}
