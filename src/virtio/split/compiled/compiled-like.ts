import type { Model } from '../../../proof/model.ts';
import { splitDevice } from '../device.ts';
import { compiledDevice } from './device.ts';
import type { WasmFile } from './module.ts';

/**
 * A compiled queue as a model of this name. `like`: a model of another build, whose own fields and invariants this one has, too;
 * of a model that is not compiled, nothing is taken over. Throws as `compiledDevice` does.
 */
export function compiledLike(file: WasmFile, name: string, like: Model | null): Model {
  const declared = like?.kind === splitDevice.name ? splitDevice.declared(like) : undefined;
  const device = declared?.withCode?.(file) ?? compiledDevice(file);
  return splitDevice.implement({ name, source: file.path }, device);
}
