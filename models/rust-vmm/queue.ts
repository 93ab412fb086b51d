import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type LoadOrdering,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import type { QueueError, SplitDeviceQueue, SplitDeviceState } from '../split-device.ts';
import { addressOverflow, guestMemory, type SetupError } from './error.ts';
import * as layout from './layout.ts';
import { QueueSetup } from './setup.ts';

/**
 * The device side of a split virtqueue as `Queue` of rust-vmm's virtio-queue does it: virtio-queue/src/queue.rs.
 * Each operation takes the same steps in the same order, so that what a failure leaves behind is the same too.
 */
export class Queue extends QueueSetup implements SplitDeviceQueue {
  /** `QueueT::new`: not ready, of the largest size, all else 0. */
  static new(domain: Domain, maxSize: U16): Result<Queue, SetupError> {
    const notPowerOfTwo = maxSize.and(maxSize.sub(1)).ne(0);
    if (domain.decide(maxSize.eq(0).or(maxSize.gt(layout.MAX_QUEUE_SIZE), notPowerOfTwo))) {
      return err({ kind: 'InvalidMaxSize' });
    }
    const [no, index, address] = [domain.bool(false), domain.u16(0), domain.u64(layout.DEFAULT_RING_ADDRESS)];
    const queue = new Queue(domain, {
      maxSize,
      size: maxSize,
      ready: no,
      descTable: address,
      availRing: address,
      usedRing: address,
      nextAvail: index,
      nextUsed: index,
      eventIdx: no,
      numAdded: index,
    });
    return ok(queue);
  }

  /** A copy: it stays as it is when the queue goes on. */
  get state(): SplitDeviceState {
    const { maxSize, size, ready, eventIdx, nextAvail, nextUsed, numAdded, descTable, availRing, usedRing } =
      this;
    return { maxSize, size, ready, eventIdx, nextAvail, nextUsed, numAdded, descTable, availRing, usedRing };
  }

  /** `QueueT::is_valid`. */
  isValid(mem: GuestMemory): Bool {
    const queueSize = this.size.zeroExtend(64);
    const descTableSize = queueSize.mul(layout.DESCRIPTOR_SIZE);
    const availRingSize = queueSize.mul(layout.AVAIL_ELEMENT_SIZE).add(layout.AVAIL_RING_META_SIZE);
    const usedRingSize = queueSize.mul(layout.USED_ELEMENT_SIZE).add(layout.USED_RING_META_SIZE);

    return this.ready.and(
      mem.checkRange(this.descTable, descTableSize),
      mem.checkRange(this.availRing, availRingSize),
      mem.checkRange(this.usedRing, usedRingSize),
    );
  }

  /** `QueueT::avail_idx`: where the driver will put the next head. */
  availIdx(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const addr = this.availRing.checkedAdd(layout.RING_IDX_OFFSET);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.load(addr, 16, order));
  }

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

  /** `Queue::used_event`: the index past which the driver wants to be notified. */
  private usedEvent(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const usedEventOffset = this.size
      .zeroExtend(64)
      .mul(layout.AVAIL_ELEMENT_SIZE)
      .add(layout.AVAIL_RING_HEADER_SIZE);
    const addr = this.availRing.checkedAdd(usedEventOffset);
    if (addr === undefined) return addressOverflow();

    return guestMemory(mem.load(addr, 16, order));
  }
}
