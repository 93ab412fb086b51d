import { ioVector } from 'ringproof/virtio/io-vector';
import { splitDevice } from 'ringproof/virtio/split';
import { firecrackerFineDevice } from './fine-queue-model.ts';
import { firecrackerQueue } from './fine-queue.ts';
import { findings, fineFindings, vectorFindings } from './findings.ts';
import { iovDeque } from './iov-deque-kind.ts';
import { firecrackerDevice } from './split-queue.ts';
import { firecrackerDequeModel, firecrackerVectors } from './vectors.ts';

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
 * the fork's `Queue::reset`: the transport replaces the queue, as the operation `reset` does.
 *
 * No recording of the real code exists. Until there is one, `ringproof conform firecracker models/spec/recordings.sample.jsonl`
 * compares the model with a small correct queue of our own.
 */
export const firecracker = splitDevice.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/queue.rs at 81b38b9, reconstructed',
    findings,
  },
  firecrackerDevice(),
);

/** The finer operations of Firecracker's queue. */
export const firecrackerFineQueue = firecrackerQueue.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/queue.rs at 81b38b9, reconstructed',
    findings: fineFindings,
  },
  firecrackerFineDevice(),
);

/** The scatter-gather vectors of Firecracker, `IoVecBuffer` and `IoVecBufferMut`. */
export const firecrackerIoVector = ioVector.implement(
  {
    name: 'firecracker',
    source: 'Firecracker, src/vmm/src/devices/virtio/iovec.rs and iov_deque.rs, as of 81b38b9',
    findings: vectorFindings,
  },
  firecrackerVectors(),
);

/** The deque that `IoVecBufferMut` is made over. */
export const firecrackerDeque = iovDeque.implement(
  { name: 'firecracker', source: 'Firecracker, src/vmm/src/devices/virtio/iov_deque.rs, as of 81b38b9' },
  firecrackerDequeModel(),
);
