import { basename } from 'node:path';
import type { Transformed } from './program.ts';

/** How the name of a compiled module ends. */
export const WASM = '.wasm';

/** The greatest compiled module that is read, in bytes: queues have some ten thousand. */
export const MAX_WASM_BYTES = 16 * 2 ** 20;

/** The module that a compiled one is for those who import it: its name, and its bytes in base64. */
export function wasmText(path: string, base64: string): Transformed {
  const value = JSON.stringify({ path: basename(path), base64 });
  return {
    code: `module.exports = { __esModule: true, default: ${value} };`,
    maps: [],
    preludeLines: 0,
    imports: [],
    exports: { names: ['default'], stars: [] },
    fault: null,
  };
}

/** How the path ends of the model file that stands for a compiled module which has none. */
const MODEL = '.wasm.model.ts';

/** The path of the model that a compiled module is by itself, as `--compiled` asks for it. */
export function modelPathOf(wasm: string): string {
  return wasm.slice(0, -WASM.length) + MODEL;
}

/** The text of such a model; `undefined` for any other path. */
export function modelTextOf(path: string): string | undefined {
  if (!path.endsWith(MODEL)) return undefined;
  const name = basename(path).slice(0, -MODEL.length);
  const file = name + WASM;
  return [
    "import { compiledDevice, splitDevice } from 'ringproof/virtio/split';",
    `import code from ${JSON.stringify(`./${file}`)};`,
    `export const model = splitDevice.implement({ name: ${JSON.stringify(name)}, source: ${JSON.stringify(file)} }, compiledDevice(code));`,
    '',
  ].join('\n');
}
