import {
  err,
  type GuestMemory,
  type LoadOrdering,
  type Result,
  type StoreOrdering,
  type U16,
  type U32,
} from 'ringproof';
import type { QueueError } from '../split-device.ts';
import { AvailableSide } from './available-side.ts';
import { addressOverflow, guestMemory } from './error.ts';
import * as layout from './layout.ts';

/** The operations of virtio-queue's `Queue` on the used ring. */
export class UsedSide extends AvailableSide {
  /** `QueueT::used_idx`: what the driver was last told. */
  usedIdx(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const addr = this.usedRing.checkedAdd(layout.RING_IDX_OFFSET);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.load(addr, 16, order));
  }

  /** `QueueT::add_used`. Does not look at `ready`. */
  addUsed(mem: GuestMemory, headIndex: U16, len: U32): Result<void, QueueError> {
    if (this.domain.decide(headIndex.ge(this.size))) return err({ kind: 'InvalidDescriptorIndex' });

    const nextUsedIndex = this.nextUsed.rem(this.size).zeroExtend(64);
    const offset = nextUsedIndex.mul(layout.USED_ELEMENT_SIZE).add(layout.USED_RING_HEADER_SIZE);
    const addr = this.usedRing.checkedAdd(offset);
    if (addr === undefined) return addressOverflow();
    const written = mem.write(addr, [headIndex.zeroExtend(32), len]);
    if (!written.ok) return guestMemory(written);

    this.nextUsed = this.nextUsed.add(1);
    this.numAdded = this.numAdded.add(1);

    const idxAddr = this.usedRing.checkedAdd(layout.RING_IDX_OFFSET);
    if (idxAddr === undefined) return addressOverflow();
    return guestMemory(mem.store(idxAddr, this.nextUsed, 'release'));
  }

  /** `Queue::set_avail_event`: the index past which the driver is to notify. */
  protected setAvailEvent(mem: GuestMemory, val: U16, order: StoreOrdering): Result<void, QueueError> {
    const availEventOffset = this.size
      .zeroExtend(64)
      .mul(layout.USED_ELEMENT_SIZE)
      .add(layout.USED_RING_HEADER_SIZE);
    const addr = this.usedRing.checkedAdd(availEventOffset);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.store(addr, val, order));
  }

  /** `Queue::set_used_flags`. */
  protected setUsedFlags(mem: GuestMemory, val: U16, order: StoreOrdering): Result<void, QueueError> {
    return guestMemory(mem.store(this.usedRing, val, order));
  }
}
