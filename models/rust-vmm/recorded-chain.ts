// unreached: compares the model with recordings, for `ringproof conform`; no proof is about it

import { Fnv1a32, type Domain, type GuestMemory, type Recordable, type U32 } from 'ringproof';
import type { Descriptor } from 'ringproof/virtio/split';
import type { DescriptorChainRwIter } from './descriptor-chain-rw-iter.ts';
import type { DescriptorChain } from './descriptor-chain.ts';

/** Of a longer chain recordings hold so many descriptors, and counts and a hash of all. */
const RECORDED_DESCRIPTORS = 16;

/** What recordings hold of a chain: a walk to its end, and what its readable and writable iterators yield. */
export function recordedChain(domain: Domain, chain: DescriptorChain, mem: GuestMemory): Recordable {
  const { walk } = chain;
  const readable = new Positions(domain, chain.readable(), mem);
  const writable = new Positions(domain, chain.writable(), mem);
  const descs: Recordable[] = [];
  const hash = new Fnv1a32();
  let count = 0;
  let totalLen: U32 = domain.u32(0);
  for (;;) {
    const step = walk.next(mem);
    if (!step.ok || step.value === undefined) break;
    const desc = step.value;
    const fields = [desc.addr, desc.len, desc.flags, desc.next];
    if (count < RECORDED_DESCRIPTORS) descs.push(fields);
    fields.forEach((field) => hash.add(field));
    readable.look(desc);
    writable.look(desc);
    totalLen = totalLen.add(desc.len);
    count += 1;
  }
  const truncated = count > RECORDED_DESCRIPTORS && {
    truncated: true,
    readable_count: readable.count,
    writable_count: writable.count,
    fnv1a32: hash.toString(),
  };
  return {
    record: {
      ...{ head_index: chain.head, count, total_len: totalLen, descs },
      ...{ readable: readable.first, writable: writable.first },
      ...truncated,
    },
  };
}

/** Where in the walk of a chain the descriptors stand that an iterator over some of them yields. */
class Positions {
  /** Positions below the number that is recorded. */
  readonly first: number[] = [];
  readonly #domain: Domain;
  readonly #iter: DescriptorChainRwIter;
  readonly #mem: GuestMemory;
  #awaited: Descriptor | undefined;
  #met = 0;
  #looked = 0;

  constructor(domain: Domain, iter: DescriptorChainRwIter, mem: GuestMemory) {
    this.#domain = domain;
    this.#iter = iter;
    this.#mem = mem;
    this.#awaited = iter.next(mem);
  }

  /** How many the iterator yielded. */
  get count(): number {
    return this.#met;
  }

  /** Takes note of the walk's next descriptor. */
  look(desc: Descriptor): void {
    if (this.#awaited !== undefined && this.#same(this.#awaited, desc)) {
      if (this.#looked < RECORDED_DESCRIPTORS) this.first.push(this.#looked);
      this.#met += 1;
      this.#awaited = this.#iter.next(this.#mem);
    }
    this.#looked += 1;
  }

  #same(a: Descriptor, b: Descriptor): boolean {
    return this.#domain.decide(
      a.addr.eq(b.addr).and(a.len.eq(b.len), a.flags.eq(b.flags), a.next.eq(b.next)),
    );
  }
}
