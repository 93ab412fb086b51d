import type { U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Shared } from './atomics.ts';
import { knownLength, piecesOf } from './lengths.ts';
import { OwnBytes } from './own-bytes.ts';
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
  read(to: Value, from: U64, length: U64): boolean {
    const { domain } = this.#shared;
    const bytes = knownLength(this.#shared, length);
    if (!domain.decide(this.#memory.checkRange(from, domain.u64(bytes)))) return false;
    const address = this.#own.place(to, 'read_guest');
    this.#own.check(address, bytes);
    const words = this.#memory.read(from, piecesOf(bytes));
    if (words.ok) this.#own.put(address, words.value);
    return words.ok;
  }

  /** The same of a copy to guest memory. */
  write(to: U64, from: Value, length: U64): boolean {
    const { domain } = this.#shared;
    const bytes = knownLength(this.#shared, length);
    if (!domain.decide(this.#memory.checkRange(to, domain.u64(bytes)))) return false;
    return this.#memory.write(to, this.#own.take(this.#own.place(from, 'write_guest'), bytes)).ok;
  }
}
