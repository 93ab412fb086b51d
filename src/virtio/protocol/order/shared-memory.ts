import type { Width } from '../../../domain/width.ts';
import type { U64 } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ObservedMemory } from '../../../memory/observed-memory.ts';

/**
 * A memory for one operation of a side, in which every load finds any word whatever, also where the same operation has stored
 * another before: which of these words a processor allows is for the memory model to say. `side`: what the words are called after.
 */
export function sharedMemory(memory: ObservedMemory, side: string): GuestMemory {
  let count = 0;
  const forget = (start: U64, widths: readonly Width[]): void => {
    const length = widths.reduce((sum, width) => sum + width / 8, 0);
    memory.havoc(`${side}${(count += 1)}`, [{ start, length }]);
  };
  return {
    load: (address, width, ordering, known) => {
      forget(address, [width]);
      return memory.load(address, width, ordering, known);
    },
    read: (address, widths, known) => {
      forget(address, widths);
      return memory.read(address, widths, known);
    },
    transfer: () => {
      throw new TypeError('a copy of any length cannot be put in order with other accesses');
    },
    store: (address, value, ordering, known) => memory.store(address, value, ordering, known),
    write: (address, words, known) => memory.write(address, words, known),
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  };
}
