import { constantOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U8, Word } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import type { Length } from './lengths.ts';
import { ArrayPlace } from './own-arrays.ts';
import type { OwnPlace } from './own-places.ts';
import { runOf } from './same-bytes.ts';
import { HostPointer, isBool, isWord, type Value } from './value.ts';

/** Bytes of the module's own memory that lie one after the other. */
export interface OwnRange {
  readonly place: OwnPlace;
  readonly bytes: number;
  /** Whether constants of the code alone say how many they are. */
  readonly isFixed: boolean;
}

/** The same, all of them in one array or none. */
interface Stretch {
  readonly place: OwnPlace;
  readonly bytes: number;
}

/** Many bytes of the module's own memory at once, as words. */
export class OwnBytes {
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** An address of it. Throws a `CompiledError` for a host pointer: `name` is the import that it was given to. */
  place(value: Value, name: string): OwnPlace {
    const place = this.#shared.access.place(value, 0n);
    if (!(place instanceof HostPointer)) return place;
    throw this.#shared.faults.unsupported(
      `gives ${name} a host pointer`,
      'Copy between guest memory and the memory of the module itself; within guest memory use memcpy.',
    );
  }

  /** Traps where bytes are outside of memory, or of their array. */
  check(range: OwnRange): void {
    this.#stretches(range);
  }

  /**
   * Traps where bytes that begin in an array end beyond it, if the state has a say in how many they are. Where constants of the code alone
   * say so, they may be a structure that the array is a part of.
   */
  checkLength(place: OwnPlace, { length, isFixed }: Length): void {
    if (!isFixed && place instanceof ArrayPlace) place.array.checkAll(place.offset, length);
  }

  /** `words`: all that is in the range. */
  put(range: OwnRange, words: readonly Word<Width>[]): void {
    // Those that are left, the first one last.
    const rest = [...words].reverse();
    for (const stretch of this.#stretches(range)) {
      for (let done = 0; done < stretch.bytes;) {
        const same = stretch.place instanceof ArrayPlace ? runOf(rest, stretch.bytes - done) : null;
        if (same !== null && stretch.place instanceof ArrayPlace) {
          const { array, offset } = stretch.place;
          const { domain } = this.#shared;
          array.fill(offset.add(done), domain.u64(same.bytes), domain.u8(same.byte));
          rest.length -= same.words;
          done += same.bytes;
          continue;
        }
        const word = rest.pop();
        if (word === undefined) return;
        const size = word.width / 8;
        // What ends in another stretch goes there byte by byte.
        if (done + size > stretch.bytes)
          rest.push(...Array.from({ length: size }, (_, i) => word.byte(size - 1 - i)));
        else {
          this.#store(stretch.place, done, word);
          done += size;
        }
      }
    }
  }

  /** What is there, in words as they were stored where they were stored whole. */
  take(range: OwnRange): readonly Word<Width>[] {
    return this.#stretches(range).flatMap((stretch) =>
      stretch.place instanceof ArrayPlace
        ? this.#takeOfArray(stretch.place, stretch.bytes)
        : this.#take(stretch.place, stretch.bytes),
    );
  }

  /** One byte in many places. */
  fill(range: OwnRange, byte: U8): void {
    const { domain, instance } = this.#shared;
    for (const stretch of this.#stretches(range)) {
      if (stretch.place instanceof ArrayPlace) {
        const { array, offset } = stretch.place;
        array.fill(offset, domain.u64(stretch.bytes), byte);
      } else for (let i = 0; i < stretch.bytes; i += 1) instance.memory.store(stretch.place + i, byte, 1);
    }
  }

  /** Moves bytes that are in no array, as if by a buffer between: false, with nothing done, where some are. */
  movesPlain(to: OwnRange, from: OwnRange): boolean {
    const { bytes } = from;
    const [source] = this.#stretches(from);
    const [target] = this.#stretches(to);
    const isPlain = [source, target].every(
      (one) => one?.bytes === bytes && !(one.place instanceof ArrayPlace),
    );
    if (isPlain) this.#shared.instance.memory.move(Number(to.place), Number(from.place), bytes);
    return isPlain;
  }

  #stretches({ place, bytes, isFixed }: OwnRange): readonly Stretch[] {
    const { access, domain } = this.#shared;
    if (place instanceof ArrayPlace && !(place.isFixed && isFixed)) {
      place.array.checkAll(place.offset, domain.u64(bytes));
      return [{ place, bytes }];
    }
    // A structure may have arrays in it.
    const start =
      place instanceof ArrayPlace
        ? Number(constantOf(place.offset) ?? 0n) + place.array.range.address
        : place;
    const borders = this.#shared.instance.arrays
      .flatMap(({ range }) => [range.address, range.address + range.bytes])
      .filter((border) => border > start && border < start + bytes)
      .sort((a, b) => a - b);
    const ends = [...new Set([...borders, start + bytes])];
    return ends.map((end, i) => {
      const from = ends[i - 1] ?? start;
      const array = this.#shared.instance.arrays.find((one) => one.holds(BigInt(from)));
      if (array === undefined) {
        access.check(from, end - from);
        return { place: from, bytes: end - from };
      }
      const after = from - array.range.address;
      const offset = domain.u64(after);
      if (isFixed) array.checkFixed(after, end - from);
      else array.checkAll(offset, domain.u64(end - from));
      return { place: new ArrayPlace(array, offset), bytes: end - from };
    });
  }

  #store(place: OwnPlace, after: number, word: Word<Width>): void {
    if (place instanceof ArrayPlace) place.array.store(place.offset.add(after), word);
    else this.#shared.instance.memory.store(place + after, word, word.width / 8);
  }

  #takeOfArray({ array, offset }: ArrayPlace, bytes: number): readonly Word<Width>[] {
    const words: Word<Width>[] = [];
    for (let done = 0; done < bytes;) {
      const size = [8, 4, 2, 1].find((one) => one <= bytes - done) ?? 1;
      words.push(array.load(offset.add(done), (8 * size) as Width));
      done += size;
    }
    return words;
  }

  #take(address: number, bytes: number): readonly Word<Width>[] {
    const { instance, numeric } = this.#shared;
    const words: Word<Width>[] = [];
    for (let done = 0; done < bytes;) {
      const sizes = [8, 4, 2, 1].filter((size) => size <= bytes - done);
      const size =
        sizes.find((one) => instance.memory.whole(address + done, one) !== undefined) ?? sizes[0] ?? 1;
      const whole = instance.memory.whole(address + done, size);
      const isNumber = whole === undefined || isWord(whole) || isBool(whole);
      // Throws for what is no number.
      if (!isNumber) numeric.word(whole as Value, 64);
      words.push(instance.memory.word(address + done, (8 * size) as Width));
      done += size;
    }
    return words;
  }
}
