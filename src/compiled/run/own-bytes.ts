import type { Width } from '../../domain/width.ts';
import type { Word } from '../../domain/word.ts';
import type { Shared } from './atomics.ts';
import { isBool, isWord, type Value } from './value.ts';

/** Many bytes of the module's own memory at once, as words. */
export class OwnBytes {
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** An address of it. Throws a `CompiledError` for a host pointer: `name` is the import that it was given to. */
  place(value: Value, name: string): number {
    const place = this.#shared.access.place(value, 0n);
    if (typeof place === 'number') return place;
    throw this.#shared.faults.unsupported(
      `gives ${name} a host pointer`,
      'Copy between guest memory and the memory of the module itself; within guest memory use memcpy.',
    );
  }

  put(address: number, words: readonly Word<Width>[]): void {
    let at = address;
    for (const word of words) {
      this.#shared.instance.memory.store(at, word, word.width / 8);
      at += word.width / 8;
    }
  }

  /** What is there, in words as they were stored where they were stored whole. */
  take(address: number, bytes: number): readonly Word<Width>[] {
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
}
