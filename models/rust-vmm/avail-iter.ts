import type { Domain, GuestMemory, U16, U64 } from 'ringproof';
import type { AvailIterator } from '../split-device.ts';
import { DescriptorChain } from './descriptor-chain.ts';
import { AVAIL_ELEMENT_SIZE, AVAIL_RING_HEADER_SIZE } from './layout.ts';

/** What an iterator takes over from its queue; `nextAvail` it borrows and moves. */
export interface IteratedQueue {
  readonly descTable: U64;
  readonly availRing: U64;
  readonly size: U16;
  nextAvail: U16;
}

/** The chains that were available when it was made: `AvailIter` of virtio-queue/src/queue.rs. */
export class AvailIter implements AvailIterator {
  readonly #domain: Domain;
  readonly #mem: GuestMemory;
  readonly #descTable: U64;
  readonly #availRing: U64;
  readonly #queueSize: U16;
  readonly #lastIndex: U16;
  readonly #queue: IteratedQueue;

  /** Up to the available ring's index `idx`, which the caller has found to be at most a queue's size ahead. */
  constructor(domain: Domain, mem: GuestMemory, idx: U16, queue: IteratedQueue) {
    this.#domain = domain;
    this.#mem = mem;
    this.#descTable = queue.descTable;
    this.#availRing = queue.availRing;
    this.#queueSize = queue.size;
    this.#lastIndex = idx;
    this.#queue = queue;
  }

  /** `AvailIter::next`: an entry that can not be read is none, and stays the next one. */
  next(): DescriptorChain | undefined {
    const { nextAvail } = this.#queue;
    if (this.#domain.decide(nextAvail.eq(this.#lastIndex))) return undefined;

    const slot = nextAvail.rem(this.#queueSize).zeroExtend(64);
    const offset = slot.mul(AVAIL_ELEMENT_SIZE).add(AVAIL_RING_HEADER_SIZE);
    const addr = this.#availRing.checkedAdd(offset);
    if (addr === undefined) return undefined;
    const headIndex = this.#mem.load(addr, 16, 'acquire');
    if (!headIndex.ok) return undefined;

    this.#queue.nextAvail = nextAvail.add(1);

    return new DescriptorChain(this.#domain, {
      table: this.#descTable,
      entries: this.#queueSize,
      index: headIndex.value,
      remaining: this.#queueSize,
      bytes: this.#domain.u32(0),
      indirect: this.#domain.bool(false),
    });
  }

  /** `AvailIter::go_to_previous_position`: also below where the iterator began. */
  previous(): void {
    this.#queue.nextAvail = this.#queue.nextAvail.sub(1);
  }
}
