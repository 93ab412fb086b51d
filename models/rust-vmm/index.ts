import { splitDevice, type SplitDevice } from '../split-device.ts';
import { DescriptorChain } from './descriptor-chain.ts';
import { findings } from './findings.ts';
import { Queue } from './queue.ts';
import { recordingAdapter, type CreateQueue } from './recording.ts';
import { tryFromState } from './state.ts';

const create: CreateQueue = (domain, state) => new Queue(domain, state);

/** What virtio-queue's device queue has of the interface: all of it. */
export const rustVmmDevice: SplitDevice<Queue> = {
  make: (domain, maxSize) => Queue.new(domain, maxSize),
  create,
  walk: (domain, state) => new DescriptorChain(domain, state),
  checksEachAccess: true,
  followsIndirect: true,
  sumsLengths: true,
  reset: (queue) => queue.reset(),
  undoPop: (queue) => queue.goToPreviousPosition(),
  disableNotification: (queue, memory) => queue.disableNotification(memory),
  iterate: (queue, memory) => queue.iter(memory),
  restore: (domain, saved) => tryFromState(domain, saved),
};

/** The device queue of rust-vmm's virtio-queue. */
export const rustVmm = splitDevice.implement(
  {
    name: 'rust-vmm',
    source: 'virtio-queue 0.18.0 (rust-vmm/vm-virtio 87bf424)',
    findings,
    conformance: recordingAdapter(create),
  },
  rustVmmDevice,
);
