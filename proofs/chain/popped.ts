import type { ObservedMemory, ProofContext } from 'ringproof';
import {
  activeQueue,
  anyQueue,
  type DescriptorChain,
  type SplitDevice,
  type SplitDeviceState,
} from 'ringproof/virtio/split';

/** A chain that a queue has just given. */
export interface Popped {
  readonly chain: DescriptorChain;
  /** The queue before. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/** Any chain that a queue gives: any queue, or an activated one of a device that relies on that. */
export function anyPopped(p: ProofContext, device: SplitDevice): Popped | undefined {
  const { queue, before, memory } = (device.checksEachAccess ? anyQueue : activeQueue)(p, device);
  const result = queue.pop(memory);
  return result.ok && result.value !== undefined ? { chain: result.value, before, memory } : undefined;
}
