import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Bool, Word } from '../../domain/word.ts';
import type { Faults } from './faults.ts';
import type { Literals } from './literals.ts';
import type { PointerOperations } from './pointer-operations.ts';
import { HostPointer, isBool, isWord, LowBits, wordOf, type Value } from './value.ts';
import { WordOperations } from './word-operations.ts';

type Size = 32 | 64;

/** What instructions without immediates compute, of numbers, conditions and host pointers. */
export class Numeric {
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #pointers: PointerOperations;
  readonly #literals: Literals | null;
  readonly #of: { readonly 32: WordOperations<32>; readonly 64: WordOperations<64> };

  constructor(domain: Domain, faults: Faults, pointers: PointerOperations, literals: Literals | null = null) {
    this.#literals = literals;
    this.#domain = domain;
    this.#faults = faults;
    this.#pointers = pointers;
    this.#of = { 32: new WordOperations(domain, faults, 32), 64: new WordOperations(domain, faults, 64) };
  }

  /** The value as a number of this width. Throws a `CompiledError` for what is no number. */
  word<W extends Size>(value: Value, width: W): Word<W> {
    const word = wordOf(this.#domain, value, width);
    if (word !== undefined) return word;
    throw isWord(value)
      ? this.#faults.invalid(`a value of ${value.width} bits is used as one of ${width}`)
      : this.#faults.unsupported(
          value instanceof HostPointer || value instanceof LowBits
            ? 'uses a host pointer as a number'
            : 'uses a value that is no integer',
        );
  }

  /** Whether a number is not 0. */
  truth(value: Value): Bool {
    if (isBool(value)) return value;
    if (value instanceof HostPointer) return this.#pointers.isNull(value).not();
    return isWord(value) && value.width === 64 ? this.word(value, 64).ne(0) : this.word(value, 32).ne(0);
  }

  unary(operation: string, width: Size, a: Value): Value {
    const result = this.#unary(operation, width, a);
    this.#literals?.unary(operation, a, result);
    return result;
  }

  binary(operation: string, width: Size, a: Value, b: Value): Value {
    const result = this.#binary(operation, width, a, b);
    this.#literals?.binary(operation, width, a, b, result);
    return result;
  }

  #unary(operation: string, width: Size, a: Value): Value {
    if (operation === 'eqz') return this.truth(a).not();
    if (operation === 'wrap_i64') {
      if (a instanceof HostPointer || a instanceof LowBits) return this.#pointers.low(a);
      return this.word(a, 64).truncate(32);
    }
    if (operation.startsWith('extend_i32')) return this.#widened(operation, a);
    if (isBool(a) && operation.startsWith('extend')) return a;
    return width === 32
      ? this.#of[32].unary(operation, this.word(a, 32))
      : this.#of[64].unary(operation, this.word(a, 64));
  }

  #binary(operation: string, width: Size, a: Value, b: Value): Value {
    const joined = isBool(a) || isBool(b) ? this.#conditions(operation, a, b) : undefined;
    if (joined !== undefined) return joined;
    if (this.#isOfPointers(a) || this.#isOfPointers(b)) {
      const result = this.#pointers.binary(operation, a, b, (value) => this.#asOffset(value));
      return width === 32 && isWord(result) ? this.word(result, 64).truncate(32) : result;
    }
    return width === 32
      ? this.#of[32].binary(operation, this.word(a, 32), this.word(b, 32))
      : this.#of[64].binary(operation, this.word(a, 64), this.word(b, 64));
  }

  #isOfPointers(value: Value): value is HostPointer | LowBits {
    return value instanceof HostPointer || value instanceof LowBits;
  }

  /** What is added to a pointer, or masks it, in 64 bits: in 32-bit memory the distance may be negative. */
  #asOffset(value: Value): Word<64> {
    if (isWord(value) && value.width === 32) {
      const known = constantOf(value);
      if (known !== undefined) return this.#of[64].words.constant(BigInt.asIntN(32, known));
      return this.#of[64].words.extend(this.word(value, 32).zeroExtend(64), 32);
    }
    return this.word(value, 64);
  }

  #widened(operation: string, a: Value): Value {
    // A host pointer of 32 bits stays what it is; 0 and 1 are the same with and without a sign.
    if (a instanceof HostPointer || isBool(a)) return a;
    if (a instanceof LowBits) return a;
    const wide = this.word(a, 32).zeroExtend(64);
    return operation === 'extend_i32_s' ? this.#of[64].words.extend(wide, 32) : wide;
  }

  /** What stays a condition; `undefined` where it is a number. */
  #conditions(operation: string, a: Value, b: Value): Bool | undefined {
    const [left, right] = [this.#condition(a), this.#condition(b)];
    if (left === undefined || right === undefined) return undefined;
    switch (operation) {
      case 'and':
        return left.and(right);
      case 'or':
        return left.or(right);
      case 'xor':
      case 'ne':
        return left.iff(right).not();
      case 'eq':
        return left.iff(right);
      default:
        return undefined;
    }
  }

  /** A condition, or a constant 0 or 1. */
  #condition(value: Value): Bool | undefined {
    if (isBool(value)) return value;
    const known = isWord(value) ? constantOf(value as Word<Size>) : undefined;
    return known === 0n || known === 1n ? this.#domain.bool(known === 1n) : undefined;
  }
}
