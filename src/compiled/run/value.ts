import type { Domain } from '../../domain/domain.ts';
import type { Bool, U64, Word } from '../../domain/word.ts';

/** A number on the stack. */
export type Num = Word<32> | Word<64>;

/**
 * An address of guest memory as the host has it: derived from the region that the guest address `anchor` is in, which is mapped.
 * `offset` is how far it is from there, modulo 2^width.
 */
export class HostPointer {
  readonly anchor: U64;
  readonly offset: U64;

  constructor(anchor: U64, offset: U64) {
    this.anchor = anchor;
    this.offset = offset;
  }
}

/** What is left of a host pointer when arithmetic was done with it as a number: its bits below those of a page. */
export class LowBits {
  readonly bits: U64;

  constructor(bits: U64) {
    this.bits = bits;
  }
}

/** A local variable of a type that is not executed, before anything was put there. */
export class Opaque {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

/**
 * What the stack, variables and memory hold. A condition stands for 1 where it holds, else for 0, in 32 or 64 bits: it stays
 * a condition until it is used as a number.
 */
export type Value = Num | Bool | HostPointer | LowBits | Opaque;

/** A value that is a number, or stands for one. */
export type Scalar = Num | Bool;

export function isBool(value: object): value is Bool {
  return 'iff' in value;
}

export function isWord(value: object): value is Num {
  return 'checkedAdd' in value;
}

/** A number or condition as a word of a width; `undefined` for what is no such number. */
export function wordOf<W extends 32 | 64>(domain: Domain, value: Value, width: W): Word<W> | undefined {
  if (isBool(value)) return domain.select(value, domain.word(width, 1), domain.word(width, 0));
  if (!isWord(value)) return undefined;
  const numeric: Word<32 | 64> = value as Word<32 | 64>;
  // Its width is W, as just seen.
  return numeric.width === width ? (numeric as Word<W>) : undefined;
}
