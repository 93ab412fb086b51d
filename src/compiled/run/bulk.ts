import type { Word, U64 } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import type { Frame } from './frame.ts';
import type { GuestAccess } from './guest-access.ts';
import { knownLength, piecesOf } from './lengths.ts';
import { OwnBytes } from './own-bytes.ts';
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
        const length = this.#shared.access.index(frame.pop());
        const from = frame.pop();
        return this.#copy(frame.pop(), from, length);
      }
      case 'memory.fill': {
        const length = this.#shared.access.index(frame.pop());
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
    access.check(to, length);
    bytes
      .subarray(from, from + length)
      .forEach((byte, i) => instance.memory.store(to + i, domain.u8(byte), 1));
  }

  #copy(to: Value, from: Value, length: U64): void {
    if (to instanceof HostPointer && from instanceof HostPointer)
      return this.#guest().transfer(to, from, length);
    const bytes = this.#known(length);
    if (bytes === 0) return;
    const { access, instance } = this.#shared;
    if (to instanceof HostPointer)
      return this.#guest().write(to, this.#own.take(access.place(from, 0n) as number, bytes));
    if (from instanceof HostPointer) {
      const [address, widths] = [access.place(to, 0n) as number, piecesOf(bytes)];
      access.check(address, bytes);
      return this.#own.put(address, this.#guest().read(from, widths));
    }
    const [source, target] = [access.place(from, 0n) as number, access.place(to, 0n) as number];
    access.check(source, bytes);
    access.check(target, bytes);
    instance.memory.move(target, source, bytes);
  }

  #fill(to: Value, byte: Word<8>, length: U64): void {
    const bytes = this.#known(length);
    if (bytes === 0) return;
    const words = Array.from({ length: bytes }, () => byte);
    if (to instanceof HostPointer) return this.#guest().write(to, words);
    const address = this.#shared.access.place(to, 0n) as number;
    this.#shared.access.check(address, bytes);
    this.#own.put(address, words);
  }

  #known(length: U64): number {
    return knownLength(this.#shared, length);
  }
}
