import { constantOf, valuesOf } from '../../domain/word-facts.ts';
import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Frame } from './frame.ts';
import type { GuestAccess } from './guest-access.ts';
import { LIMITS } from './limits.ts';
import { HostPointer, isBool, isWord, type Num, type Value } from './value.ts';

/** Copies and fills of many bytes, and the size of memory. */
export class Bulk {
  readonly #shared: Shared;
  readonly #guest: () => GuestAccess;

  constructor(shared: Shared, guest: () => GuestAccess) {
    this.#shared = shared;
    this.#guest = guest;
  }

  execute(frame: Frame, kind: 'memory.size' | 'memory.grow' | 'memory.copy' | 'memory.fill'): void {
    switch (kind) {
      case 'memory.size':
        frame.push(this.#pages(this.#shared.instance.memory.pages));
        return;
      case 'memory.grow':
        frame.push(this.#grow(frame.pop()));
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
    const [length, from] = [frame.pop(), frame.pop()].map((value) => this.#known(access.index(value))) as [
      number,
      number,
    ];
    const to = this.#known(access.index(frame.pop()));
    if (from + length > bytes.length) domain.trapIf('index out of bounds', true);
    access.check(to, length);
    bytes
      .subarray(from, from + length)
      .forEach((byte, i) => instance.memory.store(to + i, domain.u8(byte), 1));
  }

  /**
   * A copy out of guest memory by address, across adjacent regions, as a library of the host does it: false, with nothing copied, where
   * not all of it is mapped. The length is constant on each path.
   */
  fromGuest(memory: GuestMemory, to: Value, from: U64, length: U64): boolean {
    const { access, domain } = this.#shared;
    const bytes = this.#known(length);
    if (!domain.decide(memory.checkRange(from, domain.u64(bytes)))) return false;
    const address = this.#ownPlace(to, 'read_guest');
    access.check(address, bytes);
    const words = memory.read(from, piecesOf(bytes));
    if (words.ok) this.#put(address, words.value);
    return words.ok;
  }

  /** The same of a copy to guest memory. */
  toGuest(memory: GuestMemory, to: U64, from: Value, length: U64): boolean {
    const { domain } = this.#shared;
    const bytes = this.#known(length);
    if (!domain.decide(memory.checkRange(to, domain.u64(bytes)))) return false;
    return memory.write(to, this.#words(this.#ownPlace(from, 'write_guest'), bytes)).ok;
  }

  /** An address in the memory of the module itself. */
  #ownPlace(value: Value, name: string): number {
    const place = this.#shared.access.place(value, 0n);
    if (typeof place === 'number') return place;
    throw this.#shared.faults.unsupported(
      `gives ${name} a host pointer`,
      'Copy between guest memory and the memory of the module itself; within guest memory use memcpy.',
    );
  }

  #grow(by: Value): Num {
    const { instance, access, domain } = this.#shared;
    const { memory, module } = instance;
    const before = memory.pages;
    const wanted = BigInt(before) + access.one(access.index(by), 'grows memory by a size');
    const most = module.memory?.max ?? BigInt(LIMITS.pages);
    const isGrown = wanted <= most && wanted <= BigInt(LIMITS.pages);
    if (isGrown) memory.pages = Number(wanted);
    if (isGrown) return this.#pages(before);
    return module.memoryIs64 ? domain.u64(2n ** 64n - 1n) : domain.u32(0xffffffff);
  }

  #pages(pages: number): Num {
    const { domain, instance } = this.#shared;
    return instance.module.memoryIs64 ? domain.u64(pages) : domain.u32(pages);
  }

  #copy(to: Value, from: Value, length: U64): void {
    if (to instanceof HostPointer && from instanceof HostPointer)
      return this.#guest().transfer(to, from, length);
    const bytes = this.#known(length);
    if (bytes === 0) return;
    const { access, instance } = this.#shared;
    if (to instanceof HostPointer)
      return this.#guest().write(to, this.#words(access.place(from, 0n) as number, bytes));
    if (from instanceof HostPointer) {
      const [address, widths] = [access.place(to, 0n) as number, piecesOf(bytes)];
      access.check(address, bytes);
      return this.#put(address, this.#guest().read(from, widths));
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
    this.#put(address, words);
  }

  #put(address: number, words: readonly Word<Width>[]): void {
    let at = address;
    for (const word of words) {
      this.#shared.instance.memory.store(at, word, word.width / 8);
      at += word.width / 8;
    }
  }

  /** What linear memory holds, in words as they were stored where they were stored whole. */
  #words(address: number, bytes: number): readonly Word<Width>[] {
    const { access, instance, numeric } = this.#shared;
    access.check(address, bytes);
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

  /** A length on this path: any where it is constant, a few where it depends on the state. */
  #known(length: U64): number {
    const { faults, access } = this.#shared;
    const constant = constantOf(length);
    const value =
      constant ??
      (valuesOf(length, LIMITS.copied) === null
        ? undefined
        : access.one(length, 'copies a length', LIMITS.copied));
    if (value === undefined)
      throw faults.unsupported(
        'copies or fills a number of bytes that depends on the state',
        'Copy a constant number of bytes, or bound it: of two places in guest memory it may be any.',
      );
    if (value > BigInt(LIMITS.moved))
      throw faults.limit(`it copies ${value} bytes, and the limit is ${LIMITS.moved}`, 'Copy less at once.');
    return Number(value);
  }
}

/** Words that take so many bytes, the widest first. */
function piecesOf(bytes: number): readonly Width[] {
  const widths: Width[] = [];
  for (let rest = bytes; rest > 0;) {
    const width = ([64, 32, 16, 8] as const).find((one) => one <= 8 * rest) ?? 8;
    widths.push(width);
    rest -= width / 8;
  }
  return widths;
}
