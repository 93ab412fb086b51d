import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { digest } from '../../cache/entry.ts';
import { transformMarked } from '../link/transform.ts';
import { closureOf, type ModuleText, type Program } from '../link/program.ts';
import { modelTextOf, WASM } from '../link/wasm-file.ts';
import { relativePath } from '../paths.ts';
import { PACKAGE_ROOT, shippedPath } from '../shipped.ts';
import type { TextPlace } from './place.ts';

/** A file that models are made of, and its places. */
export interface MarkedFile {
  /** From the working directory, with forward slashes. */
  readonly path: string;
  readonly source: string;
  /** Names of the models that it is a part of. */
  readonly models: readonly string[];
  /** Each with what it is reported as. */
  readonly places: readonly (TextPlace & { readonly id: string })[];
}

/** A program whose models report what they enter. */
export interface MarkedProgram {
  readonly program: Program;
  readonly files: readonly MarkedFile[];
}

/** Models, by the file that exports each. */
type Exported = readonly { readonly name: string; readonly module: string }[];

/**
 * Has the files that models are made of report each function and branch that they enter. Files of packages, files that come with the
 * tool and files of proofs stay as they are. Throws an `Error` where a file is not what it was when the program was read.
 */
export async function markModels(program: Program, models: Exported, cwd: string): Promise<MarkedProgram> {
  const namesOf = new Map<string, Set<string>>();
  const root = realpathSync(cwd);
  for (const { name, module } of models) {
    const path = resolve(cwd, module);
    for (const { path: of } of closureOf(program, program.entries[path] ?? path))
      if (isOfModel(of, root)) namesOf.set(of, (namesOf.get(of) ?? new Set()).add(name));
  }
  const marked = await Promise.all(
    [...namesOf].map(async ([path, names]) => {
      const module = program.modules[path];
      return module === undefined ? [] : [await mark(module, [...names].sort(), root)];
    }),
  );
  const news = marked.flat();
  const modules = Object.fromEntries(news.map(({ module }) => [module.path, module]));
  return {
    program: { ...program, modules: { ...program.modules, ...modules } },
    files: news.map(({ file }) => file).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function isOfModel(path: string, root: string): boolean {
  const isOthers = /(^|\/)node_modules\//.test(path) || (root !== PACKAGE_ROOT && shippedPath(path) !== null);
  // It stands for a compiled module that has no model file: there is no text to report from.
  const isMade = modelTextOf(path) !== undefined && !existsSync(path);
  return (
    !isMade && !isOthers && !/\.proof\.[cm]?[jt]s$/.test(path) && ![WASM, '.json'].includes(extname(path))
  );
}

async function mark(
  module: ModuleText,
  models: readonly string[],
  root: string,
): Promise<{ readonly module: ModuleText; readonly file: MarkedFile }> {
  const source = readFileSync(module.path, 'utf8');
  const path = relativePath(module.path, root);
  if (digest(source) !== module.digest)
    throw new Error(`${path} was changed while it was read: run it again`);
  const { transformed, places } = await transformMarked(module.path, source, true);
  const withIds = places.map((place, i) => ({ ...place, id: `${path}#${i}` }));
  const reports = withIds.map(({ id }) => id);
  const { path: at, digest: ofText, targets } = module;
  return {
    module: { path: at, digest: ofText, ...transformed, targets, reports },
    file: { path, source, models, places: withIds },
  };
}
