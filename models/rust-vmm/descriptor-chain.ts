import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  type ChainError,
  type Descriptor,
  type PoppedChain,
  type WalkState,
} from 'ringproof/virtio/split';
import { DescriptorChainRwIter } from './descriptor-chain-rw-iter.ts';
import { DESCRIPTOR_SIZE, MAX_INDIRECT_ENTRIES } from './layout.ts';

/** The fields of a `DescriptorChain`, under the names that walks have for them. */
export interface ChainFields extends WalkState {
  /** `head_index`: where it began, which no step looks at. */
  readonly head: U16;
}

/**
 * A descriptor chain and the walk along it, as `DescriptorChain` of virtio-queue/src/chain.rs is both. It yields what
 * it can and then ends: a malformed chain ends as a complete one does, without an error.
 */
export class DescriptorChain implements ChainFields, PoppedChain {
  /** `DescriptorChain::head_index`. */
  readonly head: U16;
  table: U64;
  entries: U16;
  index: U16;
  remaining: U16;
  bytes: U32;
  indirect: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: ChainFields) {
    this.#domain = domain;
    this.head = fields.head;
    this.table = fields.table;
    this.entries = fields.entries;
    this.index = fields.index;
    this.remaining = fields.remaining;
    this.bytes = fields.bytes;
    this.indirect = fields.indirect;
  }

  /** `DescriptorChain::new`: at the head, in the queue's own table. */
  static new(domain: Domain, table: U64, queueSize: U16, head: U16): DescriptorChain {
    return new DescriptorChain(domain, {
      ...{ head, table, entries: queueSize, index: head, remaining: queueSize },
      ...{ bytes: domain.u32(0), indirect: domain.bool(false) },
    });
  }

  /** `DescriptorChain::clone`. */
  get walk(): DescriptorChain {
    return new DescriptorChain(this.#domain, this);
  }

  /** `DescriptorChain::readable`, of a copy: the descriptors that the device may read. */
  // unreached: proofs take the iterator itself, over any walk; recordings compare what this one gives
  readable(): DescriptorChainRwIter {
    return new DescriptorChainRwIter(this.#domain, this.walk, false);
  }

  /** `DescriptorChain::writable`, of a copy: the descriptors that the device may write. */
  // unreached: as `readable`
  writable(): DescriptorChainRwIter {
    return new DescriptorChainRwIter(this.#domain, this.walk, true);
  }

  /** `DescriptorChain::next` of its `Iterator`. Looks at one descriptor, or at two where the first leads to a table. */
  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { table, entries, index, remaining, bytes } = this;
    if (this.#domain.decide(remaining.eq(0).or(index.ge(entries)))) return ok(undefined);

    const descAddr = table.checkedAdd(index.zeroExtend(64).mul(DESCRIPTOR_SIZE));
    if (descAddr === undefined) return ok(undefined);
    const desc = readDescriptor(mem, descAddr);
    if (desc === undefined) return ok(undefined);

    if (this.#domain.decide(desc.flags.and(DESC_F_INDIRECT).ne(0)))
      return this.#switchToIndirectTable(desc) ? this.next(mem) : ok(undefined);

    const yieldedBytes = bytes.checkedAdd(desc.len);
    if (yieldedBytes === undefined) return ok(undefined);

    const hasNext = desc.flags.and(DESC_F_NEXT).ne(0);
    this.index = this.#domain.select(hasNext, desc.next, index);
    this.remaining = this.#domain.select(hasNext, remaining.sub(1), this.#domain.u16(0));
    this.bytes = yieldedBytes;
    return ok(desc);
  }

  /** `DescriptorChain::switch_to_indirect_table`: whether the table may be entered. There is no way back. */
  #switchToIndirectTable(desc: Descriptor): boolean {
    if (this.#domain.decide(this.indirect)) return false;

    const tableLen = desc.len.div(DESCRIPTOR_SIZE);
    const misaligned = desc.len.and(DESCRIPTOR_SIZE - 1).ne(0);
    if (this.#domain.decide(misaligned.or(tableLen.gt(MAX_INDIRECT_ENTRIES)))) return false;

    const entries = tableLen.truncate(16);
    this.table = desc.addr;
    this.entries = entries;
    this.index = this.#domain.u16(0);
    this.remaining = entries;
    this.indirect = this.#domain.bool(true);
    return true;
  }
}

/** `read_obj::<Descriptor>`: `undefined` where not all of it is mapped. */
function readDescriptor(
  mem: GuestMemory,
  address: Parameters<GuestMemory['read']>[0],
): Descriptor | undefined {
  const copied = mem.read(address, [64, 32, 16, 16]);
  if (!copied.ok) return undefined;
  const [addr, len, flags, next] = copied.value;
  return { addr, len, flags, next };
}
