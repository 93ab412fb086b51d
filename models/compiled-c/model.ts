import { bool } from 'ringproof';
import { compiledDevice, splitDevice } from 'ringproof/virtio/split';
import { findings } from './findings.ts';
import code from './queue.wasm';

/** A small queue in C, compiled: the properties are asked of its code itself. */
export const compiledC = splitDevice.implement(
  { name: 'compiled-c', source: 'queue.c beside this file, by clang 19 -O2', findings },
  compiledDevice(code, {
    queueFields: { addedAll: bool() },
    walkFields: { isFull: bool() },
    walkInvariant: (state) => state.isFull.implies(state.bytes.eq(0)),
  }),
);
