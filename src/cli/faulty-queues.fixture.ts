import { encode, op, type FunctionText, type ModuleText } from '../compiled/encoder.fixture.ts';

/** Where the fields of the queue are kept, 8 bytes each. */
const FIELDS = 1024;
const COUNT = 10;

const I32_SHL = 0x74;
const I64_LOAD = 0x29;
const I64_STORE = 0x37;

const code = { results: ['i32' as const], body: op.i32(0) };

/** The functions of a queue that keeps its fields and does nothing: every operation returns 0. */
const IDLE: readonly FunctionText[] = [
  {
    name: 'create',
    params: Array.from({ length: COUNT }, () => 'i64' as const),
    body: Array.from({ length: COUNT }, (_, i) => [
      ...op.i32(FIELDS + 8 * i),
      ...op.get(i),
      ...op.memory(I64_STORE),
    ]).flat(),
  },
  {
    name: 'state',
    params: ['i32'],
    results: ['i64'],
    body: [...op.get(0), ...op.i32(3), I32_SHL, ...op.memory(I64_LOAD, FIELDS)],
  },
  { name: 'make', params: ['i64'], ...code },
  { name: 'set_up', params: ['i32', 'i64'], ...code },
  { name: 'add_used', params: ['i32', 'i32'], ...code },
  ...['activate', 'pop', 'needs_notification', 'enable_notification'].map((name) => ({ name, ...code })),
  { name: 'out', params: ['i32'], results: ['i64'], body: op.i64(0) },
];

/** A queue some of whose functions are others; `null` for one that is not exported at all. */
export function queueWith(
  changes: Readonly<Record<string, Partial<FunctionText> | null>>,
  more: Partial<ModuleText> = {},
): Uint8Array {
  const functions = IDLE.flatMap((each) => {
    const change = changes[each.name];
    return change === null ? [] : [{ ...each, ...change }];
  });
  return encode({ pages: 1, ...more, functions });
}

/** Instructions of a function. */
export type Code = readonly number[];

/** A queue whose `add_used` does this. */
export function addingUsed(body: Code, more: Partial<ModuleText> = {}): Uint8Array {
  return queueWith({ add_used: { body } }, more);
}
