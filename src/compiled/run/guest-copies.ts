import type { U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Shared } from './atomics.ts';
import { knownLength, lengthOf, piecesOf } from './lengths.ts';
import { OwnBytes, type OwnRange } from './own-bytes.ts';
import type { OwnPlace } from './own-places.ts';
import type { Value } from './value.ts';

/**
 * Copies between guest memory, by address, and the module's own: across adjacent regions, as a library of the host does them. The
 * length is constant on each path.
 */
export class GuestCopies {
  readonly #shared: Shared;
  readonly #memory: GuestMemory;
  readonly #own: OwnBytes;

  constructor(shared: Shared, memory: GuestMemory) {
    this.#shared = shared;
    this.#memory = memory;
    this.#own = new OwnBytes(shared);
  }

  /** A copy out of guest memory: false, with nothing copied, where not all of it is mapped. */
  read(to: Value, from: U64, length: Value): boolean {
    const bytes = this.#bytes(length);
    if (!this.#isMapped(from, bytes)) return false;
    const target = this.#range(this.#own.place(to, 'read_guest'), length, bytes);
    this.#own.check(target);
    const words = this.#memory.read(from, piecesOf(bytes));
    if (words.ok) this.#own.put(target, words.value);
    return words.ok;
  }

  /** The same of a copy to guest memory. */
  write(to: U64, from: Value, length: Value): boolean {
    const bytes = this.#bytes(length);
    if (!this.#isMapped(to, bytes)) return false;
    const source = this.#range(this.#own.place(from, 'write_guest'), length, bytes);
    return this.#memory.write(to, this.#own.take(source)).ok;
  }

  #bytes(length: Value): number {
    return knownLength(this.#shared, lengthOf(this.#shared, length).length);
  }

  #isMapped(address: U64, bytes: number): boolean {
    const { domain } = this.#shared;
    return domain.decide(this.#memory.checkRange(address, domain.u64(bytes)));
  }

  #range(place: OwnPlace, length: Value, bytes: number): OwnRange {
    return { place, bytes, isFixed: lengthOf(this.#shared, length).isFixed };
  }
}
