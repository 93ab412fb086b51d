import { CompiledError } from '../compiled-error.ts';
import { CompiledModule } from './module.ts';

/** More bytes than a queue and what it is linked with have: with debug information they are a few hundred thousand. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Decodes a module. `source` is what messages call it, such as the path of its file; `folder` is where reports look for its
 * sources. Throws a `CompiledError` for what is no
 * module, is cut off, has more than 16 MiB, or uses what cannot be skipped; an instruction that is not supported is an error
 * only where it is executed.
 */
export function decodeModule(
  bytes: Uint8Array,
  source: string,
  folder: string | null = null,
): CompiledModule {
  if (bytes.length > MOST_BYTES) {
    throw new CompiledError(
      `${source}: it has ${(bytes.length / 1024 / 1024).toFixed(1)} MiB, and the limit is 16 MiB`,
      'Link the queue alone, and strip what it does not use: wasm-ld --gc-sections --strip-debug.',
    );
  }
  return new CompiledModule(bytes, source, folder);
}
