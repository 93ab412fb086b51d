import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { digest } from '../../cache/entry.ts';
import { Transforms } from './kept-transforms.ts';
import type { Fault, ModuleText, Program, Target, Transformed } from './program.ts';
import { fileFor, isOwnFile, resolveImport } from './resolve.ts';
import { placeOfImport } from './source-place.ts';
import { failed } from './transform.ts';
import { MAX_WASM_BYTES, modelPathOf, modelTextOf, WASM, wasmText } from './wasm-file.ts';

/**
 * Reads some files, given by absolute paths, and all that they import, once each. `cache` is a cache folder for what the
 * texts are turned into; `null` for none. `texts`: those of files that are not on disk. What is wrong with a file is said in its
 * place in the program.
 */
export async function linkProgram(
  files: readonly string[],
  cache: string | null,
  isCacheWritable = true,
  texts: MadeFiles = new Map(),
): Promise<Program> {
  const entries = Object.fromEntries(files.map((file) => [file, realPath(file)]));
  const wanted = Object.values(entries).filter((path) => !isOwnFile(path));
  const transforms = new Transforms(cache, isCacheWritable);
  return { modules: await withImports(wanted, {}, transforms, texts), entries };
}

/**
 * The program with another text in the place of one of its files, which is given by its path after all links; all else stays as it was
 * read. What only the new text imports is read now.
 */
export async function withText(
  { modules, entries }: Program,
  path: string,
  text: string,
  cache: string | null,
  isCacheWritable = true,
): Promise<Program> {
  const { [path]: _, ...others } = modules;
  const transforms = new Transforms(cache, isCacheWritable);
  return { modules: await withImports([path], others, transforms, new Map([[path, text]])), entries };
}

/** Adds some files, given by their paths after all links, and all that they import, to modules that are read already. */
async function withImports(
  paths: readonly string[],
  before: Program['modules'],
  transforms: Transforms,
  texts: MadeFiles,
): Promise<Program['modules']> {
  const modules = new Map(Object.entries(before));
  let wanted = new Set(paths);
  while (wanted.size > 0) {
    // All files of one distance at once: the transform works on several at a time.
    const made = await Promise.all([...wanted].map((path) => readModule(path, transforms, texts)));
    for (const module of made) modules.set(module.path, module);
    const targets = made.flatMap((module) => Object.values(module.targets));
    const found = targets.flatMap((target) => (target.kind === 'module' ? [target.path] : []));
    wanted = new Set(found.filter((path) => !modules.has(path)));
  }
  return Object.fromEntries(modules);
}

function realPath(file: string): string {
  try {
    const real = realpathSync(fileFor(file) ?? file);
    return extname(real) === WASM ? modelPathOf(real) : real;
  } catch {
    return file;
  }
}

async function readModule(path: string, transforms: Transforms, texts: MadeFiles): Promise<ModuleText> {
  const isWasm = extname(path) === WASM;
  const refused = (message: string, hint: string): ModuleText => {
    const unread: Fault = { message, line: null, column: null, details: [], hint };
    return { path, digest: '', ...failed(unread), targets: {} };
  };
  let source: string;
  try {
    if (isWasm && statSync(path).size > MAX_WASM_BYTES)
      return refused(
        `the module has ${Math.ceil(statSync(path).size / 2 ** 20)} MB; at most ${MAX_WASM_BYTES / 2 ** 20} are read`,
        'Link it with --gc-sections and --strip-debug, and leave out what the queue does not need.',
      );
    source = texts.get(path) ?? madeModel(path) ?? readFileSync(path, isWasm ? 'base64' : 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(`the file cannot be read: ${why}`, 'Make it readable.');
  }
  const transformed = isWasm ? wasmText(path, source) : await transforms.of(path, source);
  const targets = transformed.imports.map(
    ({ specifier }) => [specifier, targetOf(specifier, path, source, transformed)] as const,
  );
  return { path, digest: digest(source), ...transformed, targets: Object.fromEntries(targets) };
}

/** Texts of files that are not on disk, by absolute path: as if they stood there. */
export type MadeFiles = ReadonlyMap<string, string>;

/** The text of the model that a compiled module is by itself; `undefined` for a file that is there. */
function madeModel(path: string): string | undefined {
  return existsSync(path) ? undefined : modelTextOf(path);
}

function targetOf(specifier: string, path: string, source: string, { exports }: Transformed): Target {
  const found = resolveImport(specifier, path, exports === null);
  if (found.kind !== 'refused') return found;
  const { message, hint } = found;
  const { line, column } = placeOfImport(source, specifier) ?? { line: null, column: null };
  return { kind: 'fault', fault: { message, line, column, details: [], hint } };
}
