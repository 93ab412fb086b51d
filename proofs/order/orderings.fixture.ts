import type { GuestMemory, LoadOrdering, Ordering, StoreOrdering } from 'ringproof';

/** Orderings that an operation asks for, in place of those that it has. */
export interface Orderings {
  /** Of full fences; `null` where there is to be none. */
  readonly fence?: Ordering | null;
  readonly load?: LoadOrdering;
  readonly store?: StoreOrdering;
}

/** A memory in which an operation has other orderings. */
export function reordered(memory: GuestMemory, { fence = 'seq-cst', load, store }: Orderings): GuestMemory {
  return {
    load: (address, width, ordering, known) => memory.load(address, width, load ?? ordering, known),
    store: (address, value, ordering, known) => memory.store(address, value, store ?? ordering, known),
    read: (address, widths, known) => memory.read(address, widths, known),
    write: (address, words, known) => memory.write(address, words, known),
    transfer: (from, to, length) => memory.transfer(from, to, length),
    fence: (ordering) => {
      if (ordering !== 'seq-cst') memory.fence(ordering);
      else if (fence !== null) memory.fence(fence);
    },
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  };
}
