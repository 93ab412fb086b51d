import { err, type Result, type U16 } from 'ringproof';
import type { QueueError } from 'ringproof/virtio/split';

/** Why `Queue::initialize` refused a queue: these of `QueueError`. */
export type InitializeError =
  | { readonly kind: 'NotReady' }
  | { readonly kind: 'InvalidSize' }
  | { readonly kind: 'PointerNotAligned'; readonly alignment: number }
  /** An area that is not within one region. */
  | { readonly kind: 'MemoryError' };

/** `InvalidAvailIdx`: the driver's idx says that more chains are available than the queue has entries. */
export interface InvalidAvailIdx {
  readonly kind: 'InvalidAvailIdx';
  readonly queueSize: U16;
  readonly reportedLen: U16;
}

/** `QueueError::DescIndexOutOfBounds`: an element to be used that is not in the descriptor table. */
export interface DescIndexOutOfBounds {
  readonly kind: 'DescIndexOutOfBounds';
  readonly index: U16;
}

/** An error under the names that all implementations share. */
export function queueError(error: InitializeError | InvalidAvailIdx | DescIndexOutOfBounds): QueueError {
  switch (error.kind) {
    case 'NotReady':
    case 'InvalidSize':
    case 'PointerNotAligned':
    case 'MemoryError':
      return { kind: 'InvalidQueue' };
    case 'InvalidAvailIdx':
      return { kind: 'InvalidAvailRingIndex' };
    case 'DescIndexOutOfBounds':
      return { kind: 'InvalidDescriptorIndex' };
  }
}

/** A result under the names that all implementations share. */
export function shared<T>(result: Result<T, Parameters<typeof queueError>[0]>): Result<T, QueueError> {
  return result.ok ? result : err(queueError(result.error));
}
