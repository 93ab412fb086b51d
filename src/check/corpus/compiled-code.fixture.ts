import { encode, op, type FunctionText } from '../../compiled/encoder.fixture.ts';
import { decodeModule, Machine, type Num } from '../../compiled/index.ts';
import type { ObservedMemory, ProofContext, U32, U64 } from '../../index.ts';

const IMPORTS = [
  { name: 'guest', params: ['i64' as const], results: ['i64' as const] },
  { name: 'order', params: ['i32' as const] },
];
const [a, b] = [op.get(0), op.get(1)];
const guest = [...a, ...op.call(0)];
const order = (number: number): number[] => [...op.i32(number), ...op.call(1)];
const ATOMIC_LOAD16 = op.atomic(0x15, 1);
const FENCE = [0xfe, 3, 0];

const ofNumbers = (name: string, body: readonly number[]): FunctionText => ({
  ...{ name, params: ['i32', 'i32'], results: ['i32'], body },
});
const ofAddress = (name: string, body: readonly number[]): FunctionText => ({
  ...{ name, params: ['i64'], results: ['i64'], body },
});

/** Functions of one or two instructions each; those of an address take a guest address. */
const MODULE = decodeModule(
  encode({
    imports: IMPORTS,
    is64: true,
    pages: 1,
    globals: [{ type: 'i32', value: 0n }],
    functions: [
      ofNumbers('add', [...a, ...b, 0x6a]),
      ofNumbers('div_u', [...a, ...b, 0x6e]),
      ofNumbers('div_s', [...a, ...b, 0x6d]),
      ofNumbers('shl', [...a, ...b, 0x74]),
      ofNumbers('shr_s', [...a, ...b, 0x75]),
      ofNumbers('shr_u', [...a, ...b, 0x76]),
      ofNumbers('extend8_s', [...a, 0xc0]),
      ofNumbers('le_s', [...a, ...b, 0x4c]),
      ofNumbers('count', [...op.globalGet(0), ...a, 0x6a, ...op.globalSet(0), ...op.globalGet(0)]),
      ofAddress('read', [...guest, ...op.memory(0x33)]),
      ofAddress('load', [...guest, ...ATOMIC_LOAD16]),
      ofAddress('load acquire', [...order(2), ...guest, ...ATOMIC_LOAD16]),
      ofAddress('load acquire, load', [
        ...[...order(2), ...guest, ...ATOMIC_LOAD16, ...op.drop, ...guest, ...ATOMIC_LOAD16],
      ]),
      ofAddress('load, fence, load', [
        ...[...guest, ...ATOMIC_LOAD16, ...op.drop, ...FENCE, ...guest, ...ATOMIC_LOAD16],
      ]),
      ofAddress('load, fence acquire, load', [
        ...[...guest, ...ATOMIC_LOAD16, ...op.drop, ...order(2), ...FENCE, ...guest, ...ATOMIC_LOAD16],
      ]),
      ofAddress('load, fence seq_cst, load', [
        ...[...guest, ...ATOMIC_LOAD16, ...op.drop, ...order(5), ...FENCE, ...guest, ...ATOMIC_LOAD16],
      ]),
      ofAddress('move 2 bytes by 1', [
        ...[...guest, ...op.i64(1), 0x7c, ...guest, ...op.i64(2), 0xfc, 10, 0, 0, ...a],
      ]),
    ],
  }),
  'statements.wasm',
);

/** A fresh instance. */
export function instance(p: ProofContext<string>) {
  const machine = new Machine(MODULE, p.domain);
  const result = (name: string, args: readonly Num[], memory: ObservedMemory | null): Num => {
    const value = machine.call(name, args, memory);
    if (value === undefined) throw new Error(`${name} returns nothing`);
    return value;
  };
  return {
    numbers(name: string, x: U32, y: U32): U32 {
      const value = result(name, [x, y], null);
      if (value.width === 32) return value;
      throw new Error(`${name} returns no number of 32 bits`);
    },
    at(name: string, memory: ObservedMemory, address: U64): U64 {
      const value = result(name, [address], memory);
      if (value.width === 64) return value;
      throw new Error(`${name} returns no number of 64 bits`);
    },
  };
}
