import { err, type MemoryError, type Result } from 'ringproof';
import type { QueueError } from 'ringproof/virtio/split';

/** The error of an address with no 64-bit value: `.ok_or(Error::AddressOverflow)`. */
export function addressOverflow(): Result<never, QueueError> {
  return err({ kind: 'AddressOverflow' });
}

/** Makes a failed access an error of the queue: `.map_err(Error::GuestMemory)`. */
export function guestMemory<T>(access: Result<T, MemoryError>): Result<T, QueueError> {
  return access.ok ? access : err({ kind: 'GuestMemory', cause: access.error });
}
