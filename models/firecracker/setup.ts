import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U64,
} from 'ringproof';
import type { InitializeError } from './error.ts';
import type { HostPointer } from './host-pointer.ts';
import * as layout from './layout.ts';

/** What a `Queue` consists of, under upstream's names. */
export interface QueueFields {
  /** Largest size that the device offers. */
  readonly maxSize: U16;
  /** Size that the driver selected, checked by `initialize` alone. */
  size: U16;
  ready: Bool;
  descTableAddress: U64;
  availRingAddress: U64;
  usedRingAddress: U64;
  descTablePtr: HostPointer;
  availRingPtr: HostPointer;
  usedRingPtr: HostPointer;
  nextAvail: U16;
  nextUsed: U16;
  /** VIRTIO_F_EVENT_IDX was negotiated. */
  usesNotifSuppression: Bool;
  /** Elements added since the driver was last notified. */
  numAdded: U16;
}

/** The fields of Firecracker's `Queue`, which the transport writes as they come, and the check before their use. */
export class QueueSetup implements QueueFields {
  readonly maxSize: U16;
  size: U16;
  ready: Bool;
  descTableAddress: U64;
  availRingAddress: U64;
  usedRingAddress: U64;
  descTablePtr: HostPointer;
  availRingPtr: HostPointer;
  usedRingPtr: HostPointer;
  nextAvail: U16;
  nextUsed: U16;
  usesNotifSuppression: Bool;
  numAdded: U16;

  protected readonly domain: Domain;

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
    this.nextAvail = fields.nextAvail;
    this.nextUsed = fields.nextUsed;
    this.usesNotifSuppression = fields.usesNotifSuppression;
    this.numAdded = fields.numAdded;
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
    this.descTablePtr = table.value;

    const avail = this.#alignedSlice(
      mem,
      this.availRingAddress,
      this.#availRingSize(),
      layout.AVAIL_RING_ALIGNMENT,
    );
    if (!avail.ok) return avail;
    this.availRingPtr = avail.value;

    const used = this.#alignedSlice(
      mem,
      this.usedRingAddress,
      this.#usedRingSize(),
      layout.USED_RING_ALIGNMENT,
    );
    if (!used.ok) return used;
    this.usedRingPtr = used.value;

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
}
