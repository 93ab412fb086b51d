import type { Action } from './instruction.ts';
import { readMemoryArgument } from './memory-argument.ts';
import { atomicAccess } from './opcodes.ts';
import type { Reader } from './reader.ts';
import { NO_PROPOSALS } from './value-types.ts';

/** After 0xfc: bulk operations, and conversions of floats. */
export function readBulk(reader: Reader): Action {
  const code = reader.u32();
  if (code <= 7) return { kind: 'unsupported', name: 'trunc_sat' };
  const inFirst = (count: number): boolean =>
    Array.from({ length: count }, () => reader.u32()).every((index) => index === 0);
  const second: Action = { kind: 'unsupported', name: 'a second memory' };
  switch (code) {
    case 8: {
      const segment = reader.u32();
      return inFirst(1) ? { kind: 'memory.init', segment } : second;
    }
    case 9:
      return { kind: 'data.drop', segment: reader.u32() };
    case 10:
      return inFirst(2) ? { kind: 'memory.copy' } : second;
    case 11:
      return inFirst(1) ? { kind: 'memory.fill' } : second;
    case 12:
    case 14:
      inFirst(2);
      return { kind: 'unsupported', name: code === 12 ? 'table.init' : 'table.copy' };
    case 13:
    case 15:
    case 16:
    case 17:
      inFirst(1);
      return { kind: 'unsupported', name: TABLE_NAMES.get(code) ?? '' };
    default:
      throw reader.fault(`unsupported: the instruction 0xfc 0x${code.toString(16)}`, NO_PROPOSALS);
  }
}

const TABLE_NAMES: ReadonlyMap<number, string> = new Map([
  [13, 'elem.drop'],
  [15, 'table.grow'],
  [16, 'table.size'],
  [17, 'table.fill'],
]);

/** After 0xfd: vectors. None is executed; what stands after one has to be found. */
export function readVector(reader: Reader): Action {
  const code = reader.u32();
  const isOfMemory = code <= 11 || (code >= 84 && code <= 93);
  if (isOfMemory) readMemoryArgument(reader);
  if (code >= 84 && code <= 91) reader.byte();
  if (code === 12 || code === 13) reader.bytes(16);
  if (code >= 21 && code <= 34) reader.byte();
  return { kind: 'unsupported', name: `the vector instruction 0xfd 0x${code.toString(16)}` };
}

const FENCE = 3;

/** After 0xfe: atomic operations. */
export function readAtomic(reader: Reader): Action {
  const code = reader.u32();
  if (code === FENCE) {
    reader.byte();
    return { kind: 'fence' };
  }
  const access = atomicAccess(code);
  if (access === undefined && code > 2)
    throw reader.fault(`unsupported: the instruction 0xfe 0x${code.toString(16)}`, NO_PROPOSALS);
  const memory = readMemoryArgument(reader);
  if (access === undefined) return { kind: 'unsupported', name: WAITING[code] ?? '' };
  if (memory.index !== 0) return { kind: 'unsupported', name: access.name };
  return { kind: 'atomic', access, offset: memory.offset };
}

const WAITING: readonly string[] = ['memory.atomic.notify', 'memory.atomic.wait32', 'memory.atomic.wait64'];
