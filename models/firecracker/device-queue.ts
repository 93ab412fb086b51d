import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import type { QueueError, SetUp, SplitDeviceQueue, SplitDeviceState } from '../split-device.ts';
import { PoppedChain } from './chain-walk.ts';
import { shared } from './error.ts';
import { Queue } from './queue.ts';
import type { QueueFields } from './setup.ts';

/** The fields of an initialised queue in this state. */
export function fieldsOf(state: SplitDeviceState): QueueFields {
  const { maxSize, size, ready, eventIdx, nextAvail, nextUsed, numAdded, descTable, availRing, usedRing } =
    state;
  return {
    maxSize,
    size,
    ready,
    descTableAddress: descTable,
    availRingAddress: availRing,
    usedRingAddress: usedRing,
    descTablePtr: descTable,
    availRingPtr: availRing,
    usedRingPtr: usedRing,
    nextAvail,
    nextUsed,
    usesNotifSuppression: eventIdx,
    numAdded,
  };
}

/** Firecracker's `Queue` as its devices and its MMIO transport use it. */
export class DeviceQueue implements SplitDeviceQueue {
  /** Upstream's own operations. Another one after a reset. */
  queue: Queue;
  readonly #domain: Domain;

  constructor(domain: Domain, queue: Queue) {
    this.#domain = domain;
    this.queue = queue;
  }

  get state(): SplitDeviceState {
    const { maxSize, size, ready, nextAvail, nextUsed, numAdded, usesNotifSuppression } = this.queue;
    return {
      maxSize,
      size,
      ready,
      eventIdx: usesNotifSuppression,
      nextAvail,
      nextUsed,
      numAdded,
      descTable: this.queue.descTableAddress,
      availRing: this.queue.availRingAddress,
      usedRing: this.queue.usedRingAddress,
    };
  }

  /**
   * What the transports store for the driver, and the device's `activate` for the feature: whatever comes. That both of
   * them refuse it once DRIVER_OK is set is theirs and left out here: the queue itself takes it at any time. The PCI
   * transport did not refuse it before 1.14.4 and 1.15.1 (CVE-2026-5747).
   */
  setUp(change: SetUp): Result<void, never> {
    switch (change.field) {
      case 'size':
        this.queue.size = change.value;
        return ok();
      case 'descTable':
        this.queue.descTableAddress = change.value;
        return ok();
      case 'availRing':
        this.queue.availRingAddress = change.value;
        return ok();
      case 'usedRing':
        this.queue.usedRingAddress = change.value;
        return ok();
      case 'ready':
        this.queue.ready = change.value;
        return ok();
      case 'eventIdx':
        this.queue.usesNotifSuppression = change.value;
        return ok();
    }
  }

  /** `Queue::initialize`, by the device's `activate`. */
  activate(mem: GuestMemory): Result<void, QueueError> {
    return shared(this.queue.initialize(mem));
  }

  /** `MmioTransport::reset`: a new queue in place of this one. */
  reset(): void {
    this.queue = Queue.new(this.#domain, this.queue.maxSize);
  }

  pop(mem: GuestMemory): Result<PoppedChain | undefined, QueueError> {
    const popped = shared(this.queue.pop(mem));
    if (!popped.ok) return popped;
    return ok(popped.value === undefined ? undefined : new PoppedChain(this.#domain, popped.value));
  }

  /** `Queue::add_used`, and `Queue::advance_used_ring_idx`, which devices call after a batch of them. */
  addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const added = this.queue.addUsed(mem, head, len);
    return shared(added.ok ? this.queue.advanceUsedRingIdx(mem) : added);
  }

  /** `Queue::prepare_kick`. */
  needsNotification(mem: GuestMemory): Result<Bool, QueueError> {
    return shared(this.queue.prepareKick(mem));
  }

  /** `Queue::try_enable_notification`, which answers the other way round: whether to wait. */
  enableNotification(mem: GuestMemory): Result<Bool, QueueError> {
    const enabled = shared(this.queue.tryEnableNotification(mem));
    return enabled.ok ? ok(enabled.value.not()) : err(enabled.error);
  }
}
