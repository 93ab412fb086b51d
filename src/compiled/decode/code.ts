import { CompiledError } from '../compiled-error.ts';
import { Blocks } from './blocks.ts';
import type { Action, Code, Instruction } from './instruction.ts';
import { readMemoryArgument } from './memory-argument.ts';
import { ACCESSES, FLOAT_ACCESSES, numericName, type Access } from './opcodes.ts';
import { readAtomic, readBulk, readVector } from './prefixed.ts';
import type { Reader } from './reader.ts';
import type { Signature, ValueType } from './types.ts';
import { NO_PROPOSALS, readValueType } from './value-types.ts';

/** More local variables than any compiler gives a function. */
const MOST_LOCALS = 50_000;

/** Reads the body of a function, which the reader is at the start of. Throws a `CompiledError` where it cannot be skipped. */
export function readCode(reader: Reader, types: readonly Signature[], results: number): Code {
  const start = reader.offset;
  const locals = readLocals(reader);
  const blocks = new Blocks(reader, types, results);
  const instructions: Instruction[] = [];
  while (blocks.depth > 0) {
    const at = reader.offset - start;
    const action = readAction(reader, blocks, instructions.length);
    instructions.push({ ...action, at });
  }
  if (!reader.isAtEnd) throw reader.fault('a function goes on after its end');
  return { locals, instructions: blocks.resolve(instructions) };
}

function readLocals(reader: Reader): readonly ValueType[] {
  const groups = reader.list(() => ({ count: reader.u32(), type: readValueType(reader) }));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total > MOST_LOCALS) throw reader.fault(`a function has ${total} local variables`);
  return groups.flatMap(({ count, type }) => Array.from({ length: count }, () => type));
}

function readAction(reader: Reader, blocks: Blocks, index: number): Action {
  const code = reader.byte();
  if (code >= 0x02 && code <= 0x05) return blocks.open(code, index);
  if (code === 0x0b) return blocks.close(index);
  const numeric = numericName(code);
  if (numeric !== undefined) return numericAction(numeric);
  const access = ACCESSES.get(code);
  if (access !== undefined) return readAccess(reader, access.name, access);
  const float = FLOAT_ACCESSES.get(code);
  if (float !== undefined) return readAccess(reader, float);
  return readOther(reader, code);
}

const UNARY = /^(eqz|clz|ctz|popcnt|wrap|extend)/;

function numericAction(name: string): Action {
  const [type, operation = ''] = name.split('.');
  if (/f32|f64/.test(name)) return { kind: 'unsupported', name };
  return { kind: 'numeric', operation, width: type === 'i32' ? 32 : 64, isUnary: UNARY.test(operation) };
}

/** The operands of an access; without a shape it is one that is not executed. */
function readAccess(reader: Reader, name: string, access?: Access): Action {
  const memory = readMemoryArgument(reader);
  if (access === undefined || memory.index !== 0) return { kind: 'unsupported', name };
  return { kind: access.isStore ? 'store' : 'load', access, offset: memory.offset };
}

function readOther(reader: Reader, code: number): Action {
  switch (code) {
    case 0x00:
      return { kind: 'unreachable' };
    case 0x01:
      return { kind: 'nop' };
    case 0x0c:
      return { kind: 'br', depth: reader.u32() };
    case 0x0d:
      return { kind: 'br_if', depth: reader.u32() };
    case 0x0e:
      return { kind: 'br_table', depths: reader.list(() => reader.u32()), fallback: reader.u32() };
    case 0x0f:
      return { kind: 'return' };
    case 0x10:
      return { kind: 'call', index: reader.u32() };
    case 0x11:
      return { kind: 'call_indirect', type: reader.u32(), table: reader.u32() };
    case 0x12:
      reader.u32();
      return { kind: 'unsupported', name: 'return_call' };
    case 0x13:
      reader.u32();
      reader.u32();
      return { kind: 'unsupported', name: 'return_call_indirect' };
    case 0x1a:
      return { kind: 'drop' };
    case 0x1b:
      return { kind: 'select' };
    case 0x1c:
      reader.list(() => readValueType(reader));
      return { kind: 'select' };
    case 0x20:
      return { kind: 'local.get', index: reader.u32() };
    case 0x21:
      return { kind: 'local.set', index: reader.u32() };
    case 0x22:
      return { kind: 'local.tee', index: reader.u32() };
    case 0x23:
      return { kind: 'global.get', index: reader.u32() };
    case 0x24:
      return { kind: 'global.set', index: reader.u32() };
    case 0x25:
    case 0x26:
      reader.u32();
      return { kind: 'unsupported', name: code === 0x25 ? 'table.get' : 'table.set' };
    case 0x3f:
    case 0x40:
      if (reader.byte() !== 0) return { kind: 'unsupported', name: 'a second memory' };
      return { kind: code === 0x3f ? 'memory.size' : 'memory.grow' };
    case 0x41:
      return { kind: 'const', width: 32, value: reader.s32() };
    case 0x42:
      return { kind: 'const', width: 64, value: reader.s64() };
    case 0x43:
      reader.bytes(4);
      return { kind: 'unsupported', name: 'f32.const' };
    case 0x44:
      reader.bytes(8);
      return { kind: 'unsupported', name: 'f64.const' };
    case 0xd0:
      reader.s33();
      return { kind: 'unsupported', name: 'ref.null' };
    case 0xd1:
      return { kind: 'unsupported', name: 'ref.is_null' };
    case 0xd2:
      reader.u32();
      return { kind: 'unsupported', name: 'ref.func' };
    case 0xfc:
      return readBulk(reader);
    case 0xfd:
      return readVector(reader);
    case 0xfe:
      return readAtomic(reader);
    default:
      throw unknownCode(reader, code);
  }
}

function unknownCode(reader: Reader, code: number): CompiledError {
  const what = EXCEPTIONS.has(code) ? 'exceptions' : `the instruction 0x${code.toString(16)}`;
  return reader.fault(`unsupported: ${what}`, EXCEPTIONS.has(code) ? NO_EXCEPTIONS : NO_PROPOSALS);
}

const EXCEPTIONS: ReadonlySet<number> = new Set([0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f]);
const NO_EXCEPTIONS = 'Compile without exceptions: -fno-exceptions for C++, panic=abort for Rust.';
