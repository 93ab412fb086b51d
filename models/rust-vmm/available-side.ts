import { err, ok, type GuestMemory, type LoadOrdering, type Result, type U16 } from 'ringproof';
import type { QueueError } from '../split-device.ts';
import { AvailIter } from './avail-iter.ts';
import type { DescriptorChain } from './descriptor-chain.ts';
import { addressOverflow, guestMemory } from './error.ts';
import * as layout from './layout.ts';
import { QueueSetup } from './setup.ts';

/** The operations of virtio-queue's `Queue` on what the driver makes available. */
export class AvailableSide extends QueueSetup {
  /** `QueueT::avail_idx`: where the driver will put the next head. */
  availIdx(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const addr = this.availRing.checkedAdd(layout.RING_IDX_OFFSET);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.load(addr, 16, order));
  }

  /** `QueueOwnedT::iter`, with the check of `AvailIter::new`: the chains available now. */
  iter(mem: GuestMemory): Result<AvailIter, QueueError> {
    if (this.domain.decide(this.ready.not().or(this.availRing.eq(0)))) return err({ kind: 'QueueNotReady' });

    const idx = this.availIdx(mem, 'acquire');
    if (!idx.ok) return idx;

    if (this.domain.decide(idx.value.sub(this.nextAvail).gt(this.size)))
      return err({ kind: 'InvalidAvailRingIndex' });
    return ok(new AvailIter(this.domain, mem, idx.value, this));
  }

  /** `QueueT::pop_descriptor_chain`: the first chain of a new iterator; `undefined` also for every error. */
  popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
    const iter = this.iter(mem);
    return iter.ok ? iter.value.next() : undefined;
  }

  /** `QueueOwnedT::go_to_previous_position`. */
  goToPreviousPosition(): void {
    this.nextAvail = this.nextAvail.sub(1);
  }

  /** `Queue::used_event`: the index past which the driver wants to be notified. */
  protected usedEvent(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const usedEventOffset = this.size
      .zeroExtend(64)
      .mul(layout.AVAIL_ELEMENT_SIZE)
      .add(layout.AVAIL_RING_HEADER_SIZE);
    const addr = this.availRing.checkedAdd(usedEventOffset);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.load(addr, 16, order));
  }
}
