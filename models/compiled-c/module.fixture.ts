import { readFileSync } from 'node:fs';
import { bool, type Model } from 'ringproof';
import { compiledDevice, splitDevice } from 'ringproof/virtio/split';

/** The queue in C as a module in its place is. */
export function modelOf(path: string): Model {
  return splitDevice.implement(
    { name: 'compiled-c', source: path },
    compiledDevice(
      { path, base64: readFileSync(path, 'base64') },
      {
        queueFields: { addedAll: bool() },
        walkFields: { isFull: bool() },
        walkInvariant: (state) => state.isFull.implies(state.bytes.eq(0)),
      },
    ),
  );
}
