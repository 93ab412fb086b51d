import { ACCESSES, atomicAccess } from '../../compiled/decode/opcodes.ts';
import type { InstructionOperator, InstructionSite, Rewritten } from './compiled-change.ts';
import { readLeb, writeLeb } from './leb128.ts';

const NONE: readonly Rewritten[] = [];

const NOP = 0x01;
const BR_IF = 0x0d;
const CALL = 0x10;
const DROP = 0x1a;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const ATOMIC = 0xfe;
const FENCE = 0x03;

/** Instructions that drop so many values and do nothing else, of a length. */
function dropping(values: number, length: number): readonly Rewritten[] {
  if (values > length) return NONE;
  const bytes = Array.from({ length }, (_, i) => (i < values ? DROP : NOP));
  return [{ bytes, text: values === 0 ? 'nop' : Array.from({ length: values }, () => 'drop').join(' ') }];
}

/** Mistakes in instructions with operands. */
export const OPERAND_OPERATORS: readonly InstructionOperator[] = [
  {
    name: 'constant',
    rewrites: ({ bytes }) => {
      const [code] = bytes;
      if (code !== I32_CONST && code !== I64_CONST) return NONE;
      const { value } = readLeb(bytes, 1, true);
      return [value + 1n, value - 1n].flatMap((changed) => {
        const number = writeLeb(changed, bytes.length - 1, true);
        const name = code === I32_CONST ? 'i32.const' : 'i64.const';
        return number === null ? NONE : [{ bytes: [code, ...number], text: `${name} ${changed}` }];
      });
    },
  },
  {
    name: 'condition',
    rewrites: ({ bytes }) => (bytes[0] === BR_IF ? dropping(1, bytes.length) : NONE),
  },
  {
    name: 'statement',
    rewrites: ({ bytes, called }) => {
      const [code = 0] = bytes;
      if (code === LOCAL_SET) return dropping(1, bytes.length);
      if (code === LOCAL_TEE) return dropping(0, bytes.length);
      if (code === CALL && called?.results === 0) return dropping(called.params, bytes.length);
      return ACCESSES.get(code)?.isStore === true ? dropping(2, bytes.length) : NONE;
    },
  },
  { name: 'field', rewrites: nextField },
  { name: 'width', rewrites: otherWidth },
  {
    name: 'fence',
    rewrites: ({ bytes }) => (bytes[0] === ATOMIC && bytes[1] === FENCE ? dropping(0, bytes.length) : NONE),
  },
  { name: 'ordering', rewrites: plainAccess },
];

/** The same access to what lies behind. */
function nextField({ bytes }: InstructionSite): readonly Rewritten[] {
  const [code = 0] = bytes;
  const access = ACCESSES.get(code);
  if (access === undefined) return NONE;
  const { value: alignment, next } = readLeb(bytes, 1, false);
  // A second memory stands in between.
  if ((alignment & 0x40n) !== 0n) return NONE;
  const { value } = readLeb(bytes, next, false);
  const behind = value + BigInt(access.bytes);
  const offset = writeLeb(behind, bytes.length - next, false);
  if (offset === null) return NONE;
  return [{ bytes: [...bytes.slice(0, next), ...offset], text: `${access.name} offset=${behind}` }];
}

/** The same access to half as many bytes, or with the other sign. */
function otherWidth({ bytes }: InstructionSite): readonly Rewritten[] {
  const [code = 0, alignment = 0] = bytes;
  const access = ACCESSES.get(code);
  if (access === undefined) return NONE;
  return [...ACCESSES].flatMap(([other, { name, isStore, width, bytes: size, isSigned }]) => {
    if (isStore !== access.isStore || width !== access.width) return NONE;
    const isHalf = size * 2 === access.bytes && !isSigned;
    const isOtherSign = size === access.bytes && isSigned !== access.isSigned;
    if (!isHalf && !isOtherSign) return NONE;
    // No access is aligned to more than its own bytes.
    const most = Math.min(alignment & 0x3f, Math.log2(size));
    return [{ bytes: [other, (alignment & ~0x3f) | most, ...bytes.slice(2)], text: name }];
  });
}

/** A plain access in the place of an atomic one. */
function plainAccess({ bytes }: InstructionSite): readonly Rewritten[] {
  if (bytes[0] !== ATOMIC) return NONE;
  const access = atomicAccess(bytes[1] ?? 0);
  if (access?.update !== null) return NONE;
  const plain = [...ACCESSES].find(
    ([, each]) =>
      each.isStore === access.isStore &&
      each.width === access.width &&
      each.bytes === access.bytes &&
      !each.isSigned,
  );
  return plain === undefined ? NONE : [{ bytes: [NOP, plain[0], ...bytes.slice(2)], text: plain[1].name }];
}
