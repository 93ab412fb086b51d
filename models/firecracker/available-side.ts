import { err, ok, type Bool, type GuestMemory, type Result, type U16 } from 'ringproof';
import { DescriptorChain } from './descriptor-chain.ts';
import type { HostMemory, InvalidAvailIdx } from './error.ts';
import { Rings } from './rings.ts';

/** The operations of Firecracker's `Queue` on what the driver makes available. */
export class AvailableSide extends Rings {
  /** `Queue::len`: chains not yet popped, as far as the driver's idx is to be believed. */
  len(mem: GuestMemory): Result<U16, HostMemory> {
    const idx = this.availRingIdxGet(mem);
    return idx.ok ? ok(idx.value.sub(this.nextAvail)) : idx;
  }

  /** `Queue::is_empty`. */
  isEmpty(mem: GuestMemory): Result<Bool, HostMemory> {
    const len = this.len(mem);
    return len.ok ? ok(len.value.eq(0)) : len;
  }

  /**
   * `Queue::pop`. A head that can not be used gives `undefined` as an empty ring does, and stays the next one. Where idx is
   * too far ahead the devices end the process.
   */
  pop(mem: GuestMemory): Result<DescriptorChain | undefined, InvalidAvailIdx | HostMemory> {
    const len = this.len(mem);
    if (!len.ok) return len;
    if (this.domain.decide(this.size.lt(len.value))) return this.invalidAvailIdx(len.value);

    if (this.domain.decide(len.value.eq(0))) return ok(undefined);

    return this.popUnchecked(mem);
  }

  /** `Queue::pop_unchecked`: the chain at `next_avail`, whatever idx says. */
  popUnchecked(mem: GuestMemory): Result<DescriptorChain | undefined, HostMemory> {
    mem.fence('acquire');

    const descIndex = this.availRingRingGet(mem, this.nextAvail.rem(this.size));
    if (!descIndex.ok) return descIndex;

    const chain = DescriptorChain.checkedNew(this.domain, mem, this.descTablePtr, this.size, descIndex.value);
    if (chain.ok && chain.value !== undefined) this.nextAvail = this.nextAvail.add(1);
    return chain;
  }

  /** `Queue::undo_pop`. */
  undoPop(): void {
    this.nextAvail = this.nextAvail.sub(1);
  }

  protected invalidAvailIdx(reportedLen: U16): Result<never, InvalidAvailIdx> {
    return err({ kind: 'InvalidAvailIdx', queueSize: this.size, reportedLen });
  }
}
