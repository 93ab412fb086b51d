import type { AddressRange, GuestMemory, ObservedMemory } from 'ringproof';

/**
 * A memory for one operation, in which the driver writes any bytes to these ranges before each access that looks at memory: all
 * that it can do meanwhile, where accesses take their turns. Each look sees what it wrote last.
 */
export function whileDriverWrites(memory: ObservedMemory, ranges: readonly AddressRange[]): GuestMemory {
  let writes = 0;
  const write = (): void => {
    writes += 1;
    memory.havoc(`driver${writes}`, ranges);
  };
  return {
    load: (address, width, ordering) => {
      write();
      return memory.load(address, width, ordering);
    },
    read: (address, widths) => {
      write();
      return memory.read(address, widths);
    },
    transfer: (from, to, length) => {
      write();
      return memory.transfer(from, to, length);
    },
    store: (address, value, ordering) => memory.store(address, value, ordering),
    write: (address, words) => memory.write(address, words),
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
  };
}
