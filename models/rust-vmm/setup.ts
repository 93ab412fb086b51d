import { err, ok, type Bool, type Domain, type Result, type U16, type U32, type U64 } from 'ringproof';
import type { SetupError, SplitDeviceState } from '../split-device.ts';
import { DEFAULT_RING_ADDRESS } from './layout.ts';

/**
 * The fields of virtio-queue's `Queue` and the operations that set them, which the transport calls for the
 * driver. They work at any time, also when the queue is ready.
 */
export class QueueSetup implements SplitDeviceState {
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

  constructor(domain: Domain, state: SplitDeviceState) {
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

  /** `QueueT::reset`: as after `new`. */
  reset(): void {
    const { domain } = this;
    this.ready = domain.bool(false);
    this.size = this.maxSize;
    this.descTable = domain.u64(DEFAULT_RING_ADDRESS);
    this.availRing = domain.u64(DEFAULT_RING_ADDRESS);
    this.usedRing = domain.u64(DEFAULT_RING_ADDRESS);
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
  setDescTableAddress(low: U32 | null, high: U32 | null): void {
    this.trySetDescTableAddress(withHalves(this.descTable, low, high));
  }

  /** `QueueT::set_avail_ring_address`: a null half keeps the present one; a misaligned address is ignored. */
  setAvailRingAddress(low: U32 | null, high: U32 | null): void {
    this.trySetAvailRingAddress(withHalves(this.availRing, low, high));
  }

  /** `QueueT::set_used_ring_address`: a null half keeps the present one; a misaligned address is ignored. */
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
}

/** An address with its low half, its high half or both replaced, as drivers write it through 32-bit registers. */
function withHalves(address: U64, low: U32 | null, high: U32 | null): U64 {
  const newLow = (low ?? address.truncate(32)).zeroExtend(64);
  const newHigh = (high ?? address.shr(32).truncate(32)).zeroExtend(64);
  return newHigh.shl(32).or(newLow);
}
