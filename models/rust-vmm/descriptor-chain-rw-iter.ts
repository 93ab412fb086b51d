import type { Domain, GuestMemory } from 'ringproof';
import { DESC_F_WRITE, type Descriptor, type WalkOperations } from 'ringproof/virtio/split';

/** The readable or the writable descriptors of a chain: `DescriptorChainRwIter` of virtio-queue/src/chain.rs. */
export class DescriptorChainRwIter {
  readonly #domain: Domain;
  readonly #chain: WalkOperations;
  readonly #writable: boolean;

  constructor(domain: Domain, chain: WalkOperations, writable: boolean) {
    this.#domain = domain;
    this.#chain = chain;
    this.#writable = writable;
  }

  /**
   * `DescriptorChainRwIter::next`: walks on to the next descriptor of its kind; `undefined` where the walk ends before
   * one comes. Takes as many steps of the walk as there are descriptors of the other kind.
   */
  next(mem: GuestMemory): Descriptor | undefined {
    for (;;) {
      const step = this.#chain.next(mem);
      if (!step.ok || step.value === undefined) return undefined;
      const isWriteOnly = step.value.flags.and(DESC_F_WRITE).ne(0);
      if (this.#domain.decide(isWriteOnly.iff(this.#writable))) return step.value;
    }
  }
}
