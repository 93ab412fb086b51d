import { err, ok, type GuestMemory, type Result, type U16, type U32 } from 'ringproof';
import { AvailableSide } from './available-side.ts';
import type { DescIndexOutOfBounds, HostMemory } from './error.ts';

/** The operations of Firecracker's `Queue` on the used ring. What is added is not seen before the index is published. */
export class UsedSide extends AvailableSide {
  /** `Queue::write_used_element`: `ringIndexOffset` elements behind `next_used`. Counts nothing. */
  writeUsedElement(
    mem: GuestMemory,
    ringIndexOffset: U16,
    descIndex: U16,
    len: U32,
  ): Result<void, DescIndexOutOfBounds | HostMemory> {
    if (this.domain.decide(this.size.le(descIndex)))
      return err({ kind: 'DescIndexOutOfBounds', index: descIndex });

    const nextUsed = this.nextUsed.add(ringIndexOffset).rem(this.size);
    return this.usedRingRingSet(mem, nextUsed, descIndex.zeroExtend(32), len);
  }

  /** `Queue::advance_next_used`: counts `n` elements. */
  advanceNextUsed(n: U16): void {
    this.numAdded = this.numAdded.add(n);
    this.nextUsed = this.nextUsed.add(n);
  }

  /** `Queue::advance_used_ring_idx`: lets the driver see what was counted. */
  advanceUsedRingIdx(mem: GuestMemory): Result<void, HostMemory> {
    mem.fence('release');
    return this.usedRingIdxSet(mem, this.nextUsed);
  }

  /** `Queue::add_used`. */
  addUsed(mem: GuestMemory, descIndex: U16, len: U32): Result<void, DescIndexOutOfBounds | HostMemory> {
    const written = this.writeUsedElement(mem, this.domain.u16(0), descIndex, len);
    if (!written.ok) return written;
    this.advanceNextUsed(this.domain.u16(1));
    return ok();
  }
}
