import { err, ok, type Domain, type Result, type U16 } from 'ringproof';
import type { Panic } from '../io-vector.ts';

/** The fields of `IovDeque`: src/vmm/src/devices/virtio/iov_deque.rs. */
export interface IovDequeState {
  /** Slot of the first entry. Below `capacity`. */
  readonly start: U16;
  readonly len: U16;
  /**
   * Slots of the memory behind it, a whole number of the host's pages. It is mapped twice, one behind the other: slots
   * from `capacity` on are those from 0 on.
   */
  readonly capacity: U16;
  /** `L`: most entries at a time. Up to `capacity`. */
  readonly limit: U16;
}

/** `IovDeque::new`, on a host whose pages take `capacity` entries in all. */
export function emptyDeque(domain: Domain, limit: number, capacity: number): IovDequeState {
  const [start, len] = [domain.u16(0), domain.u16(0)];
  return { start, len, capacity: domain.u16(capacity), limit: domain.u16(limit) };
}

/** `IovDeque::push_back`: the slot, of the twice `capacity`, that the entry is written to. Panics where it is full. */
export function pushBack(
  domain: Domain,
  deque: IovDequeState,
): Result<{ readonly deque: IovDequeState; readonly slot: U16 }, Panic> {
  if (domain.decide(deque.len.eq(deque.limit))) return err({ kind: 'Panic' });
  const slot = deque.start.add(deque.len);
  return ok({ deque: { ...deque, len: deque.len.add(1) }, slot });
}

/** `IovDeque::pop_front`. Panics where there are fewer entries. */
export function popFront(domain: Domain, deque: IovDequeState, count: U16): Result<IovDequeState, Panic> {
  if (domain.decide(deque.len.lt(count))) return err({ kind: 'Panic' });
  const start = deque.start.add(count);
  return ok({
    ...deque,
    len: deque.len.sub(count),
    start: domain.select(deque.capacity.le(start), start.sub(deque.capacity), start),
  });
}

/** `IovDeque::pop_back`. Panics where there are fewer entries. */
export function popBack(domain: Domain, deque: IovDequeState, count: U16): Result<IovDequeState, Panic> {
  if (domain.decide(deque.len.lt(count))) return err({ kind: 'Panic' });
  return ok({ ...deque, len: deque.len.sub(count) });
}

/** `IovDeque::clear`. */
export function clear(domain: Domain, deque: IovDequeState): IovDequeState {
  return { ...deque, start: domain.u16(0), len: domain.u16(0) };
}
