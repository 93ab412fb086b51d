import type { Bool, ObservedMemory, ProofContext } from 'ringproof';
import type { FirecrackerQueue } from '../../models/firecracker/kinds.ts';
import type { Queue } from '../../models/firecracker/queue.ts';
import type { SplitDeviceState } from '../../models/split-device.ts';
import { anyPlace, anyState, type Given } from '../split/queue.ts';

/** Firecracker's own queue, as `initialize` has let it pass, over some memory. */
export interface InitializedQueue {
  readonly queue: Queue;
  /** The queue's state before any operation. */
  readonly before: SplitDeviceState;
  readonly memory: ObservedMemory;
}

/**
 * Any initialized queue: of its areas nothing is assumed but that `initialize` takes them, wherever they are and whatever
 * they hold, overlapping ones included.
 */
export function initialized(p: ProofContext, device: FirecrackerQueue, given: Given = {}): InitializedQueue {
  const before = anyState(p, anyPlace(p, { ready: p.domain.bool(true), ...given }));
  const memory = p.memory();
  const queue = device.create(p.domain, before);
  p.assume(queue.initialize(memory).ok);
  return { queue, before, memory };
}

/** Whether an operation leaves every field of a queue as it was. */
export function unchangedFields({ queue, before }: InitializedQueue): Bool {
  const { size, maxSize, ready, usesNotifSuppression, nextAvail, nextUsed, numAdded } = queue;
  return size
    .eq(before.size)
    .and(
      maxSize.eq(before.maxSize),
      ready.iff(before.ready),
      usesNotifSuppression.iff(before.eventIdx),
      nextAvail.eq(before.nextAvail),
      nextUsed.eq(before.nextUsed),
      numAdded.eq(before.numAdded),
      queue.descTablePtr?.eq(before.descTable) ?? false,
      queue.availRingPtr?.eq(before.availRing) ?? false,
      queue.usedRingPtr?.eq(before.usedRing) ?? false,
    );
}
