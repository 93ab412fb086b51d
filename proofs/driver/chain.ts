import type { Bool, Domain, MemoryView, U16, U32, U64 } from 'ringproof';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE } from 'ringproof/virtio/split';
import { ring } from 'ringproof/virtio/split-driver';

/** A descriptor as it stands in memory (2.7.5). */
export interface Descriptor {
  readonly at: U64;
  readonly address: U64;
  readonly length: U32;
  readonly isWritable: Bool;
  readonly hasNext: Bool;
  readonly isIndirect: Bool;
  readonly next: U16;
}

export function descriptorAt(memory: MemoryView, table: U64, index: U16): Descriptor {
  const at = ring.descriptor(table, index);
  const flags = memory.peekWord(at, 16, 12);
  return {
    at,
    address: memory.peekWord(at, 64),
    length: memory.peekWord(at, 32, 8),
    isWritable: flags.and(DESC_F_WRITE).ne(0),
    hasNext: flags.and(DESC_F_NEXT).ne(0),
    isIndirect: flags.and(DESC_F_INDIRECT).ne(0),
    next: memory.peekWord(at, 16, 14),
  };
}

/** A chain as a device would see it. */
export interface SeenChain {
  /** Indices of the queue's descriptors, the head first. */
  readonly indices: readonly U16[];
  /** The queue's own descriptors, the last of which may refer to a table. */
  readonly direct: readonly Descriptor[];
  /** The table that it refers to; with the descriptors in it. */
  readonly table: {
    readonly start: U64;
    readonly bytes: U32;
    readonly entries: readonly Descriptor[];
  } | null;
  /** The descriptors of buffers. */
  readonly buffers: readonly Descriptor[];
}

/** The chain that begins at a head and has so many buffers, directly or in one table that the head refers to. */
export function seenChain(
  domain: Domain,
  memory: MemoryView,
  descTable: U64,
  head: U16,
  buffers: number,
): SeenChain {
  const first = descriptorAt(memory, descTable, head);
  if (domain.decide(first.isIndirect)) {
    const entries = follow(memory, first.address, domain.u16(0), buffers).descriptors;
    const table = { start: first.address, bytes: first.length, entries };
    return { indices: [head], direct: [first], table, buffers: entries };
  }
  const { indices, descriptors } = follow(memory, descTable, head, buffers);
  return { indices, direct: descriptors, table: null, buffers: descriptors };
}

function follow(memory: MemoryView, table: U64, first: U16, count: number) {
  const indices: U16[] = [];
  const descriptors: Descriptor[] = [];
  let index = first;
  for (let i = 0; i < count; i += 1) {
    const descriptor = descriptorAt(memory, table, index);
    indices.push(index);
    descriptors.push(descriptor);
    index = descriptor.next;
  }
  return { indices, descriptors };
}
