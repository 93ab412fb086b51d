import { readFileSync } from 'node:fs';
import { bool, type Model } from 'ringproof';
import { compiledDevice, splitDevice, type CompiledOptions } from 'ringproof/virtio/split';

/**
 * A module of one of the committed queues as a model: as `model.ts` of their folders declares it, without findings. `more`: what is
 * declared besides.
 */
export function compiledModel(
  path: string,
  more: Partial<Pick<CompiledOptions, 'memoryMap' | 'holds'>> = {},
): Model {
  return splitDevice.implement(
    { name: 'compiled', source: path },
    compiledDevice(
      { path, base64: readFileSync(path, 'base64') },
      {
        queueFields: { addedAll: bool() },
        walkFields: { isFull: bool() },
        walkInvariant: (state) => state.isFull.implies(state.bytes.eq(0)),
        ...more,
      },
    ),
  );
}
