import { ok, type Result } from 'ringproof';
import { fineQueuePart, type FineQueueModel, type FoundDescriptor } from './fine-queue.ts';
import { ACTIVE, QUEUE_STATE, queueView } from './queue-state.ts';
import { Queue, type DescriptorChain } from './queue.ts';
import type { MakeQueue } from './split-queue.ts';

/** `Queue` with the operations that only it has. */
export function firecrackerFineDevice(
  make: MakeQueue = (domain, fields) => new Queue(domain, fields),
): FineQueueModel {
  return {
    make: (domain, maxSize) => make(domain, Queue.new(domain, maxSize)),
    queue: fineQueuePart({
      state: QUEUE_STATE,
      phases: { active: ACTIVE },
      instance: make,
      view: queueView,
      operations: {
        initialize: (queue, memory) => queue.initialize(memory),
        len: (queue, memory) => queue.len(memory),
        isEmpty: (queue, memory) => queue.isEmpty(memory),
        pop: (queue, memory) => foundIn(queue.pop(memory)),
        popOrEnableNotification: (queue, memory) => foundIn(queue.popOrEnableNotification(memory)),
        tryEnableNotification: (queue, memory) => queue.tryEnableNotification(memory),
        enableNotification: (queue, memory) => queue.enableNotification(memory),
        availRingIdxGet: (queue, memory) => queue.availRingIdxGet(memory),
        availRingRingGet: (queue, memory, index) => queue.availRingRingGet(memory, index),
        availRingUsedEventGet: (queue, memory) => queue.availRingUsedEventGet(memory),
        usedRingIdxSet: (queue, memory, value) => queue.usedRingIdxSet(memory, value),
        usedRingRingSet: (queue, memory, index, id, len) => queue.usedRingRingSet(memory, index, id, len),
        usedRingAvailEventGet: (queue, memory) => queue.usedRingAvailEventGet(memory),
        usedRingAvailEventSet: (queue, memory, value) => queue.usedRingAvailEventSet(memory, value),
        checkedNew: (queue, memory, index) => found(queue.chainAt(memory, index)),
      },
    }),
  };
}

/** A chain as data: what was found, and what it says of itself. */
function found(chain: DescriptorChain | undefined): FoundDescriptor | undefined {
  if (chain === undefined) return undefined;
  const { descriptor, index, queueSize, ttl } = chain;
  return { descriptor, index, queueSize, ttl, isValid: chain.isValid(), hasNext: chain.hasNext() };
}

function foundIn<E>(chain: Result<DescriptorChain | undefined, E>): Result<FoundDescriptor | undefined, E> {
  return chain.ok ? ok(found(chain.value)) : chain;
}
