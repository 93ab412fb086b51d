import type { Domain, U16 } from 'ringproof';

/** The fields of `IovDeque`: src/vmm/src/devices/virtio/iov_deque.rs. */
export interface IovDequeFields {
  /** Slot of the first entry. Below `capacity`. */
  readonly start: U16;
  readonly len: U16;
  /**
   * Slots of the memory behind it, a whole number of the host's pages. It is mapped twice, one after the other: slots
   * from `capacity` on are those from 0 on.
   */
  readonly capacity: U16;
  /** `L`: most entries at a time. Up to `capacity`. */
  readonly limit: U16;
}

/** `IovDeque`, without what stands in its slots. */
export class IovDeque implements IovDequeFields {
  start: U16;
  len: U16;
  readonly capacity: U16;
  readonly limit: U16;
  protected readonly domain: Domain;

  constructor(domain: Domain, { start, len, capacity, limit }: IovDequeFields) {
    this.domain = domain;
    this.start = start;
    this.len = len;
    this.capacity = capacity;
    this.limit = limit;
  }

  /** `IovDeque::new`, on a host whose pages take `capacity` entries in all. */
  static new(domain: Domain, limit: U16, capacity: U16): IovDeque {
    return new IovDeque(domain, { start: domain.u16(0), len: domain.u16(0), capacity, limit });
  }

  /** `IovDeque::push_back`: the slot, of the twice `capacity`, that the entry is written to. Panics where it is full. */
  pushBack(): U16 {
    this.domain.trapIf('panic', this.len.eq(this.limit));
    const slot = this.start.add(this.len);
    this.len = this.len.add(1);
    return slot;
  }

  /** `IovDeque::pop_front`. Panics where there are fewer entries. */
  popFront(count: U16): void {
    this.domain.trapIf('panic', this.len.lt(count));
    const start = this.start.add(count);
    this.start = this.domain.select(this.capacity.le(start), start.sub(this.capacity), start);
    this.len = this.len.sub(count);
  }

  /** `IovDeque::pop_back`. Panics where there are fewer entries. */
  popBack(count: U16): void {
    this.domain.trapIf('panic', this.len.lt(count));
    this.len = this.len.sub(count);
  }

  /** `IovDeque::clear`. */
  clear(): void {
    this.start = this.domain.u16(0);
    this.len = this.domain.u16(0);
  }
}
