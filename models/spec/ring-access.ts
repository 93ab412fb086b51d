import {
  err,
  type GuestMemory,
  type LoadOrdering,
  type MemoryError,
  type Result,
  type StoreOrdering,
  type U16,
  type U64,
} from 'ringproof';
import type { QueueError } from 'ringproof/virtio/split';

/** The error of a part of the queue that would lie beyond the last address. */
export function addressOverflow(): Result<never, QueueError> {
  return err({ kind: 'AddressOverflow' });
}

/** Makes a failed access an error of the queue. */
export function ofQueue<T>(access: Result<T, MemoryError>): Result<T, QueueError> {
  return access.ok ? access : err({ kind: 'GuestMemory', cause: access.error });
}

/** Loads a word of a ring as one unit. Errors: `AddressOverflow`, `GuestMemory`. */
export function loadWord(
  memory: GuestMemory,
  address: U64 | undefined,
  ordering: LoadOrdering,
): Result<U16, QueueError> {
  return address === undefined ? addressOverflow() : ofQueue(memory.load(address, 16, ordering));
}

/** Stores a word of a ring as one unit. Errors: `AddressOverflow`, `GuestMemory`. */
export function storeWord(
  memory: GuestMemory,
  address: U64 | undefined,
  value: U16,
  ordering: StoreOrdering,
): Result<void, QueueError> {
  return address === undefined ? addressOverflow() : ofQueue(memory.store(address, value, ordering));
}
