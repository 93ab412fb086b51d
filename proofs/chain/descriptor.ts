import type { Bool, MemoryView, ProofContext, U16, U64 } from 'ringproof';
import type { Descriptor } from 'ringproof/virtio/split';

/** Bytes of one descriptor, in the queue's own table and in an indirect one (2.7.5, 2.7.5.3). */
export const DESCRIPTOR_SIZE = 16;

/** Whether a flag of a descriptor is set. */
export function has({ flags }: Descriptor, flag: number): Bool {
  return flags.and(flag).ne(0);
}

/** Where the entry at an index of a table lies; `undefined` beyond the last address. */
export function entryAddress(table: U64, index: U16): U64 | undefined {
  return table.checkedAdd(index.zeroExtend(64).mul(DESCRIPTOR_SIZE));
}

/** The descriptor that stands at an address; looking at it is no access. */
export function descriptorAt(memory: MemoryView, address: U64): Descriptor {
  return {
    addr: memory.peekWord(address, 64),
    len: memory.peekWord(address, 32, 8),
    flags: memory.peekWord(address, 16, 12),
    next: memory.peekWord(address, 16, 14),
  };
}

export function sameDescriptor(a: Descriptor, b: Descriptor): Bool {
  return a.addr.eq(b.addr).and(a.len.eq(b.len), a.flags.eq(b.flags), a.next.eq(b.next));
}

/** Shows a descriptor in the trace of a counterexample. */
export function noteDescriptor(p: ProofContext, name: string, { addr, len, flags, next }: Descriptor): void {
  p.note(`${name}.addr`, addr);
  p.note(`${name}.len`, len);
  p.note(`${name}.flags`, flags);
  p.note(`${name}.next`, next);
}
