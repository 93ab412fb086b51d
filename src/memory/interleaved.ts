import type { GuestMemory } from './guest-memory.ts';
import type { AddressRange, ObservedMemory } from './observed-memory.ts';

/**
 * A memory for operations, in which the other side writes any bytes to these ranges before each access that looks at memory. Accesses
 * take their turns, so that is all that it can do: what it writes before a store or a fence is seen by the next look, and
 * what it leaves alone is a value that it may write. `name`: gives what is written the n-th time a name.
 */
export function interleaved(
  memory: ObservedMemory,
  ranges: readonly AddressRange[],
  name: () => string,
): GuestMemory {
  const act = (): void => memory.havoc(name(), ranges);
  return {
    load: (address, width, ordering, known) => {
      act();
      return memory.load(address, width, ordering, known);
    },
    read: (address, widths, known) => {
      act();
      return memory.read(address, widths, known);
    },
    transfer: (from, to, length) => {
      act();
      return memory.transfer(from, to, length);
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
