import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';

/** What an operation wrote to guest memory at once. */
export interface Written {
  readonly start: U64;
  readonly bytes: number;
  /** One after the other, without padding. */
  readonly words: readonly Word<Width>[];
}

/**
 * Calls an operation. `writes`: all that it wrote, in its order; `undefined` where it transferred bytes, or a write ended in unmapped
 * memory.
 */
export function notingWrites<T>(
  memory: GuestMemory,
  call: (memory: GuestMemory) => T,
): { readonly result: T; readonly writes: readonly Written[] | undefined } {
  const writes: Written[] = [];
  const unseen: { isUnknown: boolean } = { isUnknown: false };
  const note = (start: U64, words: readonly Word<Width>[]): void => {
    writes.push({ start, words, bytes: words.reduce((sum, { width }) => sum + width / 8, 0) });
  };
  const result = call({
    load: (address, width, ordering, known) => memory.load(address, width, ordering, known),
    store: (address, value, ordering, known) => {
      const stored = memory.store(address, value, ordering, known);
      if (stored.ok) note(address, [value]);
      return stored;
    },
    read: (address, widths, known) => memory.read(address, widths, known),
    write: (address, words, known) => {
      const written = memory.write(address, words, known);
      if (written.ok) note(address, words);
      else unseen.isUnknown = true;
      return written;
    },
    transfer: (from, to, length) => {
      unseen.isUnknown = true;
      return memory.transfer(from, to, length);
    },
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  });
  return { result, writes: unseen.isUnknown ? undefined : writes };
}
