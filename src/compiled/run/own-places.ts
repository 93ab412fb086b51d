import type { Domain } from '../../domain/domain.ts';
import { constantOf, valuesOf } from '../../domain/word-facts.ts';
import type { U64 } from '../../domain/word.ts';
import type { Instance } from './instance.ts';
import { LIMITS } from './limits.ts';
import { ArrayPlace, type OwnArray } from './own-arrays.ts';
import type { Value } from './value.ts';

/** A place in the memory of the module itself: at a known address, or in an array. */
export type OwnPlace = number | ArrayPlace;

/** What turns values into numbers. */
interface Numbers {
  index(value: Value): U64;
  one(word: U64, what: string): bigint;
}

/** Tells which place of the module's own memory an address is. */
export class OwnPlaces {
  readonly #domain: Domain;
  readonly #instance: Instance;
  readonly #numbers: Numbers;

  constructor(domain: Domain, instance: Instance, numbers: Numbers) {
    this.#domain = domain;
    this.#instance = instance;
    this.#numbers = numbers;
  }

  /**
   * The place at an address and so many bytes more. An index into an array stays in it, or the access traps: on numbers, too, where the
   * bytes next to the array are others of the module.
   */
  own(value: Value, offset: bigint): OwnPlace {
    const { arrays, literals } = this.#instance;
    const word = this.#numbers.index(value);
    if (literals === null) return Number(this.#numbers.one(word, WHAT) + offset);
    const { base, isWhole } = literals.of(value);
    const start = base + offset;
    const pointed = arrays.find((array) => array.holds(start));
    if (pointed !== undefined && !isWhole) return this.#within(pointed, start, word, offset);
    if (constantOf(word) === undefined && valuesOf(word, LIMITS.addresses) === null) {
      // Whatever it was computed from, it is in an array, or else nothing that is executed.
      const found = arrays
        .map((array) => placeIn(array, word, offset))
        .find((place) => this.#domain.decide(place.offset.lt(place.array.range.bytes)));
      if (found !== undefined) return found;
    }
    return this.#at(this.#numbers.one(word, WHAT) + offset, isWhole);
  }

  /** A place in linear memory, which may be one in an array. */
  #at(address: bigint, isFixed: boolean): OwnPlace {
    const array = this.#instance.arrays.find((one) => one.holds(address));
    if (array === undefined) return Number(address);
    return new ArrayPlace(array, this.#domain.u64(address - BigInt(array.range.address)), isFixed);
  }

  /**
   * In the array that the constant part points into, unless another one begins just after that and the address is in it: compilers compute
   * that of `entries[i - 1]` from a place before the array, by an entry at most.
   */
  #within(pointed: OwnArray, start: bigint, word: U64, offset: bigint): ArrayPlace {
    const place = placeIn(pointed, word, offset);
    const others = this.#instance.arrays.filter(
      ({ range }) => start < BigInt(range.address) && start + BigInt(range.entry) >= range.address,
    );
    if (others.length === 0 || this.#domain.decide(place.offset.lt(pointed.range.bytes))) return place;
    return (
      others
        .map((array) => placeIn(array, word, offset))
        .find((other) => this.#domain.decide(other.offset.lt(other.array.range.bytes))) ?? place
    );
  }
}

const WHAT = 'accesses memory at an address';

function placeIn(array: OwnArray, word: U64, offset: bigint): ArrayPlace {
  return new ArrayPlace(array, word.add(BigInt.asUintN(64, offset - BigInt(array.range.address))));
}
