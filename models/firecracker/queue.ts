import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import { DESC_F_NEXT, DESC_F_WRITE, type Descriptor } from 'ringproof/virtio/split';
import type { DescIndexOutOfBounds, InitializeError, InvalidAvailIdx } from './error.ts';
import { readVolatile, writeVolatile, type HostPointer } from './host-pointer.ts';
import * as layout from './layout.ts';

/** What a `DescriptorChain` consists of. */
export interface ChainFields {
  readonly descTablePtr: HostPointer;
  readonly queueSize: U16;
  /** Time to live: how many descriptors may still come, this one included. */
  readonly ttl: U16;
  /** Of this descriptor, in the table. */
  readonly index: U16;
  readonly descriptor: Descriptor;
}

/** Where a descriptor is to be looked for, and how many may still come; none where `ttl` is 0. */
export interface Link {
  readonly index: U16;
  readonly ttl: U16;
}

/**
 * A descriptor as it was read, with what leads on to the next: Firecracker's `DescriptorChain`. VIRTQ_DESC_F_INDIRECT has
 * no meaning to it: no device of Firecracker's offers the feature.
 */
export class DescriptorChain implements ChainFields {
  readonly descTablePtr: HostPointer;
  readonly queueSize: U16;
  readonly ttl: U16;
  readonly index: U16;
  readonly descriptor: Descriptor;
  readonly #domain: Domain;

  constructor(domain: Domain, { descTablePtr, queueSize, ttl, index, descriptor }: ChainFields) {
    this.#domain = domain;
    this.descTablePtr = descTablePtr;
    this.queueSize = queueSize;
    this.ttl = ttl;
    this.index = index;
    this.descriptor = descriptor;
  }

  /** `DescriptorChain::checked_new`: `undefined` for an index beyond the table, or a descriptor that leads there. */
  static checkedNew(
    domain: Domain,
    mem: GuestMemory,
    descTablePtr: HostPointer,
    queueSize: U16,
    index: U16,
  ): DescriptorChain | undefined {
    if (domain.decide(queueSize.le(index))) return undefined;

    const offset = index.zeroExtend(64).mul(layout.DESCRIPTOR_SIZE);
    const [addr, len, flags, next] = readVolatile(domain, mem, descTablePtr, offset, [64, 32, 16, 16]);
    const descriptor = { addr, len, flags, next };
    const chain = new DescriptorChain(domain, { descTablePtr, queueSize, ttl: queueSize, index, descriptor });

    return domain.decide(chain.isValid()) ? chain : undefined;
  }

  /** What `next_descriptor` does once it knows that there is a next one. */
  static linked(
    domain: Domain,
    mem: GuestMemory,
    descTablePtr: HostPointer,
    queueSize: U16,
    { index, ttl }: Link,
  ): DescriptorChain | undefined {
    // unreached: a walk asks only while the time to live is more than one, and passes on one less
    if (domain.decide(ttl.eq(0))) return undefined;
    const next = DescriptorChain.checkedNew(domain, mem, descTablePtr, queueSize, index);
    return next === undefined ? undefined : new DescriptorChain(domain, { ...next.fields, ttl });
  }

  get fields(): ChainFields {
    const { descTablePtr, queueSize, ttl, index, descriptor } = this;
    return { descTablePtr, queueSize, ttl, index, descriptor };
  }

  get addr(): U64 {
    return this.descriptor.addr;
  }

  get len(): U32 {
    return this.descriptor.len;
  }

  get flags(): U16 {
    return this.descriptor.flags;
  }

  get next(): U16 {
    return this.descriptor.next;
  }

  /** `DescriptorChain::is_valid`. */
  isValid(): Bool {
    return this.hasNext().not().or(this.next.lt(this.queueSize));
  }

  /** `DescriptorChain::has_next`: no longer says so once the time to live is used up. */
  hasNext(): Bool {
    return this.flags.and(DESC_F_NEXT).ne(0).and(this.ttl.gt(1));
  }

  /** `DescriptorChain::is_write_only`. */
  // unreached: walks yield the flags themselves
  isWriteOnly(): Bool {
    return this.flags.and(DESC_F_WRITE).ne(0);
  }

  /** Where the next descriptor is to be looked for. */
  get link(): Link {
    return {
      index: this.next,
      ttl: this.#domain.select(this.hasNext(), this.ttl.sub(1), this.#domain.u16(0)),
    };
  }

  /** `DescriptorChain::next_descriptor`: `undefined` at the end, and where the next one cannot be used. */
  // unreached: walks call `linked`, of which this is all
  nextDescriptor(mem: GuestMemory): DescriptorChain | undefined {
    return DescriptorChain.linked(this.#domain, mem, this.descTablePtr, this.queueSize, this.link);
  }
}

/** What a `Queue` consists of, under upstream's names. */
export interface QueueFields {
  /** Largest size that the device offers. */
  readonly maxSize: U16;
  /** Size that the driver selected, checked by `initialize` alone. */
  readonly size: U16;
  readonly ready: Bool;
  readonly descTableAddress: U64;
  readonly availRingAddress: U64;
  readonly usedRingAddress: U64;
  /** The pointers, as the addresses that they were made from, and whether they were made: see `HostPointer`. */
  readonly descTablePtr: U64;
  readonly availRingPtr: U64;
  readonly usedRingPtr: U64;
  readonly isDescTableSet: Bool;
  readonly isAvailRingSet: Bool;
  readonly isUsedRingSet: Bool;
  readonly nextAvail: U16;
  readonly nextUsed: U16;
  /** VIRTIO_F_EVENT_IDX was negotiated. */
  readonly usesNotifSuppression: Bool;
  /** Elements added since the driver was last notified. */
  readonly numAdded: U16;
}

/** The pointers of a queue that was not initialized. */
export function nullPointers(domain: Domain) {
  const [address, no] = [domain.u64(0), domain.bool(false)];
  return {
    ...{ descTablePtr: address, availRingPtr: address, usedRingPtr: address },
    ...{ isDescTableSet: no, isAvailRingSet: no, isUsedRingSet: no },
  };
}

/**
 * The device side of a split virtqueue as `Queue` of Firecracker does it: src/vmm/src/devices/virtio/queue.rs. Each
 * operation takes the same steps in the same order. Upstream's pointers lead straight into guest memory, so operations
 * that need it get it as an argument here.
 */
export class Queue implements QueueFields {
  readonly maxSize: U16;
  size: U16;
  ready: Bool;
  descTableAddress: U64;
  availRingAddress: U64;
  usedRingAddress: U64;
  descTablePtr: U64;
  availRingPtr: U64;
  usedRingPtr: U64;
  isDescTableSet: Bool;
  isAvailRingSet: Bool;
  isUsedRingSet: Bool;
  nextAvail: U16;
  nextUsed: U16;
  usesNotifSuppression: Bool;
  numAdded: U16;

  readonly domain: Domain;

  constructor(domain: Domain, fields: QueueFields) {
    this.domain = domain;
    this.maxSize = fields.maxSize;
    this.size = fields.size;
    this.ready = fields.ready;
    this.descTableAddress = fields.descTableAddress;
    this.availRingAddress = fields.availRingAddress;
    this.usedRingAddress = fields.usedRingAddress;
    this.descTablePtr = fields.descTablePtr;
    this.availRingPtr = fields.availRingPtr;
    this.usedRingPtr = fields.usedRingPtr;
    this.isDescTableSet = fields.isDescTableSet;
    this.isAvailRingSet = fields.isAvailRingSet;
    this.isUsedRingSet = fields.isUsedRingSet;
    this.nextAvail = fields.nextAvail;
    this.nextUsed = fields.nextUsed;
    this.usesNotifSuppression = fields.usesNotifSuppression;
    this.numAdded = fields.numAdded;
  }

  /** `Queue::new`: not ready, of the largest size, all else 0. Any largest size will do. */
  static new(domain: Domain, maxSize: U16): Queue {
    return new Queue(domain, {
      maxSize,
      size: maxSize,
      ready: domain.bool(false),
      descTableAddress: domain.u64(0),
      availRingAddress: domain.u64(0),
      usedRingAddress: domain.u64(0),
      ...nullPointers(domain),
      nextAvail: domain.u16(0),
      nextUsed: domain.u16(0),
      usesNotifSuppression: domain.bool(false),
      numAdded: domain.u16(0),
    });
  }

  /**
   * `Queue::initialize`: checks `ready`, the size, and of one area after the other its alignment and that it lies within
   * one region; makes the pointers. An area that is refused leaves the pointers of those before it made. Marking the areas
   * dirty is left out.
   */
  initialize(mem: GuestMemory): Result<void, InitializeError> {
    const { domain, size, maxSize } = this;
    if (!domain.decide(this.ready)) return err({ kind: 'NotReady' });

    if (domain.decide(size.gt(maxSize).or(size.eq(0), size.and(size.sub(1)).ne(0))))
      return err({ kind: 'InvalidSize' });

    const table = this.#alignedSlice(
      mem,
      this.descTableAddress,
      this.#descTableSize(),
      layout.DESC_TABLE_ALIGNMENT,
    );
    if (!table.ok) return table;
    [this.descTablePtr, this.isDescTableSet] = [table.value, domain.bool(true)];

    const avail = this.#alignedSlice(
      mem,
      this.availRingAddress,
      this.#availRingSize(),
      layout.AVAIL_RING_ALIGNMENT,
    );
    if (!avail.ok) return avail;
    [this.availRingPtr, this.isAvailRingSet] = [avail.value, domain.bool(true)];

    const used = this.#alignedSlice(
      mem,
      this.usedRingAddress,
      this.#usedRingSize(),
      layout.USED_RING_ALIGNMENT,
    );
    if (!used.ok) return used;
    [this.usedRingPtr, this.isUsedRingSet] = [used.value, domain.bool(true)];

    return ok();
  }

  /** `Queue::get_aligned_slice_ptr`. */
  #alignedSlice(mem: GuestMemory, addr: U64, len: U64, alignment: number): Result<U64, InitializeError> {
    if (this.domain.decide(addr.and(alignment - 1).ne(0)))
      return err({ kind: 'PointerNotAligned', alignment });

    return this.domain.decide(mem.checkSlice(addr, len)) ? ok(addr) : err({ kind: 'MemoryError' });
  }

  /** `Queue::desc_table_size`. */
  #descTableSize(): U64 {
    return this.size.zeroExtend(64).mul(layout.DESCRIPTOR_SIZE);
  }

  /** `Queue::avail_ring_size`. */
  #availRingSize(): U64 {
    return this.size.zeroExtend(64).mul(layout.AVAIL_ENTRY_SIZE).add(layout.RING_META_SIZE);
  }

  /** `Queue::used_ring_size`. */
  #usedRingSize(): U64 {
    return this.size.zeroExtend(64).mul(layout.USED_ELEMENT_SIZE).add(layout.RING_META_SIZE);
  }

  /** `desc_table_ptr`. */
  get #descTable(): HostPointer {
    return { address: this.descTablePtr, isSet: this.isDescTableSet };
  }

  /** `avail_ring_ptr`. */
  get #availRing(): HostPointer {
    return { address: this.availRingPtr, isSet: this.isAvailRingSet };
  }

  /** `used_ring_ptr`. */
  get #usedRing(): HostPointer {
    return { address: this.usedRingPtr, isSet: this.isUsedRingSet };
  }

  /** `Queue::avail_ring_idx_get`. */
  availRingIdxGet(mem: GuestMemory): U16 {
    return this.#read(mem, this.#availRing, this.domain.u64(layout.RING_IDX_OFFSET));
  }

  /** `Queue::avail_ring_ring_get`: the head at `index`, which has to be below the size. */
  availRingRingGet(mem: GuestMemory, index: U16): U16 {
    return this.#read(mem, this.#availRing, inRing(index, layout.AVAIL_ENTRY_SIZE));
  }

  /** `Queue::avail_ring_used_event_get`. */
  availRingUsedEventGet(mem: GuestMemory): U16 {
    return this.#read(mem, this.#availRing, inRing(this.size, layout.AVAIL_ENTRY_SIZE));
  }

  /** `Queue::used_ring_idx_set`. */
  usedRingIdxSet(mem: GuestMemory, val: U16): void {
    writeVolatile(this.domain, mem, this.#usedRing, this.domain.u64(layout.RING_IDX_OFFSET), [val]);
  }

  /** `Queue::used_ring_ring_set`: the element at `index`, which has to be below the size. */
  usedRingRingSet(mem: GuestMemory, index: U16, id: U32, len: U32): void {
    writeVolatile(this.domain, mem, this.#usedRing, inRing(index, layout.USED_ELEMENT_SIZE), [id, len]);
  }

  /** `Queue::used_ring_avail_event_get`, which upstream has for its own tests and proofs only. */
  usedRingAvailEventGet(mem: GuestMemory): U16 {
    return this.#read(mem, this.#usedRing, inRing(this.size, layout.USED_ELEMENT_SIZE));
  }

  /** `Queue::used_ring_avail_event_set`. */
  usedRingAvailEventSet(mem: GuestMemory, val: U16): void {
    const offset = inRing(this.size, layout.USED_ELEMENT_SIZE);
    writeVolatile(this.domain, mem, this.#usedRing, offset, [val]);
  }

  #read(mem: GuestMemory, pointer: HostPointer, offset: U64): U16 {
    return readVolatile(this.domain, mem, pointer, offset, [16])[0];
  }

  /** `Queue::len`: chains not yet popped, as far as the driver's idx is to be believed. */
  len(mem: GuestMemory): U16 {
    return this.availRingIdxGet(mem).sub(this.nextAvail);
  }

  /** `Queue::is_empty`. */
  isEmpty(mem: GuestMemory): Bool {
    return this.len(mem).eq(0);
  }

  /**
   * `Queue::pop`. A head that cannot be used gives `undefined` as an empty ring does, and stays the next one. Where idx is
   * too far ahead the devices end the process.
   */
  pop(mem: GuestMemory): Result<DescriptorChain | undefined, InvalidAvailIdx> {
    const len = this.len(mem);
    if (this.domain.decide(this.size.lt(len))) return this.#invalidAvailIdx(len);

    if (this.domain.decide(len.eq(0))) return ok(undefined);

    return ok(this.popUnchecked(mem));
  }

  /**
   * `Queue::pop_or_enable_notification`. With notification suppression the last look at idx, made to see whether a chain
   * came in the meantime, is not held against the size.
   */
  popOrEnableNotification(mem: GuestMemory): Result<DescriptorChain | undefined, InvalidAvailIdx> {
    if (!this.domain.decide(this.usesNotifSuppression)) return this.pop(mem);

    const enabled = this.tryEnableNotification(mem);
    if (!enabled.ok) return enabled;
    return ok(this.domain.decide(enabled.value) ? undefined : this.popUnchecked(mem));
  }

  /** `Queue::pop_unchecked`: the chain at `next_avail`, whatever idx says. */
  popUnchecked(mem: GuestMemory): DescriptorChain | undefined {
    mem.fence('acquire');

    const descIndex = this.availRingRingGet(mem, this.nextAvail.rem(this.size));
    const chain = this.chainAt(mem, descIndex);
    if (chain !== undefined) this.nextAvail = this.nextAvail.add(1);
    return chain;
  }

  /** `DescriptorChain::checked_new` on the queue's own table. */
  chainAt(mem: GuestMemory, index: U16): DescriptorChain | undefined {
    return DescriptorChain.checkedNew(this.domain, mem, this.#descTable, this.size, index);
  }

  /** `Queue::undo_pop`. */
  undoPop(): void {
    this.nextAvail = this.nextAvail.sub(1);
  }

  /** `Queue::write_used_element`: `ringIndexOffset` elements behind `next_used`. Counts nothing. */
  writeUsedElement(
    mem: GuestMemory,
    ringIndexOffset: U16,
    descIndex: U16,
    len: U32,
  ): Result<void, DescIndexOutOfBounds> {
    if (this.domain.decide(this.size.le(descIndex)))
      return err({ kind: 'DescIndexOutOfBounds', index: descIndex });

    const nextUsed = this.nextUsed.add(ringIndexOffset).rem(this.size);
    this.usedRingRingSet(mem, nextUsed, descIndex.zeroExtend(32), len);
    return ok();
  }

  /** `Queue::advance_next_used`: counts `n` elements. */
  advanceNextUsed(n: U16): void {
    this.numAdded = this.numAdded.add(n);
    this.nextUsed = this.nextUsed.add(n);
  }

  /** `Queue::advance_used_ring_idx`: lets the driver see what was counted. */
  advanceUsedRingIdx(mem: GuestMemory): void {
    mem.fence('release');
    this.usedRingIdxSet(mem, this.nextUsed);
  }

  /** `Queue::add_used`. */
  addUsed(mem: GuestMemory, descIndex: U16, len: U32): Result<void, DescIndexOutOfBounds> {
    const written = this.writeUsedElement(mem, this.domain.u16(0), descIndex, len);
    if (!written.ok) return written;
    this.advanceNextUsed(this.domain.u16(1));
    return ok();
  }

  /**
   * `Queue::try_enable_notification`: whether the driver will send a notification of the next chain. Without notification
   * suppression it always does, and idx is not looked at; nor is avail_event written while a chain is available.
   */
  tryEnableNotification(mem: GuestMemory): Result<Bool, InvalidAvailIdx> {
    const { domain } = this;
    if (!domain.decide(this.usesNotifSuppression)) return ok(domain.bool(true));

    const len = this.len(mem);
    if (domain.decide(len.ne(0)))
      return domain.decide(len.gt(this.size)) ? this.#invalidAvailIdx(len) : ok(domain.bool(false));

    this.usedRingAvailEventSet(mem, this.nextAvail);
    mem.fence('seq-cst');

    return ok(this.nextAvail.eq(this.availRingIdxGet(mem)));
  }

  /** `Queue::enable_notif_suppression`. */
  // unreached: set-up writes the field, which is on or off
  enableNotifSuppression(): void {
    this.usesNotifSuppression = this.domain.bool(true);
  }

  /** `Queue::enable_notification`: of the next chain after those that idx counts now, whether these were popped or not. Looks once. */
  enableNotification(mem: GuestMemory): void {
    if (!this.domain.decide(this.usesNotifSuppression)) return;

    this.usedRingAvailEventSet(mem, this.availRingIdxGet(mem));
    mem.fence('release');
  }

  /** `Queue::prepare_kick`: whether to notify the driver. Never looks at the available ring's `flags`. */
  prepareKick(mem: GuestMemory): Bool {
    if (!this.domain.decide(this.usesNotifSuppression)) return this.domain.bool(true);

    mem.fence('seq-cst');

    const latest = this.nextUsed;
    const old = this.nextUsed.sub(this.numAdded);
    const usedEvent = this.availRingUsedEventGet(mem);

    this.numAdded = this.domain.u16(0);

    return latest.sub(usedEvent).sub(1).lt(latest.sub(old));
  }

  #invalidAvailIdx(reportedLen: U16): Result<never, InvalidAvailIdx> {
    return err({ kind: 'InvalidAvailIdx', queueSize: this.size, reportedLen });
  }
}

/** From a ring's start to its entry at `index`; for the size itself, to the event index behind the last. */
function inRing(index: U16, entrySize: number): U64 {
  return index.zeroExtend(64).mul(entrySize).add(layout.RING_HEADER_SIZE);
}
