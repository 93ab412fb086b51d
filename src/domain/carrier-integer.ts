import { engineClass } from './engine-part.ts';
import type { CarrierDomain } from './carrier-domain.ts';
import { DomainValue } from './domain-value.ts';
import { integerOf } from './constant.ts';
import type { Integer, IntegerOperand } from './integer.ts';
import { integerOperations, testOperations, type Operation, type TestOperation } from './operations.ts';
import type { Width } from './width.ts';
import type { Bool, Word } from './word.ts';

/** An integer over a carrier. */
export class CarrierInteger<V, B> extends DomainValue implements Integer {
  static {
    engineClass(this);
  }

  override readonly domain: CarrierDomain<V, B>;
  readonly value: V;

  constructor(domain: CarrierDomain<V, B>, value: V) {
    super();
    this.domain = domain;
    this.value = value;
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
    const value = this.#test(testOperations.eq, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'eq', [this, other]);
  }

  ne(other: IntegerOperand): Bool {
    const { carrier } = this.domain;
    const same = this.#test(testOperations.eq, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(carrier.not(same), 'ne', [this, other]);
  }

  lt(other: IntegerOperand): Bool {
    const value = this.#test(testOperations.lt, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'lt', [this, other]);
  }

  le(other: IntegerOperand): Bool {
    const value = this.#test(testOperations.le, [this.value, this.#operand(other)]);
    return this.domain.wrapBool(value, 'le', [this, other]);
  }

  gt(other: IntegerOperand): Bool {
    const value = this.#test(testOperations.lt, [this.#operand(other), this.value]);
    return this.domain.wrapBool(value, 'gt', [this, other]);
  }

  ge(other: IntegerOperand): Bool {
    const value = this.#test(testOperations.le, [this.#operand(other), this.value]);
    return this.domain.wrapBool(value, 'ge', [this, other]);
  }

  #operand(other: IntegerOperand): V {
    return this.domain.unwrapInteger(other);
  }

  #apply(operation: Operation, args: readonly V[], parameters: readonly bigint[] = []): Integer {
    return this.domain.wrapInteger(
      this.domain.carrier.apply(operation, { width: UNBOUNDED, parameters }, args),
    );
  }

  #test(operation: TestOperation, args: readonly V[]): B {
    return this.domain.carrier.test(operation, { width: UNBOUNDED, parameters: [] }, args);
  }
}

/** In place of a width, which no operation on integers looks at. */
const UNBOUNDED = Infinity;
