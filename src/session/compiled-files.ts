import { statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { UserFile } from '../load/discover.ts';
import { relativePath, withForwardSlashes } from '../load/paths.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usage-error.ts';
import type { OptionValues } from './options.ts';

const WASM = '.wasm';

/** The model files that compiled modules are. Throws a `UsageError` for one that is not there or has another name. */
export function compiledFiles(compiled: readonly string[], cwd: string): readonly UserFile[] {
  return [...new Set(compiled)].map((file) => {
    const path = resolve(cwd, file);
    if (extname(path) !== WASM)
      throw new UsageError(`--compiled ${file}: the name of a compiled queue ends in ${WASM}`);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new UsageError(`--compiled ${file}: there is no such file in ${cwd}`);
    if (found.isDirectory())
      throw new UsageError(`--compiled ${file}: it is a folder; give the ${WASM} file in it`);
    if (!found.isFile()) throw new UsageError(`--compiled ${file}: it is not a file`);
    return { path: withForwardSlashes(relativePath(path, cwd)), exports: 'models' };
  });
}

/** The options and the world of a command that is given compiled modules: it checks those, unless it names models. */
export function withCompiled<O extends Pick<OptionValues, 'model' | 'compiled'>>(
  options: O,
  io: CliIo,
): readonly [O, CliIo] {
  const { compiled, model } = options;
  if (compiled.length === 0) return [options, io];
  const names = compiled.map((file) => basename(withForwardSlashes(file), WASM));
  return [
    { ...options, model: model.length === 0 ? names : model },
    { ...io, compiled },
  ];
}
