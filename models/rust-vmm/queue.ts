import { err, ok, type Bool, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { QueueError, SetUp, SetupError, SplitDeviceQueue, SplitDeviceState } from '../split-device.ts';
import type { DescriptorChain } from './descriptor-chain.ts';
import * as layout from './layout.ts';
import { QueueNotification } from './notification.ts';

/**
 * The device side of a split virtqueue as `Queue` of rust-vmm's virtio-queue does it: virtio-queue/src/queue.rs.
 * Each operation takes the same steps in the same order, so that what a failure leaves behind is the same too.
 *
 * Its operations stand by job in setup.ts, available-side.ts, used-side.ts and notification.ts.
 */
export class Queue extends QueueNotification implements SplitDeviceQueue {
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

  /** All fields, those of `Queue::state` among them. A copy: it stays as it is when the queue goes on. */
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

  /** The `try_set_…` and `set_…` functions, by field. */
  setUp(change: SetUp): Result<void, SetupError> {
    switch (change.field) {
      case 'size':
        return this.trySetSize(change.value);
      case 'descTable':
        return this.trySetDescTableAddress(change.value);
      case 'availRing':
        return this.trySetAvailRingAddress(change.value);
      case 'usedRing':
        return this.trySetUsedRingAddress(change.value);
      case 'ready':
        return ok(this.setReady(change.value));
      case 'eventIdx':
        return ok(this.setEventIdx(change.value));
    }
  }

  /** What a device does with the answer of `is_valid`. */
  activate(mem: GuestMemory): Result<void, QueueError> {
    return this.domain.decide(this.isValid(mem)) ? ok() : err({ kind: 'InvalidQueue' });
  }

  /** `popDescriptorChain`, which hides errors. */
  pop(mem: GuestMemory): Result<DescriptorChain | undefined, QueueError> {
    return ok(this.popDescriptorChain(mem));
  }
}
