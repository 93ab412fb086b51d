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
 * It follows a fork that renames that commit's text, and was read against the commit itself: `DescriptorChain`, `initialize`, `pop` to
 * `undo_pop`, `write_used_element` to `add_used`, `try_enable_notification`, `prepare_kick`, and `save` and `restore` of persist.rs
 * do the same.
 *
 * `reset` here is what the transport does, which replaces the queue.
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
