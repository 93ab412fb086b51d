import type { Domain } from '../../domain/domain.ts';
import { constantOf, valuesOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { Access } from '../decode/opcodes.ts';
import type { Faults } from './faults.ts';
import type { Instance } from './instance.ts';
import { LIMITS } from './limits.ts';
import { ArrayPlace } from './own-arrays.ts';
import { OwnPlaces, type OwnPlace } from './own-places.ts';
import type { Numeric } from './numeric.ts';
import { HostPointer, isBool, isWord, type Num, type Value } from './value.ts';
import { Words } from './words.ts';

type Size = 32 | 64;

/** Loads and stores of linear memory, at addresses that are known or among a few. */
export class MemoryAccess {
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #numeric: Numeric;
  readonly #instance: Instance;
  readonly #places: OwnPlaces;

  constructor(domain: Domain, faults: Faults, numeric: Numeric, instance: Instance) {
    this.#domain = domain;
    this.#faults = faults;
    this.#numeric = numeric;
    this.#instance = instance;
    this.#places = new OwnPlaces(domain, instance, this);
  }

  /** Where an access goes: into linear memory, into an array of it, or through a host pointer into the memory of the guest. */
  place(value: Value, offset: bigint): OwnPlace | HostPointer {
    if (value instanceof HostPointer)
      return offset === 0n ? value : new HostPointer(value.anchor, value.offset.add(offset));
    return this.#places.own(value, offset);
  }

  /** An address or length as a number of 64 bits. */
  index(value: Value): U64 {
    if (isWord(value) && value.width === 64) return value;
    return this.#numeric.word(value, 32).zeroExtend(64);
  }

  /** The value of a word on this path, which forks where there are several. */
  one(word: U64, what: string, limit = LIMITS.addresses): bigint {
    const values = valuesOf(word, limit);
    if (values === null)
      throw this.#faults.unsupported(
        `${what} that depends on the state`,
        'Use constant addresses and indices in the memory of the module itself, or make the range of the index small.',
      );
    const last = values.length - 1;
    // The last one needs no question: it is one of them.
    const found = values.find((value, i) => i === last || this.#domain.decide(word.eq(value)));
    return found ?? 0n;
  }

  /** Traps where bytes are outside of memory, or where no object is. */
  check(address: number, bytes: number): void {
    const { memory, lowest, arrays } = this.#instance;
    const isPlain = arrays.every(
      ({ range }) => address + bytes <= range.address || address >= range.address + range.bytes,
    );
    if (address >= lowest && address + bytes <= memory.size && isPlain) return;
    this.#domain.trapIf('host pointer', true);
    throw this.#faults.invalid('it goes on after a trap');
  }

  load({ bytes, width, isSigned }: Access, address: OwnPlace): Value {
    if (address instanceof ArrayPlace) {
      const { array, offset } = address;
      array.check(offset, bytes);
      const word: Word<Width> = array.load(offset, (8 * bytes) as Width);
      return this.widened(word, width, isSigned);
    }
    this.check(address, bytes);
    const { memory } = this.#instance;
    const whole = memory.whole(address, bytes);
    if (whole !== undefined && (isBool(whole) || (!isWord(whole) && 8 * bytes === width)))
      return whole as Value;
    const word: Word<Width> = memory.word(address, (8 * bytes) as Width);
    return this.widened(word, width, isSigned);
  }

  store({ bytes, width }: Access, address: OwnPlace, value: Value): void {
    if (address instanceof ArrayPlace) {
      const { array, offset } = address;
      array.check(offset, bytes);
      return array.store(offset, this.narrowed(value, width, (8 * bytes) as Width));
    }
    this.check(address, bytes);
    const { memory } = this.#instance;
    if (isBool(value) || (!isWord(value) && 8 * bytes === width)) memory.store(address, value, bytes);
    else memory.store(address, this.narrowed(value, width, (8 * bytes) as Width), bytes);
  }

  /** A word as the stack has it. */
  widened(word: Word<Width>, width: Size, isSigned: boolean): Num {
    // As wide as the stack has it; that much the type of the width does not say.
    if (word.width === width) return word as unknown as Num;
    // Narrower than the width, which is one of two.
    const wide: Word<Size> = (word as Word<8>).zeroExtend(width);
    if (!isSigned) return wide as unknown as Num;
    return width === 32
      ? new Words(this.#domain, 32).extend(wide as unknown as Word<32>, word.width)
      : new Words(this.#domain, 64).extend(wide as unknown as Word<64>, word.width);
  }

  /** The low bits of a value on the stack. */
  narrowed(value: Value, from: Size, to: Width): Word<Width> {
    const word: Word<Size> = this.#numeric.word(value, from);
    return to === from ? word : (word as Word<64>).truncate(to as 8);
  }
}

/** Whether a length is 0 in every state. */
export function isNone(length: U64): boolean {
  return constantOf(length) === 0n;
}
