import type { Reader } from './reader.ts';
import type { Initial } from './types.ts';
import { NO_PROPOSALS } from './value-types.ts';

/** A constant expression, to its end. */
export function readInitial(reader: Reader): Initial {
  const initial = constant(reader);
  const end = reader.byte();
  if (end !== 0x0b)
    throw reader.fault(`unsupported: a constant expression of more than one instruction`, NO_PROPOSALS);
  return initial;
}

function constant(reader: Reader): Initial {
  const code = reader.byte();
  switch (code) {
    case 0x41:
      return { kind: 'const', type: 'i32', value: reader.s32() };
    case 0x42:
      return { kind: 'const', type: 'i64', value: reader.s64() };
    case 0x43:
      reader.bytes(4);
      return { kind: 'const', type: 'f32', value: 0n };
    case 0x44:
      reader.bytes(8);
      return { kind: 'const', type: 'f64', value: 0n };
    case 0x23:
      return { kind: 'global', index: reader.u32() };
    case 0xd0:
      reader.s33();
      return { kind: 'function', index: null };
    case 0xd2:
      return { kind: 'function', index: reader.u32() };
    default:
      throw reader.fault(`unsupported: a constant expression with 0x${code.toString(16)}`, NO_PROPOSALS);
  }
}
