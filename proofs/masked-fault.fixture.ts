import type { GuestMemory } from 'ringproof';
import { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import { availEventAddress } from 'ringproof/virtio/split';

/** Names the next entry in avail_event when it pops, which the specification allows and split/pop does not expect. */
export class ArmsInPop extends Queue {
  override popDescriptorChain(memory: GuestMemory): DescriptorChain | undefined {
    const chain = super.popDescriptorChain(memory);
    const event = availEventAddress(this);
    if (chain !== undefined && event !== undefined) memory.store(event, this.nextAvail, 'relaxed');
    return chain;
  }
}

/** Does so, and gives the chain at head 0, whatever the entry says. */
export class AlwaysHead0 extends ArmsInPop {
  override popDescriptorChain(memory: GuestMemory): DescriptorChain | undefined {
    const chain = super.popDescriptorChain(memory);
    if (chain === undefined) return undefined;
    const { table, entries, remaining, bytes, indirect } = chain;
    const start = this.domain.u16(0);
    const walk = { head: start, index: start, table, entries, remaining, bytes, indirect };
    return new DescriptorChain(this.domain, walk);
  }
}
