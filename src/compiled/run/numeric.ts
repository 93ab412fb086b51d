import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Bool, Word } from '../../domain/word.ts';
import type { Faults } from './faults.ts';
import type { PointerOperations } from './pointer-operations.ts';
import { HostPointer, isBool, isWord, LowBits, wordOf, type Num, type Value } from './value.ts';
import { Words } from './words.ts';

type Size = 32 | 64;

/** What instructions without immediates compute, of numbers, conditions and host pointers. */
export class Numeric {
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #pointers: PointerOperations;
  readonly #words: { readonly 32: Words<32>; readonly 64: Words<64> };

  constructor(domain: Domain, faults: Faults, pointers: PointerOperations) {
    this.#domain = domain;
    this.#faults = faults;
    this.#pointers = pointers;
    this.#words = { 32: new Words(domain, 32), 64: new Words(domain, 64) };
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
    if (operation === 'eqz') return this.truth(a).not();
    if (operation === 'wrap_i64') {
      if (a instanceof HostPointer || a instanceof LowBits) return this.#pointers.low(a);
      return this.word(a, 64).truncate(32);
    }
    if (operation.startsWith('extend_i32')) return this.#widened(operation, a);
    if (isBool(a) && operation.startsWith('extend')) return a;
    return width === 32
      ? this.#unaryWord(operation, this.#words[32], this.word(a, 32))
      : this.#unaryWord(operation, this.#words[64], this.word(a, 64));
  }

  binary(operation: string, width: Size, a: Value, b: Value): Value {
    const joined = isBool(a) || isBool(b) ? this.#conditions(operation, a, b) : undefined;
    if (joined !== undefined) return joined;
    if (this.#isOfPointers(a) || this.#isOfPointers(b))
      return this.#pointers.binary(operation, a, b, (value) => this.#asOffset(value));
    return width === 32
      ? this.#binaryWord(operation, this.#words[32], this.word(a, 32), this.word(b, 32))
      : this.#binaryWord(operation, this.#words[64], this.word(a, 64), this.word(b, 64));
  }

  #isOfPointers(value: Value): value is HostPointer | LowBits {
    return value instanceof HostPointer || value instanceof LowBits;
  }

  /** What is added to a pointer, or masks it, in 64 bits: in 32-bit memory the distance may be negative. */
  #asOffset(value: Value): Word<64> {
    if (isWord(value) && value.width === 32)
      return this.#words[64].extend(this.word(value, 32).zeroExtend(64), 32);
    return this.word(value, 64);
  }

  #widened(operation: string, a: Value): Value {
    // A host pointer of 32 bits stays what it is; 0 and 1 are the same with and without a sign.
    if (a instanceof HostPointer || isBool(a)) return a;
    if (a instanceof LowBits) return a;
    const wide = this.word(a, 32).zeroExtend(64);
    return operation === 'extend_i32_s' ? this.#words[64].extend(wide, 32) : wide;
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

  #unaryWord<W extends Size>(operation: string, words: Words<W>, a: Word<W>): Num {
    return this.#num(this.#unaryOf(operation, words, a));
  }

  #unaryOf<W extends Size>(operation: string, words: Words<W>, a: Word<W>): Word<W> {
    switch (operation) {
      case 'clz':
        return words.clz(a);
      case 'ctz':
        return words.ctz(a);
      case 'popcnt':
        return words.popcnt(a);
      case 'extend8_s':
        return words.extend(a, 8);
      case 'extend16_s':
        return words.extend(a, 16);
      case 'extend32_s':
        return words.extend(a, 32);
      default:
        throw this.#faults.unsupported(`executes ${operation}`);
    }
  }

  #binaryWord<W extends Size>(operation: string, words: Words<W>, a: Word<W>, b: Word<W>): Value {
    const compared = comparison(operation, words, a, b);
    if (compared !== undefined) return compared;
    if (operation === 'mul') {
      const product = words.mul(a, b);
      if (product !== undefined) return this.#num(product);
      throw this.#faults.unsupported(
        'multiplies two values of which neither is a constant',
        'Multiply by a constant, shift, or give one of them a small range.',
      );
    }
    const result = arithmetic(operation, words, a, b);
    if (result === undefined) throw this.#faults.unsupported(`executes ${operation}`);
    return this.#num(result);
  }

  #num(word: Word<Size>): Num {
    // Widths on the stack are 32 and 64.
    return word as unknown as Num;
  }
}

function comparison<W extends Size>(
  operation: string,
  words: Words<W>,
  a: Word<W>,
  b: Word<W>,
): Bool | undefined {
  switch (operation) {
    case 'eq':
      return a.eq(b);
    case 'ne':
      return a.ne(b);
    case 'lt_u':
      return a.lt(b);
    case 'le_u':
      return a.le(b);
    case 'gt_u':
      return b.lt(a);
    case 'ge_u':
      return b.le(a);
    case 'lt_s':
      return words.ltS(a, b);
    case 'le_s':
      return words.leS(a, b);
    case 'gt_s':
      return words.ltS(b, a);
    case 'ge_s':
      return words.leS(b, a);
    default:
      return undefined;
  }
}

function arithmetic<W extends Size>(
  operation: string,
  words: Words<W>,
  a: Word<W>,
  b: Word<W>,
): Word<W> | undefined {
  switch (operation) {
    case 'add':
      return a.add(b);
    case 'sub':
      return a.sub(b);
    case 'and':
      return a.and(b);
    case 'or':
      return a.or(b);
    case 'xor':
      return a.xor(b);
    case 'div_u':
      return words.divU(a, b);
    case 'rem_u':
      return words.remU(a, b);
    case 'div_s':
      return words.divS(a, b);
    case 'rem_s':
      return words.remS(a, b);
    case 'shl':
      return words.shl(a, b);
    case 'shr_u':
      return words.shrU(a, b);
    case 'shr_s':
      return words.shrS(a, b);
    case 'rotl':
      return words.rotl(a, b);
    case 'rotr':
      return words.rotr(a, b);
    default:
      return undefined;
  }
}
