import { pow2 } from '../term/range.ts';
import type { Carrier } from './carrier.ts';
import type { Domain } from './domain.ts';
import {
  exactOperations,
  overflowTests,
  testOperations,
  wordOperations,
  type TestOperation,
  type WordOperation,
} from './operations.ts';
import type { ConcatWidth, Narrower, Wider, Width } from './width.ts';
import type { Bool, BoolOperand, Operand, U16, U32, U64, U8, Word } from './word.ts';

/** A domain over a carrier: the one implementation of words, whatever they are made of. */
export class CarrierDomain<V, B> implements Domain {
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
    const [a, b] = [this.unwrap(whenTrue.width, whenTrue), this.unwrap(whenTrue.width, whenFalse)];
    return this.wrap(whenTrue.width, this.carrier.select(this.unwrapBool(condition), a, b));
  }

  /** A word made of a value of the carrier, which the caller vouches to lie in 0 … 2^width − 1. */
  wrap<W extends Width>(width: W, value: V): Word<W> {
    return new CarrierWord(this, width, value);
  }

  wrapBool(value: B): Bool {
    return new CarrierBool(this, value);
  }

  /** The carrier's value of a word of this domain, or of a constant. Throws a `TypeError` for any other word. */
  unwrap<W extends Width>(width: W, operand: Operand<W>): V {
    if (typeof operand === 'bigint' || typeof operand === 'number') {
      return this.carrier.constant(constantOf(width, operand));
    }
    if (!(operand instanceof CarrierWord) || operand.domain !== this) throw new TypeError(FOREIGN);
    if (operand.width !== width)
      throw new TypeError(`a word of ${operand.width} bits stands where one of ${width} belongs`);
    // The domain is this one, so the value is of this domain's carrier.
    return operand.value as V;
  }

  /** The carrier's value of a Boolean of this domain, or of a JavaScript one. */
  unwrapBool(operand: BoolOperand): B {
    if (typeof operand === 'boolean') return this.carrier.truth(operand);
    if (!(operand instanceof CarrierBool) || operand.domain !== this) throw new TypeError(FOREIGN);
    // As above.
    return operand.value as B;
  }
}

const FOREIGN = 'a value of another run stands here; take inputs and constants from the domain at hand';

function constantOf(width: Width, value: bigint | number): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(
      `${value} is no constant for a word: it is not an integer that a number holds exactly`,
    );
  }
  const integer = BigInt(value);
  if (integer < 0n || integer >= pow2(width)) {
    throw new RangeError(`${integer} does not fit in ${width} bits (0 … ${pow2(width) - 1n})`);
  }
  return integer;
}

class CarrierBool<V, B> implements Bool {
  readonly domain: CarrierDomain<V, B>;
  readonly value: B;

  constructor(domain: CarrierDomain<V, B>, value: B) {
    this.domain = domain;
    this.value = value;
  }

  and(...others: readonly BoolOperand[]): Bool {
    const args = others.map((other) => this.domain.unwrapBool(other));
    return this.domain.wrapBool(this.domain.carrier.and([this.value, ...args]));
  }

  or(...others: readonly BoolOperand[]): Bool {
    const args = others.map((other) => this.domain.unwrapBool(other));
    return this.domain.wrapBool(this.domain.carrier.or([this.value, ...args]));
  }

  not(): Bool {
    return this.domain.wrapBool(this.domain.carrier.not(this.value));
  }

  implies(conclusion: BoolOperand): Bool {
    return this.not().or(conclusion);
  }

  iff(other: BoolOperand): Bool {
    return this.domain.wrapBool(this.domain.carrier.iff(this.value, this.domain.unwrapBool(other)));
  }
}

class CarrierWord<V, B, W extends Width> implements Word<W> {
  readonly domain: CarrierDomain<V, B>;
  readonly width: W;
  readonly value: V;

  constructor(domain: CarrierDomain<V, B>, width: W, value: V) {
    this.domain = domain;
    this.width = width;
    this.value = value;
  }

  add(other: Operand<W>): Word<W> {
    return this.#binary(wordOperations.add, other);
  }

  sub(other: Operand<W>): Word<W> {
    return this.#binary(wordOperations.sub, other);
  }

  mul(factor: bigint | number): Word<W> {
    return this.#apply(wordOperations.mul, this.width, [this.value], [constantOf(this.width, factor)]);
  }

  div(divisor: Operand<W>): Word<W> {
    return this.#binary(wordOperations.div, divisor);
  }

  rem(divisor: Operand<W>): Word<W> {
    return this.#binary(wordOperations.rem, divisor);
  }

  and(other: Operand<W>): Word<W> {
    return this.#binary(wordOperations.and, other);
  }

  or(other: Operand<W>): Word<W> {
    return this.#binary(wordOperations.or, other);
  }

  xor(other: Operand<W>): Word<W> {
    return this.#binary(wordOperations.xor, other);
  }

  not(): Word<W> {
    return this.#apply(wordOperations.not, this.width, [this.value]);
  }

  shl(amount: Operand<W>): Word<W> {
    return this.#binary(wordOperations.shl, amount);
  }

  shr(amount: Operand<W>): Word<W> {
    return this.#binary(wordOperations.shr, amount);
  }

  lowestSetBit(): Word<W> {
    return this.#apply(wordOperations.lowestSetBit, this.width, [this.value]);
  }

  concat<L extends Width>(low: Word<L>): Word<ConcatWidth<W, L>> {
    const widths: readonly Width[] = [this.width, low.width];
    if (widths[0] !== widths[1] || this.width === 64) {
      throw new TypeError(
        `words of ${this.width} and ${low.width} bits do not make a word; take two of 8, 16 or 32 bits`,
      );
    }
    // The sum of two equal widths up to 32, as checked above.
    const width = (this.width + low.width) as ConcatWidth<W, L>;
    const args = [this.value, this.domain.unwrap(low.width, low)];
    return this.#apply(wordOperations.concat, width, args, [BigInt(low.width)]);
  }

  extract<V2 extends Narrower<W>>(lowBit: number, width: V2): Word<V2> {
    if (!Number.isInteger(lowBit) || lowBit < 0 || lowBit + width > this.width) {
      throw new RangeError(`bits ${lowBit} … ${lowBit + width - 1} leave a word of ${this.width} bits`);
    }
    return this.#apply(wordOperations.extract, width, [this.value], [BigInt(lowBit), BigInt(width)]);
  }

  byte(index: number): Word<8> {
    if (!Number.isInteger(index) || index < 0 || 8 * index >= this.width) {
      throw new RangeError(`a word of ${this.width} bits has no byte ${index}`);
    }
    return this.#apply(wordOperations.extract, 8, [this.value], [BigInt(8 * index), 8n]);
  }

  zeroExtend<V2 extends Wider<W>>(width: V2): Word<V2> {
    return this.#apply(wordOperations.zeroExtend, width, [this.value], [BigInt(width)]);
  }

  truncate<V2 extends Narrower<W>>(width: V2): Word<V2> {
    return this.#apply(wordOperations.truncate, width, [this.value], [BigInt(width)]);
  }

  eq(other: Operand<W>): Bool {
    return this.#test(testOperations.eq, [this.value, this.#operand(other)]);
  }

  ne(other: Operand<W>): Bool {
    return this.eq(other).not();
  }

  lt(other: Operand<W>): Bool {
    return this.#test(testOperations.lt, [this.value, this.#operand(other)]);
  }

  le(other: Operand<W>): Bool {
    return this.#test(testOperations.le, [this.value, this.#operand(other)]);
  }

  gt(other: Operand<W>): Bool {
    return this.#test(testOperations.lt, [this.#operand(other), this.value]);
  }

  ge(other: Operand<W>): Bool {
    return this.#test(testOperations.le, [this.#operand(other), this.value]);
  }

  checkedAdd(other: Operand<W>): Word<W> | undefined {
    return this.#checked(overflowTests.add, exactOperations.add, [this.value, this.#operand(other)]);
  }

  checkedSub(other: Operand<W>): Word<W> | undefined {
    return this.#checked(overflowTests.sub, exactOperations.sub, [this.value, this.#operand(other)]);
  }

  checkedMul(factor: bigint | number): Word<W> | undefined {
    return this.#checked(
      overflowTests.mul,
      exactOperations.mul,
      [this.value],
      [constantOf(this.width, factor)],
    );
  }

  #operand(other: Operand<W>): V {
    return this.domain.unwrap(this.width, other);
  }

  #binary(operation: WordOperation, other: Operand<W>): Word<W> {
    return this.#apply(operation, this.width, [this.value, this.#operand(other)]);
  }

  #apply<V2 extends Width>(
    operation: WordOperation,
    width: V2,
    args: readonly V[],
    parameters: readonly bigint[] = [],
  ): Word<V2> {
    return this.domain.wrap(
      width,
      this.domain.carrier.apply(operation, { width: this.width, parameters }, args),
    );
  }

  #test(operation: TestOperation, args: readonly V[]): Bool {
    return this.domain.wrapBool(
      this.domain.carrier.test(operation, { width: this.width, parameters: [] }, args),
    );
  }

  #checked(
    overflows: TestOperation,
    exact: WordOperation,
    args: readonly V[],
    parameters: readonly bigint[] = [],
  ): Word<W> | undefined {
    const { carrier } = this.domain;
    const shape = { width: this.width, parameters };
    if (carrier.decide(carrier.test(overflows, shape, args))) return undefined;
    return this.domain.wrap(this.width, carrier.apply(exact, shape, args));
  }
}
