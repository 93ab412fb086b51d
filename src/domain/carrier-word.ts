import { engineClass } from './engine-part.ts';
import type { CarrierDomain } from './carrier-domain.ts';
import { DomainValue } from './domain-value.ts';
import { constantOf } from './constant.ts';
import {
  exactOperations,
  overflowTests,
  testOperations,
  wordOperations,
  type TestOperation,
  type WordOperation,
} from './operations.ts';
import type { ConcatWidth, Narrower, Wider, Width } from './width.ts';
import type { Bool, Operand, Word } from './word.ts';

/** A word over a carrier: each method is one entry of the table of operations. */
export class CarrierWord<V, B, W extends Width> extends DomainValue implements Word<W> {
  static {
    engineClass(this);
  }

  override readonly domain: CarrierDomain<V, B>;
  readonly width: W;
  readonly value: V;

  constructor(domain: CarrierDomain<V, B>, width: W, value: V) {
    super();
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
    return this.#divided(wordOperations.div, divisor);
  }

  rem(divisor: Operand<W>): Word<W> {
    return this.#divided(wordOperations.rem, divisor);
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
        `cannot join a ${this.width}-bit and a ${low.width}-bit word: expected two of 8, 16 or 32 bits`,
      );
    }
    // The sum of two equal widths up to 32, as checked above.
    const width = (this.width + low.width) as ConcatWidth<W, L>;
    const args = [this.value, this.domain.unwrap(low.width, low)];
    return this.#apply(wordOperations.concat, width, args, [BigInt(low.width)], [this, low]);
  }

  extract<V2 extends Narrower<W>>(lowBit: number, width: V2): Word<V2> {
    if (!Number.isInteger(lowBit) || lowBit < 0 || lowBit + width > this.width) {
      throw new RangeError(
        `bits ${lowBit} to ${lowBit + width - 1} are out of range for a ${this.width}-bit word`,
      );
    }
    return this.#apply(wordOperations.extract, width, [this.value], [BigInt(lowBit), BigInt(width)]);
  }

  byte(index: number): Word<8> {
    if (!Number.isInteger(index) || index < 0 || 8 * index >= this.width) {
      throw new RangeError(`byte ${index} is out of range for a ${this.width}-bit word`);
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
    const value = this.#test(testOperations.eq, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'eq', [this, other]);
  }

  ne(other: Operand<W>): Bool {
    const { carrier } = this.domain;
    const same = this.#test(testOperations.eq, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(carrier.not(same), 'ne', [this, other]);
  }

  lt(other: Operand<W>): Bool {
    const value = this.#test(testOperations.lt, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'lt', [this, other]);
  }

  le(other: Operand<W>): Bool {
    const value = this.#test(testOperations.le, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'le', [this, other]);
  }

  gt(other: Operand<W>): Bool {
    const value = this.#test(testOperations.lt, [this.#operand(other), this.value]);
    return this.domain.wrapBool(value, 'gt', [this, other]);
  }

  ge(other: Operand<W>): Bool {
    const value = this.#test(testOperations.le, [this.#operand(other), this.value]);
    return this.domain.wrapBool(value, 'ge', [this, other]);
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

  addOrTrap(other: Operand<W>): Word<W> {
    return this.#orTrap(overflowTests.add, exactOperations.add, [this.value, this.#operand(other)]);
  }

  subOrTrap(other: Operand<W>): Word<W> {
    return this.#orTrap(overflowTests.sub, exactOperations.sub, [this.value, this.#operand(other)]);
  }

  mulOrTrap(factor: bigint | number): Word<W> {
    return this.#orTrap(
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
    return this.#apply(operation, this.width, [this.value, this.#operand(other)], [], [this, other]);
  }

  /** A quotient or remainder. Properties divide by what may be zero, and mean the total operation. */
  #divided(operation: WordOperation, divisor: Operand<W>): Word<W> {
    const { carrier } = this.domain;
    const by = this.#operand(divisor);
    // A constant other than zero needs no claim in every report.
    const isConstant = typeof divisor !== 'object' && BigInt(divisor) !== 0n;
    if (!isConstant && carrier.traps().isInCall()) {
      const shape = { width: this.width, parameters: [] };
      const isZero = carrier.test(testOperations.eq, shape, [by, carrier.constant(0n)]);
      carrier.traps().trapIf('division by zero', isZero, null);
    }
    return this.#apply(operation, this.width, [this.value, by], [], [this, divisor]);
  }

  #apply<V2 extends Width>(
    operation: WordOperation,
    width: V2,
    args: readonly V[],
    parameters: readonly bigint[] = [],
    operands: readonly unknown[] = [this],
  ): Word<V2> {
    return this.domain.wrap(
      width,
      this.domain.carrier.apply(operation, { width: this.width, parameters }, args),
      operands,
    );
  }

  #test(operation: TestOperation, args: readonly V[]): B {
    return this.domain.carrier.test(operation, { width: this.width, parameters: [] }, args);
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
    return this.domain.wrap(this.width, carrier.apply(exact, shape, args), [this]);
  }

  #orTrap(
    overflows: TestOperation,
    exact: WordOperation,
    args: readonly V[],
    parameters: readonly bigint[] = [],
  ): Word<W> {
    const { carrier } = this.domain;
    const shape = { width: this.width, parameters };
    carrier.traps().trapIf('overflow', carrier.test(overflows, shape, args), null);
    return this.domain.wrap(this.width, carrier.apply(exact, shape, args), [this]);
  }
}
