import { ok, type GuestMemory, type Result, type U16, type U32, type U64 } from 'ringproof';
import type { HostMemory } from './error.ts';
import { readVolatile, writeVolatile, type HostPointer } from './host-pointer.ts';
import * as layout from './layout.ts';
import { QueueSetup } from './setup.ts';

/** The fields of both rings, as Firecracker's `Queue` reads and writes them through its pointers. */
export class Rings extends QueueSetup {
  /** `Queue::avail_ring_idx_get`. */
  availRingIdxGet(mem: GuestMemory): Result<U16, HostMemory> {
    return this.#read(mem, this.availRingPtr, this.domain.u64(layout.RING_IDX_OFFSET));
  }

  /** `Queue::avail_ring_ring_get`: the head at `index`, which has to be below the size. */
  availRingRingGet(mem: GuestMemory, index: U16): Result<U16, HostMemory> {
    return this.#read(mem, this.availRingPtr, inRing(index, layout.AVAIL_ENTRY_SIZE));
  }

  /** `Queue::avail_ring_used_event_get`. */
  availRingUsedEventGet(mem: GuestMemory): Result<U16, HostMemory> {
    return this.#read(mem, this.availRingPtr, inRing(this.size, layout.AVAIL_ENTRY_SIZE));
  }

  /** `Queue::used_ring_idx_set`. */
  usedRingIdxSet(mem: GuestMemory, val: U16): Result<void, HostMemory> {
    return writeVolatile(this.domain, mem, this.usedRingPtr, this.domain.u64(layout.RING_IDX_OFFSET), [val]);
  }

  /** `Queue::used_ring_ring_set`: the element at `index`, which has to be below the size. */
  usedRingRingSet(mem: GuestMemory, index: U16, id: U32, len: U32): Result<void, HostMemory> {
    return writeVolatile(this.domain, mem, this.usedRingPtr, inRing(index, layout.USED_ELEMENT_SIZE), [
      id,
      len,
    ]);
  }

  /** `Queue::used_ring_avail_event_get`, which upstream has for its own tests and proofs only. */
  usedRingAvailEventGet(mem: GuestMemory): Result<U16, HostMemory> {
    return this.#read(mem, this.usedRingPtr, inRing(this.size, layout.USED_ELEMENT_SIZE));
  }

  /** `Queue::used_ring_avail_event_set`. */
  usedRingAvailEventSet(mem: GuestMemory, val: U16): Result<void, HostMemory> {
    const offset = inRing(this.size, layout.USED_ELEMENT_SIZE);
    return writeVolatile(this.domain, mem, this.usedRingPtr, offset, [val]);
  }

  #read(mem: GuestMemory, pointer: HostPointer, offset: U64): Result<U16, HostMemory> {
    const read = readVolatile(this.domain, mem, pointer, offset, [16]);
    return read.ok ? ok(read.value[0]) : read;
  }
}

/** From a ring's start to its entry at `index`; for the size itself, to the event index behind the last. */
function inRing(index: U16, entrySize: number): U64 {
  return index.zeroExtend(64).mul(entrySize).add(layout.RING_HEADER_SIZE);
}
