import type { CarrierDomain } from './carrier-domain.ts';
import { integerOf } from './constant.ts';
import type { Integer, IntegerOperand } from './integer.ts';
import { toPrimitive } from './misuse.ts';
import { integerOperations, testOperations, type Operation, type TestOperation } from './operations.ts';
import type { Width } from './width.ts';
import type { Bool, Word } from './word.ts';

/** An integer over a carrier. */
export class CarrierInteger<V, B> implements Integer {
  readonly domain: CarrierDomain<V, B>;
  readonly value: V;

  constructor(domain: CarrierDomain<V, B>, value: V) {
    this.domain = domain;
    this.value = value;
  }

  [Symbol.toPrimitive](hint: string): string {
    return toPrimitive(this, hint);
  }

  plus(other: IntegerOperand): Integer {
    return this.#apply(integerOperations.plus, [this.value, this.#operand(other)]);
  }

  minus(other: IntegerOperand): Integer {
    return this.#apply(integerOperations.minus, [this.value, this.#operand(other)]);
  }

  times(factor: bigint | number): Integer {
    return this.#apply(integerOperations.times, [this.value], [integerOf(factor)]);
  }

  word<W extends Width>(width: W): Word<W> {
    const value = this.domain.carrier.apply(integerOperations.word, { width, parameters: [] }, [this.value]);
    return this.domain.wrap(width, value);
  }

  eq(other: IntegerOperand): Bool {
    return this.#test(testOperations.eq, [this.value, this.#operand(other)]);
  }

  ne(other: IntegerOperand): Bool {
    return this.eq(other).not();
  }

  lt(other: IntegerOperand): Bool {
    return this.#test(testOperations.lt, [this.value, this.#operand(other)]);
  }

  le(other: IntegerOperand): Bool {
    return this.#test(testOperations.le, [this.value, this.#operand(other)]);
  }

  gt(other: IntegerOperand): Bool {
    return this.#test(testOperations.lt, [this.#operand(other), this.value]);
  }

  ge(other: IntegerOperand): Bool {
    return this.#test(testOperations.le, [this.#operand(other), this.value]);
  }

  #operand(other: IntegerOperand): V {
    return this.domain.unwrapInteger(other);
  }

  #apply(operation: Operation, args: readonly V[], parameters: readonly bigint[] = []): Integer {
    return this.domain.wrapInteger(
      this.domain.carrier.apply(operation, { width: UNBOUNDED, parameters }, args),
    );
  }

  #test(operation: TestOperation, args: readonly V[]): Bool {
    return this.domain.wrapBool(
      this.domain.carrier.test(operation, { width: UNBOUNDED, parameters: [] }, args),
    );
  }
}

/** In place of a width, which no operation on integers looks at. */
const UNBOUNDED = Infinity;
