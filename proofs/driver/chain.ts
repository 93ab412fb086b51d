import type { Bool, Domain, MemoryView, U16, U32, U64 } from 'ringproof';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE } from 'ringproof/virtio/split';
import { ring, type Buffer } from 'ringproof/virtio/split-driver';

/** The most bytes of a chain (2.7.5.2). */
const MOST_BYTES = 2n ** 32n;

/** A descriptor as the device reads it. */
export interface Descriptor {
  /** Where in its table it is. */
  readonly index: U16;
  readonly address: U64;
  readonly length: U32;
  readonly isWritable: Bool;
  readonly hasNext: Bool;
  readonly isIndirect: Bool;
}

/** So many descriptors of a table, each but the first the one that the last one names as the next. */
export function readChain(memory: MemoryView, table: U64, first: U16, count: number): readonly Descriptor[] {
  const descriptors: Descriptor[] = [];
  for (let index = first; descriptors.length < count;) {
    const at = ring.descriptor(table, index);
    const flags = memory.peekWord(at, 16, 12);
    descriptors.push({
      index,
      address: memory.peekWord(at, 64),
      length: memory.peekWord(at, 32, 8),
      isWritable: flags.and(DESC_F_WRITE).ne(0),
      hasNext: flags.and(DESC_F_NEXT).ne(0),
      isIndirect: flags.and(DESC_F_INDIRECT).ne(0),
    });
    index = memory.peekWord(at, 16, 14);
  }
  return descriptors;
}

/** What is to hold of a chain that was written for these buffers, one descriptor each. */
export interface ChainFacts {
  /** Each descriptor has the address and the length of its buffer. */
  readonly hasBuffers: Bool;
  /** WRITE is set exactly of those that the device writes. */
  readonly hasWrite: Bool;
  /** NEXT is set exactly of all but the last. */
  readonly hasNext: Bool;
  readonly isIndirect: Bool;
  /** None that the device reads comes after one that it writes. */
  readonly isOrdered: Bool;
  /** At most 2^32 bytes. */
  readonly isShort: Bool;
  /** No descriptor is in it twice. */
  readonly isLoop: Bool;
}

export function chainFacts(
  domain: Domain,
  chain: readonly Descriptor[],
  buffers: readonly Buffer[],
): ChainFacts {
  const [yes, no] = [domain.bool(true), domain.bool(false)];
  const pairs = chain.slice(1).map((next, i) => ({ one: chain[i] ?? next, next }));
  const total = chain.reduce((sum, { length }) => sum.add(length.zeroExtend(64)), domain.u64(0));
  return {
    hasBuffers: yes.and(
      ...buffers.map(
        ({ address, length }, i) => chain[i]?.address.eq(address).and(chain[i].length.eq(length)) ?? false,
      ),
    ),
    hasWrite: yes.and(...buffers.map(({ isWritable }, i) => chain[i]?.isWritable.iff(isWritable) ?? false)),
    hasNext: yes.and(...chain.map(({ hasNext }, i) => hasNext.iff(i < chain.length - 1))),
    isIndirect: no.or(...chain.map(({ isIndirect }) => isIndirect)),
    isOrdered: yes.and(...pairs.map(({ one, next }) => one.isWritable.implies(next.isWritable))),
    isShort: total.le(MOST_BYTES),
    isLoop: no.or(
      ...chain.flatMap(({ index }, i) => chain.slice(i + 1).map((other) => other.index.eq(index))),
    ),
  };
}

/** Device-writable bytes of buffers. */
export function writableBytes(domain: Domain, buffers: readonly Buffer[]): U64 {
  return buffers.reduce(
    (sum, { length, isWritable }) => sum.add(domain.select(isWritable, length.zeroExtend(64), domain.u64(0))),
    domain.u64(0),
  );
}

/** Whether buffers make a chain that a driver may add. */
export function areAllowed(domain: Domain, buffers: readonly Buffer[]): Bool {
  const total = buffers.reduce((sum, { length }) => sum.add(length.zeroExtend(64)), domain.u64(0));
  return domain
    .bool(buffers.length > 0)
    .and(
      total.le(MOST_BYTES),
      ...buffers.slice(1).map(({ isWritable }, i) => buffers[i]?.isWritable.implies(isWritable) ?? true),
    );
}
