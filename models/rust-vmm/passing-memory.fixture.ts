import { err, ok, type GuestMemory } from 'ringproof';
import type { Descriptor } from 'ringproof/virtio/split';

/** Guest memory that hands on every access to another, but for some that are changed on the way. */
export function passing(memory: GuestMemory, changes: Partial<GuestMemory>): GuestMemory {
  return {
    load: (address, width, ordering) => memory.load(address, width, ordering),
    store: (address, value, ordering) => memory.store(address, value, ordering),
    read: (address, widths) => memory.read(address, widths),
    write: (address, words) => memory.write(address, words),
    transfer: (from, to, length) => memory.transfer(from, to, length),
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    checkSlice: (address, length) => memory.checkSlice(address, length),
    regionBefore: (address) => memory.regionBefore(address),
    regionAfter: (address) => memory.regionAfter(address),
    ...changes,
  };
}

/** What a model makes of the descriptor that stands in memory; `undefined` where a part of it is not mapped. */
export type Misreading = (desc: Descriptor | undefined) => Descriptor | undefined;

/** Guest memory of which nothing but descriptors is read, and these otherwise than they stand there. */
export function misread(memory: GuestMemory, misreading: Misreading): GuestMemory {
  const read: GuestMemory['read'] = (address) => {
    const copied = memory.read(address, [64, 32, 16, 16]);
    const [addr, len, flags, next] = copied.ok ? copied.value : [];
    const whole = addr && len && flags && next && { addr, len, flags, next };
    const desc = misreading(whole);
    if (desc === undefined) return err({ kind: 'InvalidGuestAddress', address });
    // The widths of a descriptor, which are the only ones that are asked for.
    return ok([desc.addr, desc.len, desc.flags, desc.next] as never);
  };
  return passing(memory, { read });
}
