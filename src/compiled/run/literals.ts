import type { Width } from '../../domain/width.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';
import type { ArrayRange } from './own-arrays.ts';
import { isWord, type Value } from './value.ts';

/** What a number consists of as far as the code says: a sum of constants of the code, and whether there is anything else in it. */
export interface Literal {
  readonly base: bigint;
  readonly isWhole: boolean;
}

const NONE: Literal = { base: 0n, isWhole: false };

/**
 * Which part of each number is a constant of the code. An address is computed from that of an object and an index: the part tells the
 * object, on numbers as on terms, whatever the index is.
 */
export class Literals {
  readonly #known = new WeakMap<object, Literal>();
  readonly #arrays: readonly ArrayRange[];

  constructor(arrays: readonly ArrayRange[]) {
    this.#arrays = arrays;
  }

  /** Whether two values point to two objects, an array among them: there is no one array that a choice of them points into. */
  areApart(a: Value, b: Value): boolean {
    const [x, y] = [this.of(a).base, this.of(b).base];
    return x !== y && (this.#pointsIntoArray(x) || this.#pointsIntoArray(y));
  }

  #pointsIntoArray(base: bigint): boolean {
    return this.#arrays.some(({ address, bytes }) => base >= address && base < address + bytes);
  }

  /** A constant of the code. */
  mark(value: Value | Word<Width>): void {
    const constant = isWord(value) ? constantOf(value) : undefined;
    if (constant !== undefined) this.#known.set(value, { base: constant, isWhole: true });
  }

  of(value: Value): Literal {
    return this.#known.get(value) ?? NONE;
  }

  /** What an instruction makes of one operand. */
  unary(operation: string, a: Value, result: Value): void {
    const { base, isWhole } = this.of(a);
    if (isWhole) return this.mark(result);
    if (base === 0n || result === a) return;
    if (operation === 'wrap_i64') this.#note(result, BigInt.asUintN(32, base));
    else if (operation === 'extend_i32_s') this.#note(result, BigInt.asUintN(64, BigInt.asIntN(32, base)));
    else if (operation === 'extend_i32_u') this.#note(result, base);
  }

  /** What an instruction makes of two operands of a width. */
  binary(operation: string, width: 32 | 64, a: Value, b: Value, result: Value): void {
    const [x, y] = [this.of(a), this.of(b)];
    if (x.isWhole && y.isWhole) return this.mark(result);
    if ((x.base === 0n && y.base === 0n) || result === a || result === b) return;
    const base = combined(operation, x, y);
    if (base !== undefined) this.#note(result, BigInt.asUintN(width, base));
  }

  /** What is chosen of two values that point to one object, or to none. */
  chosen(a: Value, b: Value, result: Value): void {
    const { base } = this.of(a);
    if (result !== a && result !== b && base === this.of(b).base) this.#note(result, base);
  }

  #note(result: Value, base: bigint): void {
    this.#known.set(result, { base, isWhole: false });
  }
}

function combined(operation: string, x: Literal, y: Literal): bigint | undefined {
  switch (operation) {
    case 'add':
    case 'or':
      return x.base + y.base;
    case 'sub':
      return x.base - y.base;
    case 'mul':
      return x.isWhole || y.isWhole ? x.base * y.base : undefined;
    case 'shl':
      return y.isWhole ? x.base << BigInt.asUintN(6, y.base) : undefined;
    case 'and':
      return x.isWhole || y.isWhole ? x.base & y.base : undefined;
    default:
      return undefined;
  }
}
