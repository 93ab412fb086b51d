import { err, ok } from 'ringproof';
import { ioVector } from '../io-vector.ts';
import { splitDevice, type SplitDevice } from '../split-device.ts';
import { Walk } from './chain-walk.ts';
import { DescriptorChain } from './descriptor-chain.ts';
import { DeviceQueue, fieldsOf } from './device-queue.ts';
import { queueError } from './error.ts';
import { findings, fineFindings, vectorFindings } from './findings.ts';
import { readable } from './io-vec-buffer.ts';
import { writable } from './io-vec-buffer-mut.ts';
import { clear, popBack, popFront, pushBack } from './iov-deque.ts';
import { firecrackerQueue, iovDeque, type FirecrackerQueue, type IovDeque } from './kinds.ts';
import { restore } from './persist.ts';
import { Queue } from './queue.ts';

/** What Firecracker's queue implements, `DeviceQueue` being open to be made over another `Queue`. */
export const firecrackerDevice: SplitDevice<DeviceQueue> = {
  make: (domain, maxSize) => ok(new DeviceQueue(domain, Queue.new(domain, maxSize))),
  create: (domain, state) => new DeviceQueue(domain, new Queue(domain, fieldsOf(state))),
  walk: (domain, state) => new Walk(domain, state),
  reset: (queue) => queue.reset(),
  undoPop: (queue) => queue.queue.undoPop(),
  /** Of an activated device: a queue that is not ready is refused. */
  restore: (domain, saved, memory) => {
    const restored = restore(domain, memory, saved, { isActivated: true, eventIdx: saved.eventIdx });
    return restored.ok ? ok(new DeviceQueue(domain, restored.value)) : err(queueError(restored.error));
  },
};

/**
 * The device queue of Firecracker, as of commit 81b38b9 (2026-08-21).
 *
 * The text of that commit itself was not at hand. What is modelled is the text of a fork that renames it. Excerpts of
 * upstream's commit cc535f0, whose lines of queue.rs are numbered as those of 81b38b9 are, say the same of
 * `DescriptorChain`, `pop`, `pop_or_enable_notification`, `write_used_element` to `add_used`, `try_enable_notification` and
 * `prepare_kick`; of `initialize` they say which checks it makes and how long it is, and both agree.
 *
 * Two differences are known. 81b38b9 has one more function, which sets avail_event to the present idx without waiting for
 * the queue to be drained: its body was not at hand, and it is not modelled. And by its line numbers it has no room for
 * the fork's `Queue::reset`: the transport replaces the queue, as `DeviceQueue.reset` does.
 */
export const firecracker = splitDevice.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/queue.rs at 81b38b9, reconstructed',
    findings,
  },
  firecrackerDevice,
);

/** The scatter-gather vectors of Firecracker, `IoVecBuffer` and `IoVecBufferMut`. */
export const firecrackerIoVector = ioVector.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/iovec.rs and iov_deque.rs, as of 81b38b9',
    findings: vectorFindings,
  },
  { readable, writable },
);

/** The operations of `IovDeque`. */
export const firecrackerIovDeque: IovDeque = { clear, pushBack, popFront, popBack };

/** The deque that `IoVecBufferMut` is made over. */
export const firecrackerDeque = iovDeque.implement(
  { name: 'firecracker', source: 'Firecracker, src/vmm/src/devices/virtio/iov_deque.rs, as of 81b38b9' },
  firecrackerIovDeque,
);

/** The queue itself, with the operations that only it has. */
export const firecrackerOwnQueue: FirecrackerQueue = {
  create: (domain, state) => new Queue(domain, fieldsOf(state)),
  checkedNew: (domain, memory, table, size, index) =>
    DescriptorChain.checkedNew(domain, memory, table, size, index),
};

/** The finer operations of Firecracker's queue. */
export const firecrackerFineQueue = firecrackerQueue.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/queue.rs at 81b38b9, reconstructed',
    findings: fineFindings,
  },
  firecrackerOwnQueue,
);
