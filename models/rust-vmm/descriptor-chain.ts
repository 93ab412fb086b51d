import { ok, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  type ChainError,
  type ChainWalk,
  type Descriptor,
  type DescriptorChain as AvailableChain,
  type WalkState,
} from '../descriptor-chain.ts';
import { DescriptorChainRwIter } from './descriptor-chain-rw-iter.ts';
import { DESCRIPTOR_SIZE, MAX_INDIRECT_ENTRIES } from './layout.ts';

/**
 * A descriptor chain and the walk along it, as `DescriptorChain` of virtio-queue/src/chain.rs is both. It yields what
 * it can and then ends: a malformed chain ends as a complete one does, without an error.
 */
export class DescriptorChain implements AvailableChain, ChainWalk {
  /** `DescriptorChain::head_index`. */
  readonly head: U16;
  readonly #domain: Domain;
  #state: WalkState;

  /** A walk in this state. Where it did not begin is of no importance to it. */
  constructor(domain: Domain, state: WalkState, head: U16 = state.index) {
    this.#domain = domain;
    this.#state = state;
    this.head = head;
  }

  get state(): WalkState {
    return this.#state;
  }

  /** `DescriptorChain::clone`. */
  walk(): DescriptorChain {
    return new DescriptorChain(this.#domain, this.#state, this.head);
  }

  /** `DescriptorChain::readable`, of a copy: the descriptors that the device may read. */
  readable(): DescriptorChainRwIter {
    return new DescriptorChainRwIter(this.#domain, this.walk(), false);
  }

  /** `DescriptorChain::writable`, of a copy: the descriptors that the device may write. */
  writable(): DescriptorChainRwIter {
    return new DescriptorChainRwIter(this.#domain, this.walk(), true);
  }

  /** `DescriptorChain::next` of its `Iterator`. Looks at one descriptor, or at two where the first leads to a table. */
  next(mem: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const { table, entries, index, remaining, bytes, indirect } = this.#state;
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
    this.#state = {
      table,
      entries,
      index: this.#domain.select(hasNext, desc.next, index),
      remaining: this.#domain.select(hasNext, remaining.sub(1), this.#domain.u16(0)),
      bytes: yieldedBytes,
      indirect,
    };
    return ok(desc);
  }

  /** `DescriptorChain::switch_to_indirect_table`: whether the table may be entered. There is no way back. */
  #switchToIndirectTable(desc: Descriptor): boolean {
    if (this.#domain.decide(this.#state.indirect)) return false;

    const tableLen = desc.len.div(DESCRIPTOR_SIZE);
    const misaligned = desc.len.and(DESCRIPTOR_SIZE - 1).ne(0);
    if (this.#domain.decide(misaligned.or(tableLen.gt(MAX_INDIRECT_ENTRIES)))) return false;

    const entries = tableLen.truncate(16);
    this.#state = {
      table: desc.addr,
      entries,
      index: this.#domain.u16(0),
      remaining: entries,
      bytes: this.#state.bytes,
      indirect: this.#domain.bool(true),
    };
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
