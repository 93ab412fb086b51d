import { ok, type Bool, type GuestMemory, type Result } from 'ringproof';
import type { QueueError } from '../split-device.ts';
import { USED_F_NO_NOTIFY } from './layout.ts';
import { UsedSide } from './used-side.ts';

/** The operations of virtio-queue's `Queue` on notifications, of the driver and of the device. */
export class QueueNotification extends UsedSide {
  /**
   * `QueueT::enable_notification`: whether the available ring's index, read after the write, is not the next one to be
   * taken. Where that read fails the write stays.
   */
  enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
    const set = this.setNotification(mem, true);
    if (!set.ok) return set;
    mem.fence('seq-cst');

    const idx = this.availIdx(mem, 'relaxed');
    return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
  }

  /** `QueueT::disable_notification`: with event index there is nothing to do. */
  disableNotification(mem: GuestMemory): Result<void, QueueError> {
    return this.setNotification(mem, false);
  }

  /** `QueueT::needs_notification`. Never looks at the available ring's `flags`. */
  needsNotification(mem: GuestMemory): Result<Bool, QueueError> {
    const usedIdx = this.nextUsed;

    mem.fence('seq-cst');

    if (this.domain.decide(this.eventIdx)) {
      const usedEvent = this.usedEvent(mem, 'relaxed');
      if (!usedEvent.ok) return usedEvent;
      const old = usedIdx.sub(this.numAdded);
      this.numAdded = this.domain.u16(0);

      return ok(usedIdx.sub(usedEvent.value).sub(1).lt(usedIdx.sub(old)));
    }

    return ok(this.domain.bool(true));
  }

  /** `Queue::set_notification`. */
  private setNotification(mem: GuestMemory, enable: boolean): Result<void, QueueError> {
    if (this.domain.decide(this.eventIdx))
      return enable ? this.setAvailEvent(mem, this.nextAvail, 'relaxed') : ok();
    return this.setUsedFlags(mem, this.domain.u16(enable ? 0 : USED_F_NO_NOTIFY), 'relaxed');
  }
}
