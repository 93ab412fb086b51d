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
import { DESC_F_NEXT, DESC_F_WRITE, type Descriptor } from '../descriptor-chain.ts';
import type { HostMemory } from './error.ts';
import { readVolatile, type HostPointer } from './host-pointer.ts';
import { DESCRIPTOR_SIZE } from './layout.ts';

/**
 * A descriptor as it was read, with what leads on to the next: Firecracker's `DescriptorChain`. VIRTQ_DESC_F_INDIRECT has
 * no meaning to it: no device of Firecracker's offers the feature.
 */
export class DescriptorChain {
  readonly descTablePtr: HostPointer;
  readonly queueSize: U16;
  /** Time to live: how many descriptors may still come, this one included. */
  readonly ttl: U16;
  /** Of this descriptor, in the table. */
  readonly index: U16;
  readonly descriptor: Descriptor;
  readonly #domain: Domain;

  private constructor(
    domain: Domain,
    descTablePtr: HostPointer,
    queueSize: U16,
    ttl: U16,
    index: U16,
    descriptor: Descriptor,
  ) {
    this.#domain = domain;
    this.descTablePtr = descTablePtr;
    this.queueSize = queueSize;
    this.ttl = ttl;
    this.index = index;
    this.descriptor = descriptor;
  }

  /** `DescriptorChain::checked_new`: `undefined` for an index beyond the table, or a descriptor that leads there. */
  static checkedNew(
    domain: Domain,
    mem: GuestMemory,
    descTablePtr: HostPointer,
    queueSize: U16,
    index: U16,
  ): Result<DescriptorChain | undefined, HostMemory> {
    if (domain.decide(queueSize.le(index))) return ok(undefined);

    const offset = index.zeroExtend(64).mul(DESCRIPTOR_SIZE);
    const read = readVolatile(domain, mem, descTablePtr, offset, [64, 32, 16, 16]);
    if (!read.ok) return read;
    const [addr, len, flags, next] = read.value;
    const chain = new DescriptorChain(domain, descTablePtr, queueSize, queueSize, index, {
      addr,
      len,
      flags,
      next,
    });

    return ok(domain.decide(chain.isValid()) ? chain : undefined);
  }

  get addr(): U64 {
    return this.descriptor.addr;
  }

  get len(): U32 {
    return this.descriptor.len;
  }

  get flags(): U16 {
    return this.descriptor.flags;
  }

  get next(): U16 {
    return this.descriptor.next;
  }

  /** `DescriptorChain::is_valid`. */
  isValid(): Bool {
    return this.hasNext().not().or(this.next.lt(this.queueSize));
  }

  /** `DescriptorChain::has_next`: no longer says so once the time to live is used up. */
  hasNext(): Bool {
    return this.flags.and(DESC_F_NEXT).ne(0).and(this.ttl.gt(1));
  }

  /** `DescriptorChain::is_write_only`. */
  isWriteOnly(): Bool {
    return this.flags.and(DESC_F_WRITE).ne(0);
  }

  /** `DescriptorChain::next_descriptor`: `undefined` at the end, and where the next one can not be used. */
  nextDescriptor(mem: GuestMemory): Result<DescriptorChain | undefined, HostMemory> {
    if (!this.#domain.decide(this.hasNext())) return ok(undefined);

    const next = DescriptorChain.checkedNew(this.#domain, mem, this.descTablePtr, this.queueSize, this.next);
    return next.ok ? ok(next.value?.withTtl(this.ttl.sub(1))) : next;
  }

  /** The same descriptor with another time to live. */
  withTtl(ttl: U16): DescriptorChain {
    return new DescriptorChain(
      this.#domain,
      this.descTablePtr,
      this.queueSize,
      ttl,
      this.index,
      this.descriptor,
    );
  }
}
