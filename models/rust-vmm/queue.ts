import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type LoadOrdering,
  type Result,
  type StoreOrdering,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import type { QueueError, SetupError, SplitQueueFields } from 'ringproof/virtio/split';
import { DescriptorChain } from './descriptor-chain.ts';
import { addressOverflow, guestMemory } from './error.ts';
import * as layout from './layout.ts';

/** The fields of virtio-queue's `Queue`: those of every queue, and no others. */
export type QueueFields = SplitQueueFields;

/**
 * The device side of a split virtqueue as `Queue` of rust-vmm's virtio-queue does it: virtio-queue/src/queue.rs.
 * Each operation takes the same steps in the same order, so that what a failure leaves behind is the same too.
 */
export class Queue implements QueueFields {
  readonly maxSize: U16;
  nextAvail: U16;
  nextUsed: U16;
  eventIdx: Bool;
  numAdded: U16;
  size: U16;
  ready: Bool;
  descTable: U64;
  availRing: U64;
  usedRing: U64;

  protected readonly domain: Domain;

  constructor(domain: Domain, state: QueueFields) {
    this.domain = domain;
    this.maxSize = state.maxSize;
    this.nextAvail = state.nextAvail;
    this.nextUsed = state.nextUsed;
    this.eventIdx = state.eventIdx;
    this.numAdded = state.numAdded;
    this.size = state.size;
    this.ready = state.ready;
    this.descTable = state.descTable;
    this.availRing = state.availRing;
    this.usedRing = state.usedRing;
  }

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

  /** `QueueT::reset`: as after `new`. */
  reset(): void {
    const { domain } = this;
    this.ready = domain.bool(false);
    this.size = this.maxSize;
    this.descTable = domain.u64(layout.DEFAULT_RING_ADDRESS);
    this.availRing = domain.u64(layout.DEFAULT_RING_ADDRESS);
    this.usedRing = domain.u64(layout.DEFAULT_RING_ADDRESS);
    this.nextAvail = domain.u16(0);
    this.nextUsed = domain.u16(0);
    this.numAdded = domain.u16(0);
    this.eventIdx = domain.bool(false);
  }

  /** `Queue::try_set_size`: a power of two up to the largest size. */
  trySetSize(size: U16): Result<void, SetupError> {
    if (this.domain.decide(size.gt(this.maxSize).or(size.eq(0), size.and(size.sub(1)).ne(0)))) {
      return err({ kind: 'InvalidSize' });
    }
    this.size = size;
    return ok();
  }

  /** `QueueT::set_size`: an invalid size is ignored. */
  // unreached: properties set up by `try_set_size`, which says what it refuses; recordings compare this one
  setSize(size: U16): void {
    this.trySetSize(size);
  }

  /** `Queue::try_set_desc_table_address`: a multiple of 16. */
  trySetDescTableAddress(descTable: U64): Result<void, SetupError> {
    if (this.domain.decide(descTable.and(0xf).ne(0))) return err({ kind: 'InvalidDescTableAlign' });
    this.descTable = descTable;
    return ok();
  }

  /** `Queue::try_set_avail_ring_address`: a multiple of 2. */
  trySetAvailRingAddress(availRing: U64): Result<void, SetupError> {
    if (this.domain.decide(availRing.and(0x1).ne(0))) return err({ kind: 'InvalidAvailRingAlign' });
    this.availRing = availRing;
    return ok();
  }

  /** `Queue::try_set_used_ring_address`: a multiple of 4. */
  trySetUsedRingAddress(usedRing: U64): Result<void, SetupError> {
    if (this.domain.decide(usedRing.and(0x3).ne(0))) return err({ kind: 'InvalidUsedRingAlign' });
    this.usedRing = usedRing;
    return ok();
  }

  /** `QueueT::set_desc_table_address`: a null half keeps the present one; a misaligned address is ignored. */
  // unreached: properties set up by `try_set_desc_table_address`; recordings compare this one
  setDescTableAddress(low: U32 | null, high: U32 | null): void {
    this.trySetDescTableAddress(withHalves(this.descTable, low, high));
  }

  /** `QueueT::set_avail_ring_address`: a null half keeps the present one; a misaligned address is ignored. */
  // unreached: properties set up by `try_set_avail_ring_address`; recordings compare this one
  setAvailRingAddress(low: U32 | null, high: U32 | null): void {
    this.trySetAvailRingAddress(withHalves(this.availRing, low, high));
  }

  /** `QueueT::set_used_ring_address`: a null half keeps the present one; a misaligned address is ignored. */
  // unreached: properties set up by `try_set_used_ring_address`; recordings compare this one
  setUsedRingAddress(low: U32 | null, high: U32 | null): void {
    this.trySetUsedRingAddress(withHalves(this.usedRing, low, high));
  }

  /** `QueueT::set_event_idx`. */
  setEventIdx(enabled: Bool): void {
    this.eventIdx = enabled;
  }

  /** `QueueT::set_ready`. */
  setReady(ready: Bool): void {
    this.ready = ready;
  }

  /** `QueueT::set_next_avail`. */
  setNextAvail(nextAvail: U16): void {
    this.nextAvail = nextAvail;
  }

  /** `QueueT::set_next_used`: leaves the count of added elements alone. */
  setNextUsed(nextUsed: U16): void {
    this.nextUsed = nextUsed;
  }
  /** What a device does with the answer of `is_valid`. */
  activate(mem: GuestMemory): Result<void, QueueError> {
    return this.domain.decide(this.isValid(mem)) ? ok() : err({ kind: 'InvalidQueue' });
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

  /** `QueueOwnedT::iter`, with the check of `AvailIter::new`: the chains available now. */
  iter(mem: GuestMemory): Result<AvailIter, QueueError> {
    if (this.domain.decide(this.ready.not().or(this.availRing.eq(0)))) return err({ kind: 'QueueNotReady' });

    const idx = this.availIdx(mem, 'acquire');
    if (!idx.ok) return idx;

    if (this.domain.decide(idx.value.sub(this.nextAvail).gt(this.size)))
      return err({ kind: 'InvalidAvailRingIndex' });
    const { descTable, availRing, size: queueSize } = this;
    return ok(new AvailIter(this.domain, { descTable, availRing, queueSize, lastIndex: idx.value }));
  }

  /** `QueueT::pop_descriptor_chain`: the first chain of a new iterator; `undefined` also for every error. */
  popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
    const iter = this.iter(mem);
    return iter.ok ? iter.value.next(this, mem) : undefined;
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

  /** `QueueT::used_idx`: the idx in guest memory. */
  usedIdx(mem: GuestMemory, order: LoadOrdering): Result<U16, QueueError> {
    const addr = this.usedRing.checkedAdd(layout.RING_IDX_OFFSET);
    // unreached: the ring starts at a multiple of 4
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
    // unreached: the ring starts at a multiple of 4
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
    return this.setUsedFlags(mem, this.domain.u16(enable ? 0 : layout.USED_F_NO_NOTIFY), 'relaxed');
  }
}

/** The fields of virtio-queue's `AvailIter`, but for the queue's `next_avail`, which it borrows and moves. */
export interface IterFields {
  readonly descTable: U64;
  readonly availRing: U64;
  readonly queueSize: U16;
  readonly lastIndex: U16;
}

/** The chains that were available when it was made: `AvailIter`. */
export class AvailIter implements IterFields {
  readonly descTable: U64;
  readonly availRing: U64;
  readonly queueSize: U16;
  readonly lastIndex: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, { descTable, availRing, queueSize, lastIndex }: IterFields) {
    this.#domain = domain;
    this.descTable = descTable;
    this.availRing = availRing;
    this.queueSize = queueSize;
    this.lastIndex = lastIndex;
  }

  /** `AvailIter::next`: an entry that cannot be read is none, and stays the next one. */
  next(queue: Queue, mem: GuestMemory): DescriptorChain | undefined {
    const { nextAvail } = queue;
    if (this.#domain.decide(nextAvail.eq(this.lastIndex))) return undefined;

    const slot = nextAvail.rem(this.queueSize).zeroExtend(64);
    const offset = slot.mul(layout.AVAIL_ELEMENT_SIZE).add(layout.AVAIL_RING_HEADER_SIZE);
    const addr = this.availRing.checkedAdd(offset);
    if (addr === undefined) return undefined;
    const headIndex = mem.load(addr, 16, 'acquire');
    if (!headIndex.ok) return undefined;

    queue.nextAvail = nextAvail.add(1);

    return DescriptorChain.new(this.#domain, this.descTable, this.queueSize, headIndex.value);
  }

  /** `AvailIter::go_to_previous_position`: also below where the iterator began. */
  previous(queue: Queue): void {
    queue.nextAvail = queue.nextAvail.sub(1);
  }
}

/** An address with its low half, its high half or both replaced, as drivers write it through 32-bit registers. */
// unreached: called by the setters of halves alone
function withHalves(address: U64, low: U32 | null, high: U32 | null): U64 {
  const newLow = (low ?? address.truncate(32)).zeroExtend(64);
  const newHigh = (high ?? address.shr(32).truncate(32)).zeroExtend(64);
  return newHigh.shl(32).or(newLow);
}
