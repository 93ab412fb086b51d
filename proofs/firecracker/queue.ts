import type { Bool, ObservedMemory, ProofContext } from 'ringproof';
import type { FineQueue, FirecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import type { GivenQueue, SplitDeviceState } from 'ringproof/virtio/split';

/** Firecracker's own queue, as `initialize` has let it pass, over some memory. */
export interface InitializedQueue {
  readonly device: FirecrackerQueue;
  readonly queue: FineQueue;
  /** The queue's state before any operation. */
  readonly before: SplitDeviceState;
  /** Another queue in that state, of which no operation is called. */
  readonly untouched: FineQueue;
  readonly memory: ObservedMemory;
}

/**
 * Any initialized queue: of its areas nothing is known but that `initialize` takes them, wherever they are and whatever
 * they hold, overlapping ones included; of all that the implementation remembers, nothing but what it declares of the phase.
 */
export function initialized(
  p: ProofContext,
  device: FirecrackerQueue,
  given: GivenQueue = {},
): InitializedQueue {
  const memory = p.memory();
  const queue = device.queue({ phase: 'active', memory, given });
  return { device, queue, before: queue.state, untouched: device.copy(queue), memory };
}

/** Whether an operation leaves all that a queue remembers as it was. */
export function unchangedFields({ device, queue, untouched }: InitializedQueue): Bool {
  return device.isSame(untouched, queue);
}
