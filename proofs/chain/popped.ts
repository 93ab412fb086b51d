import type { ObservedMemory, ProofContext } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  type DescriptorChain,
  type WalkedDevice,
  type SplitDeviceState,
} from 'ringproof/virtio/split';

/** A chain that a queue has just given. */
export interface Popped {
  readonly chain: Required<DescriptorChain>;
  /** The queue before. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/** Any chain that a queue gives: any queue, or an activated one of a device that relies on that. */
export function anyPopped(p: ProofContext, device: WalkedDevice): Popped | undefined {
  const { queue, before, memory } = (device.checksEachAccess ? anyQueue : activeQueue)(p, device);
  const result = queue.pop(memory);
  if (!result.ok || result.value === undefined) return undefined;
  const { head, walk } = result.value;
  // A device that walks gives a walk of each chain.
  return walk === undefined ? undefined : { chain: { head, walk }, before, memory };
}
