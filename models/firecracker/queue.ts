import { ok, type Bool, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { DescriptorChain } from './descriptor-chain.ts';
import type { HostMemory, InvalidAvailIdx } from './error.ts';
import { UsedSide } from './used-side.ts';

/**
 * The device side of a split virtqueue as `Queue` of Firecracker does it: src/vmm/src/devices/virtio/queue.rs. Each
 * operation takes the same steps in the same order. Upstream's pointers lead straight into guest memory, so operations
 * that need it get it as an argument here.
 *
 * Its operations stand by job in setup.ts, rings.ts, available-side.ts, used-side.ts and, for notifications, here.
 */
export class Queue extends UsedSide {
  /** `Queue::new`: not ready, of the largest size, all else 0. Any largest size will do. */
  static new(domain: Domain, maxSize: U16): Queue {
    return new Queue(domain, {
      maxSize,
      size: maxSize,
      ready: domain.bool(false),
      descTableAddress: domain.u64(0),
      availRingAddress: domain.u64(0),
      usedRingAddress: domain.u64(0),
      descTablePtr: null,
      availRingPtr: null,
      usedRingPtr: null,
      nextAvail: domain.u16(0),
      nextUsed: domain.u16(0),
      usesNotifSuppression: domain.bool(false),
      numAdded: domain.u16(0),
    });
  }

  /**
   * `Queue::pop_or_enable_notification`. With notification suppression the last look at idx, made to see whether a chain
   * came in the meantime, is not held against the size.
   */
  popOrEnableNotification(
    mem: GuestMemory,
  ): Result<DescriptorChain | undefined, InvalidAvailIdx | HostMemory> {
    if (!this.domain.decide(this.usesNotifSuppression)) return this.pop(mem);

    const enabled = this.tryEnableNotification(mem);
    if (!enabled.ok) return enabled;
    return this.domain.decide(enabled.value) ? ok(undefined) : this.popUnchecked(mem);
  }

  /**
   * `Queue::try_enable_notification`: whether the driver will send a notification of the next chain. Without notification
   * suppression it always does, and idx is not looked at; nor is avail_event written while a chain is available.
   */
  tryEnableNotification(mem: GuestMemory): Result<Bool, InvalidAvailIdx | HostMemory> {
    const { domain } = this;
    if (!domain.decide(this.usesNotifSuppression)) return ok(domain.bool(true));

    const len = this.len(mem);
    if (!len.ok) return len;
    if (domain.decide(len.value.ne(0))) {
      return domain.decide(len.value.gt(this.size))
        ? this.invalidAvailIdx(len.value)
        : ok(domain.bool(false));
    }

    const set = this.usedRingAvailEventSet(mem, this.nextAvail);
    if (!set.ok) return set;
    mem.fence('seq-cst');

    const idx = this.availRingIdxGet(mem);
    return idx.ok ? ok(this.nextAvail.eq(idx.value)) : idx;
  }

  /** `Queue::enable_notif_suppression`. */
  enableNotifSuppression(): void {
    this.usesNotifSuppression = this.domain.bool(true);
  }

  /** `Queue::prepare_kick`: whether to notify the driver. Never looks at the available ring's `flags`. */
  prepareKick(mem: GuestMemory): Result<Bool, HostMemory> {
    if (!this.domain.decide(this.usesNotifSuppression)) return ok(this.domain.bool(true));

    mem.fence('seq-cst');

    const latest = this.nextUsed;
    const old = this.nextUsed.sub(this.numAdded);
    const usedEvent = this.availRingUsedEventGet(mem);
    if (!usedEvent.ok) return usedEvent;

    this.numAdded = this.domain.u16(0);

    return ok(latest.sub(usedEvent.value).sub(1).lt(latest.sub(old)));
  }
}
