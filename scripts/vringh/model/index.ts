import { bool } from 'ringproof';
import { areSlices, compiledDevice, splitDevice } from 'ringproof/virtio/split';
import code from './vringh.wasm';
import { findings } from './findings.ts';

/** The host's side of a ring in the Linux kernel, in kernel memory: the functions that end in `_kern`. */
export const vringh = splitDevice.implement(
  { name: 'vringh', source: 'Linux 6.1, drivers/vhost/vringh.c', findings },
  compiledDevice(code, {
    queueFields: { addedAll: bool() },
    // Each area is one piece of the host's memory.
    active: areSlices,
  }),
);
