import { splitDevice, type SplitDevice } from '../split-device.ts';
import { findings } from './findings.ts';
import { SpecQueue } from './queue.ts';
import { Walk } from './walk.ts';

const device: SplitDevice<SpecQueue> = {
  make: (domain, maxSize) => SpecQueue.make(domain, maxSize),
  create: (domain, state) => new SpecQueue(domain, state),
  walk: (domain, state) => new Walk(domain, state),
  checksEachAccess: true,
  followsIndirect: true,
  sumsLengths: true,
  reset: (queue) => queue.reset(),
  undoPop: (queue) => queue.undoPop(),
  disableNotification: (queue, memory) => queue.disableNotification(memory),
  iterate: (queue, memory) => queue.iterate(memory),
  restore: (domain, saved, memory) => SpecQueue.restore(domain, saved, memory),
};

/** The specification's own algorithms: what an implementation is compared with. */
export const spec = splitDevice.implement(
  { name: 'spec', source: 'VIRTIO 1.3, 2.7 Split Virtqueues', findings },
  device,
);
