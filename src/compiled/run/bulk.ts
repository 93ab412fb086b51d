import { constantOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import type { Frame } from './frame.ts';
import type { GuestAccess } from './guest-access.ts';
import { knownLength, lengthOf, piecesOf, type Length } from './lengths.ts';
import { ArrayPlace } from './own-arrays.ts';
import { OwnBytes, type OwnRange } from './own-bytes.ts';
import type { OwnPlace } from './own-places.ts';
import { Pages } from './pages.ts';
import { HostPointer, type Value } from './value.ts';

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
        const length = lengthOf(this.#shared, frame.pop());
        const from = frame.pop();
        return this.#copy(frame.pop(), from, length);
      }
      case 'memory.fill': {
        const length = lengthOf(this.#shared, frame.pop());
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
    const length = lengthOf(this.#shared, frame.pop());
    const from = Number(access.one(access.index(frame.pop()), 'copies data from an offset'));
    const place = access.place(frame.pop(), 0n);
    if (place instanceof HostPointer)
      throw this.#shared.faults.unsupported('copies data to guest memory', 'Copy it from a constant array.');
    this.#own.checkLength(place, length);
    const target = this.#range(place, length);
    if (from + target.bytes > bytes.length) domain.trapIf('index out of bounds', true);
    this.#own.put(
      target,
      [...bytes.subarray(from, from + target.bytes)].map((byte) => domain.u8(byte)),
    );
  }

  #copy(to: Value, from: Value, length: Length): void {
    const { access } = this.#shared;
    const [source, target] = [access.place(from, 0n), access.place(to, 0n)];
    if (target instanceof HostPointer)
      return source instanceof HostPointer
        ? this.#guest().transfer(target, source, length.length)
        : this.#toGuest(target, source, length);
    if (source instanceof HostPointer) return this.#fromGuest(target, source, length);
    for (const place of [source, target]) this.#own.checkLength(place, length);
    const range = this.#range(source, length);
    if (range.bytes === 0) return;
    const into = { ...range, place: target };
    if (!this.#own.movesPlain(into, range)) this.#own.put(into, this.#own.take(range));
  }

  #toGuest(to: HostPointer, from: OwnPlace, length: Length): void {
    this.#own.checkLength(from, length);
    const range = this.#range(from, length);
    if (range.bytes > 0) this.#guest().write(to, this.#own.take(range));
  }

  #fromGuest(to: OwnPlace, from: HostPointer, length: Length): void {
    this.#own.checkLength(to, length);
    const range = this.#range(to, length);
    if (range.bytes === 0) return;
    this.#own.check(range);
    this.#own.put(range, this.#guest().read(from, piecesOf(range.bytes)));
  }

  #fill(to: Value, byte: Word<8>, length: Length): void {
    const place = this.#shared.access.place(to, 0n);
    if (!(place instanceof HostPointer)) this.#own.checkLength(place, length);
    if (place instanceof ArrayPlace && constantOf(length.length) === undefined) {
      // One update, however many entries they are.
      return place.array.fill(place.offset, length.length, byte);
    }
    if (place instanceof HostPointer) {
      const bytes = Array.from({ length: knownLength(this.#shared, length.length) }, () => byte);
      if (bytes.length > 0) this.#guest().write(place, bytes);
      return;
    }
    const range = this.#range(place, length);
    if (range.bytes > 0) this.#own.fill(range, byte);
  }

  #range(place: OwnPlace, { length, isFixed }: Length): OwnRange {
    return { place, bytes: knownLength(this.#shared, length), isFixed };
  }
}
