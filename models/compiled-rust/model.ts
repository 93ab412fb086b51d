import { bool } from 'ringproof';
import { compiledDevice, splitDevice } from 'ringproof/virtio/split';
import { findings } from './findings.ts';
import code from './queue.wasm';

/** A small queue in Rust over memory in regions, compiled: the properties are checked against its code itself. */
export const compiledRust = splitDevice.implement(
  { name: 'compiled-rust', source: 'queue.rs beside this file, by rustc 1.96 -O2', findings },
  compiledDevice(code, {
    queueFields: { addedAll: bool() },
    walkFields: { isFull: bool() },
    walkInvariant: (state) => state.isFull.implies(state.bytes.eq(0)),
  }),
);
