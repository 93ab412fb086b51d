import { engineClass } from './engine-part.ts';
import type { Carrier } from './carrier.ts';
import { CarrierBool } from './carrier-bool.ts';
import { CarrierInteger } from './carrier-integer.ts';
import { CarrierTable } from './carrier-table.ts';
import { CarrierWord } from './carrier-word.ts';
import { constantOf, integerOf } from './constant.ts';
import type { Domain } from './domain.ts';
import type { Integer, IntegerOperand } from './integer.ts';
import { elementAt } from './element-at.ts';
import { misplaced, MisuseError } from './misuse.ts';
import type { Table } from './table.ts';
import type { Content } from './table-carrier.ts';
import { checkTrapKind, trapOutsideCall, type TrapKind } from './trap.ts';
import type { Width } from './width.ts';
import type { Bool, BoolOperand, BoolOperator, Operand, U16, U32, U64, U8, Word } from './word.ts';

/** A domain over a carrier: the one implementation of words, whatever they are made of. */
export class CarrierDomain<V, B> implements Domain {
  static {
    engineClass(this);
  }

  readonly carrier: Carrier<V, B>;

  constructor(carrier: Carrier<V, B>) {
    this.carrier = carrier;
  }

  word<W extends Width>(width: W, value: bigint | number): Word<W> {
    return this.wrap(width, this.carrier.constant(constantOf(width, value)));
  }

  u8(value: bigint | number): U8 {
    return this.word(8, value);
  }

  u16(value: bigint | number): U16 {
    return this.word(16, value);
  }

  u32(value: bigint | number): U32 {
    return this.word(32, value);
  }

  u64(value: bigint | number): U64 {
    return this.word(64, value);
  }

  bool(value: boolean): Bool {
    return this.wrapBool(this.carrier.truth(value));
  }

  decide(condition: BoolOperand): boolean {
    return this.carrier.decide(this.unwrapBool(condition));
  }

  select<W extends Width>(condition: BoolOperand, whenTrue: Word<W>, whenFalse: Word<W>): Word<W> {
    // Types are stripped, not checked, on the way here.
    if (!isWord(whenTrue)) throw misplaced('a word', whenTrue);
    const [a, b] = [this.unwrap(whenTrue.width, whenTrue), this.unwrap(whenTrue.width, whenFalse)];
    return this.wrap(whenTrue.width, this.carrier.select(this.unwrapBool(condition), a, b));
  }

  table<W extends Width>(width: W, length: Operand<64>, value: Operand<W>): Table<W> {
    const { tables } = this.carrier;
    const wide = typeof length === 'object' ? length : this.u64(length);
    const word = typeof value === 'object' ? value : this.word(width, value);
    // All bytes are one where all of those of the value are.
    const known = knownOf(word);
    const byte = known === undefined ? undefined : sameBytes(known, width / 8);
    if (byte !== undefined)
      return new CarrierTable(this, width, wide, tables.filled(this.carrier.constant(byte)));
    throw new MisuseError(
      'a table can only be filled with a constant whose bytes are all the same, such as 0 or all bits one',
      'Fill it with such a value, and keep in it what differs from that.',
    );
  }

  /** A table of bytes of the carrier. */
  wrapTable<W extends Width>(width: W, length: U64, content: Content): Table<W> {
    return new CarrierTable(this, width, length, content);
  }

  trapIf(kind: TrapKind, condition: BoolOperand): void {
    checkTrapKind(kind);
    this.carrier.traps().trapIf(kind, this.unwrapBool(condition), null);
  }

  unreachable(what: string | null = null): never {
    this.carrier.traps().trapIf('unreachable', this.carrier.truth(true), what);
    // Only a run that does not stop at a certain trap gets here.
    throw trapOutsideCall('unreachable', what);
  }

  /** For the parts of the checker that execute code: says of an error, before it is thrown, that it must not be caught. */
  refuse(error: Error): void {
    this.carrier.traps().refuse?.(error);
  }

  at<T>(list: readonly T[], index: Word<Width>): T {
    return elementAt(this, list, index);
  }

  /**
   * A word made of a value of the carrier, which the caller vouches to lie in 0 … 2^width − 1. `_operands`: the words that it was
   * computed from, for a domain that keeps that.
   */
  wrap<W extends Width>(width: W, value: V, _operands?: readonly unknown[]): Word<W> {
    return new CarrierWord(this, width, value);
  }

  wrapInteger(value: V): Integer {
    return new CarrierInteger(this, value);
  }

  /** The carrier's value of an integer or word of this domain, or of a constant. Throws a `TypeError` for any other. */
  unwrapInteger(operand: IntegerOperand): V {
    if (typeof operand === 'bigint' || typeof operand === 'number') {
      return this.carrier.constant(integerOf(operand));
    }
    if (isWord(operand)) return this.unwrap(operand.width, operand);
    if (!(operand instanceof CarrierInteger)) throw misplaced('an integer', operand);
    if (operand.domain !== this) throw foreign();
    // The domain is this one, so the value is of this domain's carrier.
    return operand.value as V;
  }

  misused(error: MisuseError): void {
    this.carrier.misused?.(error);
  }

  /** `_operator` and `_operands`: how it came about, for a domain that keeps that. */
  wrapBool(value: B, _operator?: BoolOperator, _operands?: readonly unknown[]): Bool {
    return new CarrierBool(this, value);
  }

  /** The carrier's value of a word of this domain, or of a constant. Throws a `TypeError` for any other word. */
  unwrap<W extends Width>(width: W, operand: Operand<W>): V {
    if (typeof operand === 'bigint' || typeof operand === 'number') {
      return this.carrier.constant(constantOf(width, operand));
    }
    if (!(operand instanceof CarrierWord)) throw misplaced(`a word of ${width} bits`, operand);
    if (operand.domain !== this) throw foreign();
    if (operand.width !== width) throw otherWidth(Number(operand.width), width);
    // The domain is this one, so the value is of this domain's carrier.
    return operand.value as V;
  }

  /** The carrier's value of a Boolean of this domain, or of a JavaScript one. */
  unwrapBool(operand: BoolOperand): B {
    if (typeof operand === 'boolean') return this.carrier.truth(operand);
    if (!(operand instanceof CarrierBool)) throw misplaced('a condition', operand);
    if (operand.domain !== this) throw foreign();
    // As above.
    return operand.value as B;
  }
}

/** The number that a word holds in every state; `undefined` where it depends on the state. */
function knownOf(word: Word<Width>): bigint | undefined {
  if (!(word instanceof CarrierWord)) throw misplaced('a word', word);
  // The domain is the word's own, so its value is of that domain's carrier.
  const values = word.domain.carrier.values(word.value as unknown, 1);
  return values?.length === 1 ? values[0] : undefined;
}

/** The byte that all of a word's are; `undefined` where they differ. */
function sameBytes(value: bigint, bytes: number): bigint | undefined {
  const byte = value & 255n;
  const all = Array.from({ length: bytes }, (_, i) => (value >> BigInt(8 * i)) & 255n);
  return all.every((one) => one === byte) ? byte : undefined;
}

function isWord(operand: unknown): operand is Word<Width> {
  return operand instanceof CarrierWord;
}

function foreign(): MisuseError {
  return new MisuseError(
    'a value of another run was used in this run',
    'Create values inside the body, with p.any and p.domain, and keep none for the next run.',
  );
}

function otherWidth(given: number, wanted: number): MisuseError {
  return new MisuseError(
    `expected a ${wanted}-bit word, got ${given} bits`,
    given < wanted
      ? `Widen it: zeroExtend(${wanted}).`
      : `Cut it with truncate(${wanted}), or widen the other one with zeroExtend(${given}).`,
  );
}
