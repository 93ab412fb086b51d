import { constantOf } from '../../domain/word-facts.ts';
import type { Word, U64 } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import type { Frame } from './frame.ts';
import type { GuestAccess } from './guest-access.ts';
import { knownLength, piecesOf } from './lengths.ts';
import { ArrayPlace } from './own-arrays.ts';
import { OwnBytes } from './own-bytes.ts';
import type { OwnPlace } from './own-places.ts';
import { Pages } from './pages.ts';
import { HostPointer, type Value } from './value.ts';

/** How many bytes are copied, and whether constants of the code alone say so. */
interface Length {
  readonly length: U64;
  readonly isFixed: boolean;
}

/** Instructions that copy and fill many bytes, and those on the size of memory. */
export class Bulk {
  readonly #shared: Shared;
  readonly #guest: () => GuestAccess;
  readonly #own: OwnBytes;
  readonly #pages: Pages;

  constructor(shared: Shared, guest: () => GuestAccess) {
    this.#shared = shared;
    this.#guest = guest;
    this.#own = new OwnBytes(shared);
    this.#pages = new Pages(shared);
  }

  execute(frame: Frame, kind: 'memory.size' | 'memory.grow' | 'memory.copy' | 'memory.fill'): void {
    switch (kind) {
      case 'memory.size':
        frame.push(this.#pages.size());
        return;
      case 'memory.grow':
        frame.push(this.#pages.grow(frame.pop()));
        return;
      case 'memory.copy': {
        const length = this.#length(frame.pop());
        const from = frame.pop();
        return this.#copy(frame.pop(), from, length);
      }
      case 'memory.fill': {
        const length = this.#length(frame.pop());
        const byte = this.#shared.numeric.word(frame.pop(), 32).truncate(8);
        return this.#fill(frame.pop(), byte, length);
      }
    }
  }

  segment(frame: Frame, kind: 'memory.init' | 'data.drop', segment: number): void {
    const { instance, access, domain } = this.#shared;
    const data = instance.module.data[segment];
    if (data === undefined) throw this.#shared.faults.invalid(`there is no data segment ${segment}`);
    if (kind === 'data.drop') {
      instance.dropped.add(segment);
      return;
    }
    const isGone = instance.dropped.has(segment) || data.offset !== null;
    const bytes = isGone ? new Uint8Array() : data.bytes;
    const length = this.#known(access.index(frame.pop()));
    const [from, to] = [frame.pop(), frame.pop()].map((value) =>
      Number(access.one(access.index(value), 'copies data to or from an address')),
    ) as [number, number];
    if (from + length > bytes.length) domain.trapIf('index out of bounds', true);
    this.#own.put(
      to,
      [...bytes.subarray(from, from + length)].map((byte) => domain.u8(byte)),
    );
  }

  #copy(to: Value, from: Value, { length, isFixed }: Length): void {
    if (to instanceof HostPointer && from instanceof HostPointer)
      return this.#guest().transfer(to, from, length);
    if (!isFixed) for (const end of [from, to]) this.#staysInArray(end, length);
    const bytes = this.#known(length);
    if (bytes === 0) return;
    if (to instanceof HostPointer) return this.#guest().write(to, this.#own.take(this.#place(from), bytes));
    if (from instanceof HostPointer) {
      const place = this.#place(to);
      this.#own.check(place, bytes);
      return this.#own.put(place, this.#guest().read(from, piecesOf(bytes)));
    }
    const [source, target] = [this.#place(from), this.#place(to)];
    if (!this.#own.movesPlain(target, source, bytes)) this.#own.put(target, this.#own.take(source, bytes));
  }

  #fill(to: Value, byte: Word<8>, { length, isFixed }: Length): void {
    const place = this.#shared.access.place(to, 0n);
    if (!isFixed) this.#staysInArray(to, length);
    if (place instanceof ArrayPlace && constantOf(length) === undefined) {
      // One update, however many entries they are.
      return place.array.fill(place.offset, length, byte);
    }
    const bytes = this.#known(length);
    if (bytes === 0) return;
    if (!(place instanceof HostPointer)) return this.#own.fill(place, byte, bytes);
    this.#guest().write(
      place,
      Array.from({ length: bytes }, () => byte),
    );
  }

  #length(value: Value): Length {
    const { access, instance } = this.#shared;
    return { length: access.index(value), isFixed: instance.literals?.of(value).isWhole ?? true };
  }

  /** Traps where a range that begins in an array ends beyond it. */
  #staysInArray(value: Value, length: U64): void {
    if (value instanceof HostPointer) return;
    const place = this.#place(value);
    if (place instanceof ArrayPlace) place.array.checkAll(place.offset, length);
  }

  /** A place of the module's own memory: of what is no host pointer. */
  #place(value: Value): OwnPlace {
    const place = this.#shared.access.place(value, 0n);
    if (place instanceof HostPointer) throw this.#shared.faults.invalid('a number is a host pointer');
    return place;
  }

  #known(length: U64): number {
    return knownLength(this.#shared, length);
  }
}
