import { CompiledError } from '../compiled-error.ts';
import { CompiledModule } from './module.ts';
import { otherFile } from './other-file.ts';

/** More bytes than a queue and what it is linked with have: with debug information they are a few hundred thousand. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A section that compilers write for linkers, which leave it out. */
const OBJECT = 'linking';

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
  const other = otherFile(bytes);
  if (other !== undefined) throw new CompiledError(`${source}: ${other.what}`, other.hint);
  const module = new CompiledModule(bytes, source, folder);
  if (module.custom.has(OBJECT))
    throw new CompiledError(
      `${source}: it is an object file, which is not linked yet`,
      'Link it: clang --target=wasm64 without -c, or wasm-ld --no-entry.',
    );
  return module;
}
