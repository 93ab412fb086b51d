import { u16 } from 'ringproof';
import { areSlices, compiledDevice, splitDevice } from 'ringproof/virtio/split';
import kern from './kern.wasm';
import user from './user.wasm';
import { kernFindings, userFindings } from './findings.ts';

const SOURCE = 'Linux, drivers/vhost/vringh.c';

/** The upper half of the kernel's count of completed elements, of which num_added is the lower one. */
const queueFields = { completedHigh: u16() };

/** The host's side of a ring in kernel memory: the functions that end in `_kern`. */
export const vringh = splitDevice.implement(
  { name: 'vringh', source: SOURCE, findings: kernFindings },
  compiledDevice(kern, {
    queueFields,
    addedAll: ({ completedHigh }) => completedHigh.ne(0),
    // Each area is one piece of the host's memory.
    active: areSlices,
  }),
);

/** The same in the memory of a process: the functions that end in `_user`. */
export const vringhUser = splitDevice.implement(
  { name: 'vringh-user', source: SOURCE, findings: userFindings },
  compiledDevice(user, { queueFields, addedAll: ({ completedHigh }) => completedHigh.ne(0) }),
);
