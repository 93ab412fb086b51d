import { numericName } from '../../compiled/decode/opcodes.ts';
import type { InstructionOperator, Rewritten } from './compiled-change.ts';

/** Other names for instructions without operands, by name without the type. */
type Names = Readonly<Record<string, string>>;

const BOUNDARIES: Names = {
  ...{ ge_u: 'gt_u', gt_u: 'ge_u', le_u: 'lt_u', lt_u: 'le_u' },
  ...{ ge_s: 'gt_s', gt_s: 'ge_s', le_s: 'lt_s', lt_s: 'le_s' },
};

const OPPOSITES: Names = {
  ...{ ge_u: 'lt_u', gt_u: 'le_u', le_u: 'gt_u', lt_u: 'ge_u' },
  ...{ ge_s: 'lt_s', gt_s: 'le_s', le_s: 'gt_s', lt_s: 'ge_s', eq: 'ne', ne: 'eq' },
};

const INVERSES: Names = {
  ...{ add: 'sub', sub: 'add', mul: 'add', shl: 'shr_u', shr_u: 'shl', shr_s: 'shl' },
  ...{ and: 'or', or: 'and', xor: 'or', rem_u: 'div_u', div_u: 'rem_u', rotl: 'rotr', rotr: 'rotl' },
};

const SIGNS: Names = {
  ...{ ge_u: 'ge_s', gt_u: 'gt_s', le_u: 'le_s', lt_u: 'lt_s', shr_u: 'shr_s' },
  ...{ ge_s: 'ge_u', gt_s: 'gt_u', le_s: 'le_u', lt_s: 'lt_u', shr_s: 'shr_u' },
  ...{ extend_i32_u: 'extend_i32_s', extend_i32_s: 'extend_i32_u' },
};

const CODES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, code) => code).flatMap((code) => {
    const name = numericName(code);
    return name === undefined ? [] : [[name, code] as const];
  }),
);

const NOP = 0x01;
const I32_EQZ = 0x45;
const I64_EQZ = 0x50;
const I32_WRAP = 0xa7;

/** Mistakes in instructions that are one byte. */
export const PLAIN_OPERATORS: readonly InstructionOperator[] = [
  renaming('boundary', BOUNDARIES),
  renaming('comparison', OPPOSITES),
  renaming('arithmetic', INVERSES),
  renaming('sign', SIGNS),
  {
    name: 'negation',
    rewrites: ({ bytes: [code] }): readonly Rewritten[] => {
      if (code === I32_EQZ) return [{ bytes: [NOP], text: 'nop' }];
      return code === I64_EQZ ? [{ bytes: [I32_WRAP], text: 'i32.wrap_i64' }] : [];
    },
  },
];

function renaming(name: string, names: Names): InstructionOperator {
  return {
    name,
    rewrites: ({ bytes: [code = 0] }) => {
      const [type = '', operation = ''] = (numericName(code) ?? '').split('.');
      const other = Object.hasOwn(names, operation) ? `${type}.${names[operation] ?? ''}` : '';
      const changed = CODES.get(other);
      return type.startsWith('f') || changed === undefined ? [] : [{ bytes: [changed], text: other }];
    },
  };
}
