import { splitDevice } from '../split-device.ts';
import { findings } from './findings.ts';
import { Queue } from './queue.ts';
import { recordingAdapter, type CreateQueue } from './recording.ts';

const create: CreateQueue = (domain, state) => new Queue(domain, state);

/** The device queue of rust-vmm's virtio-queue. */
export const rustVmm = splitDevice.implement(
  {
    name: 'rust-vmm',
    source: 'virtio-queue 0.18.0 (rust-vmm/vm-virtio 87bf424)',
    findings,
    conformance: recordingAdapter(create),
  },
  { create },
);
