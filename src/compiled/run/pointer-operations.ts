import { constantOf } from '../../domain/word-facts.ts';
import type { Bool, U64, Word } from '../../domain/word.ts';
import type { Faults } from './faults.ts';
import type { Pointers } from './pointers.ts';
import { HostPointer, isWord, LowBits, type Value } from './value.ts';

/** Instructions on host pointers, by their names. */
export class PointerOperations {
  readonly #faults: Faults;
  readonly #pointers: () => Pointers;

  /** `pointers`: throws where there is no guest memory to point into. */
  constructor(faults: Faults, pointers: () => Pointers) {
    this.#faults = faults;
    this.#pointers = pointers;
  }

  isNull(pointer: HostPointer): Bool {
    return this.#pointers().isNull(pointer);
  }

  low(value: HostPointer | LowBits): LowBits {
    return new LowBits(this.#pointers().lowBits(value));
  }

  /** Of two values, one of which is a pointer or what is left of one. `offset`: the other one as a number of 64 bits. */
  binary(operation: string, a: Value, b: Value, offset: (value: Value) => U64): Value {
    const result =
      a instanceof HostPointer && b instanceof HostPointer
        ? this.#ofTwo(operation, a, b)
        : this.#withNumber(operation, a, b, offset);
    if (result !== undefined) return result;
    if (['and', 'or', 'xor', 'add', 'sub'].includes(operation))
      return this.#ofLowBits(operation, a, b, offset);
    throw this.#faults.unsupported(
      `applies ${operation} to a host pointer`,
      'Compute with guest addresses, and turn them into pointers last.',
    );
  }

  #ofTwo(operation: string, a: HostPointer, b: HostPointer): Value | undefined {
    const pointers = this.#pointers();
    switch (operation) {
      case 'sub':
        return pointers.difference(a, b);
      case 'eq':
        return pointers.isSame(a, b);
      case 'ne':
        return pointers.isSame(a, b).not();
      case 'lt_u':
        return pointers.isBefore(a, b);
      case 'gt_u':
        return pointers.isBefore(b, a);
      case 'le_u':
        return pointers.isBefore(b, a).not();
      case 'ge_u':
        return pointers.isBefore(a, b).not();
      default:
        return undefined;
    }
  }

  #withNumber(operation: string, a: Value, b: Value, offset: (value: Value) => U64): Value | undefined {
    if (b instanceof HostPointer && !(a instanceof HostPointer))
      return ['add', 'and', 'eq', 'ne'].includes(operation) && isNumber(a)
        ? this.#withNumber(operation, b, a, offset)
        : undefined;
    if (!(a instanceof HostPointer) || !isNumber(b)) return undefined;
    switch (operation) {
      case 'add':
        return new HostPointer(a.anchor, a.offset.add(offset(b)));
      case 'sub':
        return new HostPointer(a.anchor, a.offset.sub(offset(b)));
      case 'and':
        return this.#pointers().masked(a, offset(b));
      case 'eq':
        return isZero(b) ? this.isNull(a) : undefined;
      case 'ne':
        return isZero(b) ? this.isNull(a).not() : undefined;
      default:
        return undefined;
    }
  }

  /** What is known of the low bits alone. */
  #ofLowBits(operation: string, a: Value, b: Value, offset: (value: Value) => U64): Value {
    const pointers = this.#pointers();
    const low = (value: Value): U64 =>
      value instanceof HostPointer || value instanceof LowBits ? pointers.lowBits(value) : offset(value);
    if (operation === 'and' && a instanceof LowBits && isNumber(b)) return pointers.masked(a, offset(b));
    if (operation === 'and' && b instanceof LowBits && isNumber(a)) return pointers.masked(b, offset(a));
    const [x, y] = [low(a), low(b)];
    const joined = {
      and: () => x.and(y),
      or: () => x.or(y),
      xor: () => x.xor(y),
      add: () => x.add(y),
      sub: () => x.sub(y),
    }[operation as 'and'];
    return new LowBits(joined().and(4095));
  }
}

function isNumber(value: Value): boolean {
  return !(value instanceof HostPointer) && !(value instanceof LowBits);
}

function isZero(value: Value): boolean {
  return isWord(value) && constantOf(value as Word<32 | 64>) === 0n;
}
